"""A web host: carries a page until the test removes it."""

from collections import Counter
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler

from tests.peers.http import HttpPeer


@dataclass
class Page:
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b"a square of blue paper"


class WebPeer(HttpPeer):
    """`pages` maps a path, or "host/path" for one of several names, to a Page; anything else is 404."""

    def __init__(self, pages: dict[str, Page] | None = None, *, port: int = 0, ssl_context=None) -> None:
        super().__init__(_Handler, port=port, ssl_context=ssl_context)
        self.pages = dict(pages or {})
        self.requests: Counter[str] = Counter()
        self.hosts: Counter[str] = Counter()

    def carry(self, path: str, **page) -> None:
        self.pages[path] = Page(**page)

    def remove(self, path: str) -> None:
        self.pages.pop(path, None)


class _Handler(BaseHTTPRequestHandler):
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
