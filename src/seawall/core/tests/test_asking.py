"""Questions to services that the operator has named: what is not a whole answer of that very service is none."""

import ipaddress
import ssl
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from seawall.core.outside import pinned
from seawall.core.outside.asking import Cause, Question, Unanswered, ask
from seawall.core.outside.guard import Guard
from seawall.core.outside.resolve import Resolver

LOOPBACK = (ipaddress.ip_network("127.0.0.0/8"),)


class Echo(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self._say(self.path.encode())

    def do_PUT(self) -> None:
        self._say(self.rfile.read(int(self.headers["Content-Length"])))

    def _say(self, body: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def guard() -> Guard:
    return Guard(Resolver([("127.0.0.1", 1)], timeout=0.1, lifetime=0.1), LOOPBACK)


@pytest.fixture
def server() -> Iterator[ThreadingHTTPServer]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Echo) as one:
        threading.Thread(target=one.serve_forever, args=(0.02,), daemon=True).start()
        yield one
        one.shutdown()


@pytest.fixture
def certificate(tmp_path: Path, server: ThreadingHTTPServer) -> Path:
    """The server speaks TLS from now on, with a certificate that it has given itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    alternative = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(1).not_valid_before(now - timedelta(days=1))
    made = made.not_valid_after(now + timedelta(days=1)).add_extension(alternative, critical=False)
    path = tmp_path / "own.pem"
    plain = serialization.NoEncryption()
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    public = made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
    path.write_bytes(private + public)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    return path


def url(server: ThreadingHTTPServer, scheme: str = "http") -> str:
    return f"{scheme}://127.0.0.1:{server.server_port}/a/b?c=d"


def cause(question: Question, guard: Guard) -> Cause:
    with pytest.raises(Unanswered) as unanswered:
        ask(question, guard, seconds=5)
    return unanswered.value.cause


def test_it_asks_and_gives(server: ThreadingHTTPServer, guard: Guard) -> None:
    assert ask(Question(url(server)), guard).body == b"/a/b?c=d"
    put = ask(Question(url(server), "PUT", body=b"<vote/>"), guard)
    assert (put.status, put.body) == (200, b"<vote/>") and abs(put.seconds_off or 99) < 60


def test_tls_needs_a_certificate_that_is_trusted(
    server: ThreadingHTTPServer, guard: Guard, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cause(Question(url(server, "https")), guard) is Cause.CERTIFICATE
    # With that authority among the machine's own, the same answer is good.
    monkeypatch.setattr(pinned, "trusting", lambda: ssl.create_default_context(cafile=str(certificate)))
    assert ask(Question(url(server, "https")), guard).status == 200


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("http://127.0.0.1:9/", Cause.INSIDE),
        ("https://10.0.0.1/", Cause.INSIDE),
        ("https://[::1]/", Cause.INSIDE),
        ("https://localhost/", Cause.INSIDE),
        ("http://169.254.169.254/latest", Cause.INSIDE),
        ("http://1.1.1.1/", Cause.PLAIN),
        ("https://service.example/", Cause.NAME),
        ("https://", Cause.ADDRESS),
    ],
)
def test_without_leave_it_goes_nowhere_inside_and_nowhere_in_the_clear(address: str, why: Cause) -> None:
    strict = Guard(Resolver([("127.0.0.1", 1)], timeout=0.1, lifetime=0.1))
    assert cause(Question(address), strict) is why


def test_nobody_at_home(guard: Guard) -> None:
    assert cause(Question("http://127.0.0.1:8/"), guard) is Cause.NO_CONNECTION


def test_nothing_of_a_question_is_printed() -> None:
    question = Question("https://service.example/", headers={"Authorization": "Basic abc"}, body=b"xyz")
    assert "abc" not in repr(question) and "service" not in repr(question) and "xyz" not in repr(question)
