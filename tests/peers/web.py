"""A web host: carries a page until the test removes it. Counts connections as they are accepted, before any byte."""

import threading
from collections import Counter
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self


@dataclass
class Page:
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b"a square of blue paper"


class WebPeer:
    """`pages` maps a path, or "host/path" for one of several names, to a Page; anything else is 404."""

    def __init__(self, pages: dict[str, Page] | None = None, *, port: int = 0, ssl_context=None) -> None:
        self.pages = dict(pages or {})
        self.connections = 0
        self.requests: Counter[str] = Counter()
        self.hosts: Counter[str] = Counter()
        self.host = "127.0.0.1"
        self._server = _Server((self.host, port), _Handler)
        self._server.peer = self
        if ssl_context is not None:
            self._server.socket = ssl_context.wrap_socket(self._server.socket, server_side=True)
        self.port = self._server.server_address[1]

    def carry(self, path: str, **page) -> None:
        self.pages[path] = Page(**page)

    def remove(self, path: str) -> None:
        self.pages.pop(path, None)

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    peer: WebPeer
    daemon_threads = True

    def get_request(self):
        request = super().get_request()
        self.peer.connections += 1
        return request

    def handle_error(self, request, client_address) -> None:
        """A client that leaves early is what the guard does on purpose."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        peer = self.server.peer
        host = (self.headers.get("Host") or "").rsplit(":", 1)[0]
        peer.requests[f"{self.command} {self.path}"] += 1
        peer.hosts[host] += 1
        page = peer.pages.get(host + self.path) or peer.pages.get(self.path) or Page(404, body=b"")
        self.send_response(page.status)
        for name, value in page.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(page.body)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(page.body)

    do_HEAD = do_GET

    def log_message(self, format, *args) -> None:
        pass
