"""The hotline's mailbox: as much of IMAP (RFC 3501) as whoever reads it here speaks, over TLS, with letters that never change."""

import re
import socketserver
import ssl
from collections.abc import Sequence
from pathlib import Path
from threading import Thread
from types import TracebackType
from typing import Any, Self

from seawall.demo.internet.certificate import CERTIFICATE, KEY, make_certificate
from seawall.demo.internet.world import LOOPBACK

USER, PASSWORD, FOLDER = "meldungen", "blue-cup-7", "INBOX"
LONGEST_LINE = 10_000
FROM_UID = re.compile(r"UID (\d{1,10}):\*")


class _Session(socketserver.StreamRequestHandler):
    server: "_Server"

    def setup(self) -> None:
        self.request = self.server.context.wrap_socket(self.request, server_side=True)
        super().setup()

    def handle(self) -> None:
        self._open = False
        self._say("* OK [CAPABILITY IMAP4rev1] ready")
        while line := self.rfile.readline(LONGEST_LINE):
            tag, _space, rest = line.decode(errors="replace").strip().partition(" ")
            command, _space, words = rest.partition(" ")
            said = self._answer(command.upper(), words)
            self._say(f"{tag} {said}")
            if command.upper() == "LOGOUT":
                return

    def _answer(self, command: str, words: str) -> str:
        if command == "CAPABILITY":
            self._say("* CAPABILITY IMAP4rev1")
        elif command == "LOGOUT":
            self._say("* BYE until then")
        elif command == "LOGIN":
            self._open = words.replace('"', "") == f"{USER} {PASSWORD}"
            return "OK signed in" if self._open else "NO [AUTHENTICATIONFAILED] no"
        elif not self._open:
            return "BAD sign in first"
        elif command == "SELECT":
            if words.strip('"') != FOLDER:
                return "NO no such folder"
            self._say(f"* {len(self.server.letters)} EXISTS")
            self._say("* OK [UIDVALIDITY 1] so it is")
        elif command == "UID":
            self._by_uid(words)
        return "OK done"

    def _by_uid(self, words: str) -> None:
        letters = self.server.letters
        if first := FROM_UID.search(words):
            # As RFC 3501 has it, the last one is in `n:*` whatever n is.
            found = range(min(int(first[1]), len(letters)), len(letters) + 1)
            self._say(" ".join(["* SEARCH", *map(str, found)]))
            return
        command, _space, rest = words.partition(" ")
        number, _space, what = rest.partition(" ")
        if command != "FETCH" or not number.isdigit() or not 1 <= int(number) <= len(letters):
            return
        letter = letters[int(number) - 1]
        if "SIZE" in what:
            self._say(f"* {number} FETCH (UID {number} RFC822.SIZE {len(letter)})")
        else:
            self._say(f"* {number} FETCH (UID {number} BODY[] {{{len(letter)}}}")
            self.wfile.write(letter)
            self._say(")")

    def _say(self, line: str) -> None:
        self.wfile.write(line.encode() + b"\r\n")


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True

    def __init__(self, port: int, letters: Sequence[bytes], context: ssl.SSLContext) -> None:
        self.letters, self.context = letters, context
        super().__init__((LOOPBACK, port), _Session)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Whoever hangs up gets no answer, as everywhere."""


class Mailbox:
    """The letters have the numbers 1, 2, 3…: read once, they are not read again after a new start."""

    def __init__(self, port: int, letters: Sequence[bytes], folder: Path) -> None:
        make_certificate(folder)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(folder / CERTIFICATE, folder / KEY)
        self._server = _Server(port, letters, context)
        self.port: int = self._server.server_address[1]

    def __enter__(self) -> Self:
        Thread(target=self._server.serve_forever, args=(0.1,), daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
