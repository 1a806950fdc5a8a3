"""A small honest IMAP server on loopback (the part of RFC 3501 and RFC 6851 that is spoken here), TLS with a certificate made for the test."""

import datetime
import ipaddress
import re
import secrets
import socketserver
import ssl
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

HOST = "127.0.0.1"
LONGEST = 120


@dataclass
class Post:
    """What the server holds and how it behaves; a test changes both while it runs."""

    messages: dict[int, bytes] = field(default_factory=dict)
    validity: int = 7
    user: str = "reports@hotline.example"
    password: str = "an invented password"
    folders: tuple[str, ...] = ("INBOX", "Done")
    moved: dict[int, str] = field(default_factory=dict)
    seen: set[int] = field(default_factory=set)
    logins: int = 0
    fetched: list[int] = field(default_factory=list)
    # `mute`, `cut`, `huge`, `garbage`: how it breaks, once somebody is signed in.
    fault: str = ""
    claimed_size: int = 0

    def put(self, message: bytes) -> int:
        uid = max([*self.messages, *self.moved], default=0) + 1
        self.messages[uid] = message
        return uid


def certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate of its own for 127.0.0.1 and its key, as PEM."""
    key = ec.generate_private_key(ec.SECP256R1())
    # Of several that are trusted, each is found by its name.
    own = f"{secrets.token_hex(4)}.mail.test"
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, own)])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(HOST))]), False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
        .sign(key, hashes.SHA256())
    )
    certificate, secret = folder / "mail.pem", folder / "mail.key"
    certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    return certificate, secret


class _Session(socketserver.StreamRequestHandler):
    server: "_Server"

    def setup(self) -> None:
        self.request = self.server.context.wrap_socket(self.request, server_side=True)
        super().setup()

    def handle(self) -> None:
        self.signed_in = False
        self._say("* OK [CAPABILITY IMAP4rev1 MOVE] ready")
        while line := self.rfile.readline(10_000):
            tag, _, rest = line.decode().strip().partition(" ")
            if not self._answer(tag, rest):
                return

    def _say(self, line: str) -> None:
        self.wfile.write(line.encode() + b"\r\n")
        self.wfile.flush()

    def _answer(self, tag: str, rest: str) -> bool:
        post = self.server.post
        command, _, words = rest.partition(" ")
        if command == "LOGOUT":
            self._say("* BYE until then")
            self._say(f"{tag} OK done")
            return False
        if command == "CAPABILITY":
            self._say("* CAPABILITY IMAP4rev1 MOVE")
        elif command == "LOGIN":
            post.logins += 1
            self.signed_in = words == f'"{post.user}" "{post.password}"'
            if not self.signed_in:
                self._say(f"{tag} NO [AUTHENTICATIONFAILED] no")
                return True
        elif not self.signed_in:
            self._say(f"{tag} BAD sign in first")
            return True
        elif post.fault:
            return self._break()
        elif command == "SELECT":
            if words.strip('"') not in post.folders:
                self._say(f"{tag} NO no such folder")
                return True
            self._say(f"* {len(post.messages)} EXISTS")
            self._say(f"* OK [UIDVALIDITY {post.validity}] so it is")
        elif command == "UID":
            self._uid(words)
        self._say(f"{tag} OK done")
        return True

    def _break(self) -> bool:
        fault = self.server.post.fault
        if fault == "mute":
            self.server.stopping.wait(LONGEST)
        elif fault == "huge":
            self._say("* " + "1 " * (1 << 20))
        elif fault == "garbage":
            self.wfile.write(b"\x00\xff\r\n* * *\r\n")
        return False

    def _uid(self, words: str) -> None:
        post = self.server.post
        command, _, rest = words.partition(" ")
        if command == "SEARCH":
            first = int(re.findall(r"UID (\d+):\*", rest)[0])
            last = max(post.messages, default=0)
            # As RFC 3501 has it, the last one is in `n:*` whatever n is.
            found = {uid for uid in post.messages if uid >= first} | ({last} if last else set())
            self._say("* SEARCH " + " ".join(map(str, sorted(found))))
            return
        number, _, what = rest.partition(" ")
        uid = int(number)
        if uid not in post.messages:
            return
        if command == "FETCH":
            self._fetch(uid, what)
        elif command == "STORE":
            post.seen.add(uid)
        elif command == "MOVE":
            post.moved[uid] = what.strip('"')
            del post.messages[uid]

    def _fetch(self, uid: int, what: str) -> None:
        post = self.server.post
        message = post.messages[uid]
        if "SIZE" in what:
            self._say(f"* 1 FETCH (UID {uid} RFC822.SIZE {post.claimed_size or len(message)})")
            return
        post.fetched.append(uid)
        self.wfile.write(f"* 1 FETCH (UID {uid} BODY[] {{{len(message)}}}\r\n".encode() + message + b")\r\n")


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True

    def __init__(self, post: Post, context: ssl.SSLContext) -> None:
        self.post, self.context, self.stopping = post, context, threading.Event()
        super().__init__((HOST, 0), _Session)

    def handle_error(self, *_about: Any) -> None:
        """A client that does not trust us hangs up: that is what is tested."""


class ImapServer:
    """`with ImapServer(folder) as server`: `server.port`, `server.post`, `server.certificate`."""

    def __init__(self, folder: Path) -> None:
        self.certificate, key = certificate(folder)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate, key)
        self.post = Post()
        self._server = _Server(self.post, context)
        self.port: int = self._server.server_address[1]

    def __enter__(self) -> "ImapServer":
        threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
        ).start()
        return self

    def let_go(self) -> None:
        """Whoever waits for an answer gets the end of the connection instead."""
        self._server.stopping.set()

    def __exit__(self, *_about: object) -> None:
        self.let_go()
        self._server.shutdown()
        self._server.server_close()
