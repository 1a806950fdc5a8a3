"""The bones of a server on loopback that speaks a format for real, and breaks where a test tells it to."""

import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

Fault = Callable[[Any], None]


class Handler(BaseHTTPRequestHandler):
    server: "Peer"

    def meet(self, asked: str) -> None:
        self.server.asked.append(asked)
        fault = self.server.faults.pop(0) if self.server.faults else None
        (fault or type(self).answer)(self)

    def answer(self) -> None:
        raise NotImplementedError

    def send(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response_only(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass


class Peer(ThreadingHTTPServer):
    """`faults`: what the next answers do instead of answering; None among them answers well. `asked`: what came, in its order."""

    daemon_threads = True

    def __init__(self, handler: type[Handler]) -> None:
        super().__init__(("127.0.0.1", 0), handler)
        self.faults: list[Fault | None] = []
        self.asked: list[str] = []

    def __enter__(self) -> Self:
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, *_: Any) -> None:
        self.shutdown()
        self.server_close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


def status(number: int, body: bytes = b"no", **headers: str) -> Fault:
    """A fault: this status, whatever was asked."""
    return lambda to: to.send(number, body, **headers)
