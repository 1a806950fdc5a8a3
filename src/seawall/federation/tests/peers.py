"""Other people's list servers on loopback: they speak the format for real, and break where a test tells them to."""

import socket
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from io import BytesIO
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
from tests.peers import breaking
from tests.peers.breaking import Fault, status

__all__ = ["Fault", "status"]


class Handler(breaking.Handler):
    server: "Peer"
    body = b""

    def do_GET(self) -> None:
        self.server.headers_seen.append(dict(self.headers))
        self.meet(self.path)

    def answer(self) -> None:
        if not self.server.lets_in(dict(self.headers)):
            self.send(401, b"")
        elif self.command == "PUT":
            self.send(self.server.put_at(self.path, self.body), b"")
        else:
            self.send(200, self.server.page(self.path))

    def do_PUT(self) -> None:
        self.body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        self.server.headers_seen.append(dict(self.headers))
        self.meet(self.path)

    def send(self, status: int, body: bytes, **headers: str) -> None:
        date = format_datetime(datetime.now(UTC) + self.server.ahead, usegmt=True)
        super().send(status, body, **{"Date": date, **headers})


class Peer(breaking.Peer):
    def __init__(self) -> None:
        super().__init__(Handler)
        self.headers_seen: list[dict[str, str]] = []
        self.ahead = timedelta()

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


def body(text: bytes) -> Fault:
    return status(200, text)


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
