"""One web server for the whole little internet: every site by its name, the registry, a tipline, and the demo's own pages."""

import json
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from types import TracebackType
from typing import Self
from urllib.parse import parse_qs, urlsplit

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from seawall.demo.guide import Guide
from seawall.demo.internet import registry
from seawall.demo.internet.carried import Carried
from seawall.demo.internet.tipline import LARGEST, Tipline
from seawall.demo.internet.world import LOOPBACK, world
from seawall.demo.places import Places
from seawall.demo.story import Story

TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'"
LARGEST_FORM = 4096
# Of the other hotline, to which reports are handed in.
DOOR = "/ispws/"


class Web:
    """Listens on the address of each host, so that a site is reached where its name says it is."""

    def __init__(self, places: Places, carried: Carried, story: Story) -> None:
        addresses = sorted({LOOPBACK} | {host.address for host in world().hosts})
        guide = Guide(places, carried, story)
        tipline = Tipline()
        self._servers = [_Server((address, places.sites_port), guide, tipline) for address in addresses]

    def __enter__(self) -> Self:
        for server in self._servers:
            Thread(target=server.serve_forever, args=(0.1,), daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for server in self._servers:
            server.shutdown()
            server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, address: tuple[str, int], guide: Guide, tipline: Tipline) -> None:
        self.guide, self.tipline = guide, tipline
        super().__init__(address, _Handler)


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    server_version, sys_version = "Example", ""

    @property
    def _site(self) -> str:
        return (self.headers.get("Host") or "").rsplit(":", 1)[0].lower().removeprefix("www.")

    @property
    def _is_ours(self) -> bool:
        """The demo's own pages answer to this machine's names alone, so that no other site can frame or script them."""
        return self._site in {LOOPBACK, "localhost"}

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        if not self._is_ours:
            self._site_page(path)
        elif path.startswith("/rdap/"):
            found = registry.answer(path.removeprefix("/rdap/"))
            status = HTTPStatus.OK if found else HTTPStatus.NOT_FOUND
            self._say(json.dumps(found or {"errorCode": 404}), "application/rdap+json", status)
        elif path.startswith("/static/"):
            self._static(path.removeprefix("/static/"))
        else:
            self._page(path)

    do_HEAD = do_GET

    def do_POST(self) -> None:
        path = urlsplit(self.path).path
        if self._is_ours and path.startswith(DOOR):
            self._hand_in(path.removeprefix(DOOR))
        else:
            self._change()

    def _hand_in(self, call: str) -> None:
        body = self._body(LARGEST)
        status, document = self.server.tipline.answer(call, self.headers.get("Authorization"), body)
        self._say(document.decode(), "text/xml; charset=utf-8", status)

    def _body(self, most: int) -> bytes:
        return self.rfile.read(min(int(self.headers.get("Content-Length") or 0), most))

    def _change(self) -> None:
        form = parse_qs(self._body(LARGEST_FORM).decode())
        own = f"http://{self.headers.get('Host')}"
        changed = (
            self._is_ours
            and self.headers.get("Origin", own) == own
            and self.server.guide.change(form.get("page", [""])[0], form.get("deed", [""])[0])
        )
        self.send_response(HTTPStatus.SEE_OTHER if changed else HTTPStatus.NOT_FOUND)
        self.send_header("Location", urlsplit(self.path).path)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _site_page(self, path: str) -> None:
        page = self.server.guide.carried.find(self._site + path)
        if page is None or not page.up:
            self._say("", "text/plain", HTTPStatus.NOT_FOUND)
            return
        self._say(render_to_string("demo/carried.html", {"page": page}), "text/html; charset=utf-8")

    def _static(self, name: str) -> None:
        found = finders.find(name) if name.startswith(("core/", "demo/")) else None
        kind = TYPES.get(Path(name).suffix)
        if found is None or kind is None:
            self._say("", "text/plain", HTTPStatus.NOT_FOUND)
            return
        self._say(Path(found).read_text(encoding="utf-8"), kind)

    def _page(self, path: str) -> None:
        page = self.server.guide.page(path)
        status = HTTPStatus.OK if page else HTTPStatus.NOT_FOUND
        self._say(page or "", "text/html; charset=utf-8", status)

    def _say(self, text: str, kind: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """The terminal belongs to the walk."""
