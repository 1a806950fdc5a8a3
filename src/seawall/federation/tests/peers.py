"""Other people's list servers on loopback: they speak the format for real, and break where a test tells them to."""

import socket
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from seawall.wire.hash_sharing import (
    Asked,
    Entry,
    Reason,
    next_text,
    read_query,
    read_vote,
    write_page,
    write_reasons,
)

Fault = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    server: "Peer"
    body = b""

    def do_GET(self) -> None:
        peer = self.server
        peer.asked.append(self.path)
        peer.headers_seen.append(dict(self.headers))
        fault = peer.faults.pop(0) if peer.faults else None
        if fault is not None:
            fault(self)
        elif not peer.lets_in(dict(self.headers)):
            self.send(401, b"")
        else:
            self.send(200, peer.page(self.path))

    def do_PUT(self) -> None:
        peer = self.server
        self.body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        peer.asked.append(self.path)
        fault = peer.faults.pop(0) if peer.faults else None
        if fault is not None:
            fault(self)
        elif not peer.lets_in(dict(self.headers)):
            self.send(401, b"")
        else:
            self.send(peer.put_at(self.path, self.body), b"")

    def send(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response_only(status)
        self.send_header("Date", format_datetime(datetime.now(UTC) + self.server.ahead, usegmt=True))
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass


class Peer(ThreadingHTTPServer):
    """`faults`: what the next answers do instead of answering; None among them answers well."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.faults: list[Fault | None] = []
        self.asked: list[str] = []
        self.headers_seen: list[dict[str, str]] = []
        self.ahead = timedelta()

    def __enter__(self) -> Any:
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, *_: Any) -> None:
        self.shutdown()
        self.server_close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def lets_in(self, headers: dict[str, str]) -> bool:
        return True

    def page(self, path: str) -> bytes:
        raise NotImplementedError

    def put_at(self, path: str, body: bytes) -> int:
        return 405


class HashSharingPeer(Peer):
    """Entries in the order in which they were put in, which is not that of time; pages of `size`."""

    def __init__(self, size: int = 1000) -> None:
        super().__init__()
        self.size = size
        self.entries: dict[str, Entry] = {}
        # By member, entry and kind the reasons against it, none is for it: one vote of ours on each, the last one counts.
        self.votes: dict[tuple[str, str, str], tuple[str, ...]] = {}
        self.reasons = [Reason("r-adult", "Not a child", ""), Reason("r-common", "Everyday picture", "")]
        self.times_voted = 0

    def lets_in(self, headers: dict[str, str]) -> bool:
        # unit:secret
        return headers.get("Authorization") == "Basic dW5pdDpzZWNyZXQ="

    def put(self, *entries: Entry) -> None:
        self.entries |= {f"{entry.media}:{entry.key}": entry for entry in entries}

    def put_at(self, path: str, body: bytes) -> int:
        member, entry, kind = unquote(path).removeprefix("/v2/entries/").removesuffix("/feedback").split("/")
        if not any(one.id == entry and str(one.member.id) == member for one in self.entries.values()):
            return 404
        vote = read_vote(BytesIO(body))
        if set(vote.reasons) - {reason.guid for reason in self.reasons}:
            return 400
        self.votes[member, entry, kind] = vote.reasons
        self.times_voted += 1
        return 200

    def page(self, path: str) -> bytes:
        if path.endswith("/reasons"):
            stream = BytesIO()
            write_reasons(self.reasons, stream)
            return stream.getvalue()
        asked = read_query(urlsplit(path).query)
        found = [e for e in self.entries.values() if e.timestamp and asked.since <= e.timestamp < asked.until]
        start = asked.start or 0
        here, more = found[start : start + self.size], len(found) > start + self.size
        further = next_text(Asked(asked.since, asked.until, start + self.size, self.size, len(found)))
        stream = BytesIO()
        write_page(here, stream, next=further if more else "")
        return stream.getvalue()


class JsonPeer(Peer):
    """Answers what it was given, by the token that it is asked with."""

    def __init__(self) -> None:
        super().__init__()
        self.pages: dict[str, bytes] = {}

    def page(self, path: str) -> bytes:
        return self.pages[parse_qs(urlsplit(path).query).get("nextPageToken", [""])[0]]


# What a server can do instead of answering.


def status(number: int, **headers: str) -> Fault:
    return lambda to: to.send(number, b"no", **headers)


def body(text: bytes) -> Fault:
    return lambda to: to.send(200, text)


def cut_at(share: float) -> Fault:
    """The whole length is promised, and a part is sent."""

    def cut(to: Handler) -> None:
        page = to.server.page(to.path)
        to.send_response_only(200)
        to.send_header("Content-Length", str(len(page)))
        to.end_headers()
        to.wfile.write(page[: int(len(page) * share)])

    return cut


def cut_xml(to: Handler) -> None:
    """A page that ends early and says that this is all."""
    page = to.server.page(to.path)
    to.send(200, page[: len(page) // 2])


def slowly(to: Handler) -> None:
    """A byte now and then, for ever."""
    to.send_response_only(200)
    to.send_header("Content-Length", "1000000")
    to.end_headers()
    try:
        for _ in range(400):
            to.wfile.write(b" ")
            to.wfile.flush()
            time.sleep(0.05)
    except OSError:
        pass


def without_end(to: Handler) -> None:
    """More than any page."""
    to.send_response_only(200)
    to.send_header("Connection", "close")
    to.end_headers()
    try:
        for _ in range(80):
            to.wfile.write(b" " * (1 << 20))
    except OSError:
        pass


def after_its_deed(to: Handler) -> None:
    """What was put is kept, and the answer never comes."""
    to.server.put_at(to.path, to.body)
    to.connection.shutdown(socket.SHUT_RDWR)


def circling(to: Handler) -> None:
    """Its next page is itself."""
    stream = BytesIO()
    write_page([], stream, next=to.path)
    to.send(200, stream.getvalue())
