"""Somebody else's tipline on loopback: it speaks the CyberTipline Reporting API for real, as strictly as documented, and breaks where a test says."""

import base64
from collections.abc import Callable
from itertools import count
from urllib.parse import parse_qs

from seawall.wire.cybertip.answers import Code, DoneResponse, Response, write_done_response, write_response
from seawall.wire.cybertip.check import faults_in
from seawall.wire.cybertip.report import read_file_details
from seawall.wire.cybertip.tree import read_tree
from seawall.wire.faults import Malformed
from tests.peers import breaking
from tests.peers.breaking import Fault, status

__all__ = ["Fault", "status"]
USER, PASSWORD = "unit", "red-cup-7"


class Handler(breaking.Handler):
    server: "TiplinePeer"

    def do_POST(self) -> None:
        self.body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.call = self.path.removeprefix("/ispws/")
        self.meet(self.call)

    def answer(self) -> None:
        self.send(*self.done())

    def done(self) -> tuple[int, bytes]:
        """The deed, and what would be said about it."""
        given = base64.b64encode(f"{USER}:{self.server.password}".encode()).decode()
        if self.headers.get("Authorization") != f"Basic {given}":
            return 401, b""
        return 200, self.server.done(self.call, self.body)

    def send(self, status: int, body: bytes, **headers: str) -> None:
        super().send(status, body, **{"Request-ID": "invented-7", **headers})


class TiplinePeer(breaking.Peer):
    """`filed`: what was finished, by number, with its files. `takes_files`: it knows a file only once it was uploaded."""

    def __init__(self) -> None:
        super().__init__(Handler)
        self.password, self.takes_files = PASSWORD, False
        self.drafts: dict[int, bytes] = {}
        self.files: dict[int, dict[str, bytes]] = {}
        self.filed: dict[int, bytes] = {}
        self.retracted: set[int] = set()
        self._numbers = count(4_564_654)

    @property
    def url(self) -> str:
        return f"{super().url}/ispws"

    def forget_drafts(self) -> None:
        """As after an hour."""
        self.drafts.clear()

    def done(self, call: str, body: bytes) -> bytes:
        try:
            return {"submit": self._submit, "fileinfo": self._describe}.get(call, self._by_number(call))(body)
        except Malformed:
            return write_response(Response(int(Code.MALFORMED_XML), "malformed"))

    def _submit(self, body: bytes) -> bytes:
        if faults_in(read_tree(body), "report"):
            return write_response(Response(int(Code.INVALID), "invalid"))
        number = next(self._numbers)
        self.drafts[number], self.files[number] = body, {}
        return _told(Code.DONE, number)

    def _describe(self, body: bytes) -> bytes:
        if faults_in(read_tree(body), "fileDetails"):
            return write_response(Response(int(Code.INVALID), "invalid"))
        details = read_file_details(body)
        if (code := self._of(details.report_id)) is not Code.DONE:
            return _told(code)
        if self.takes_files:
            return _told(Code.NO_SUCH_FILE)
        self.files[details.report_id][details.file_id] = body
        return _told(Code.DONE, details.report_id)

    def _by_number(self, call: str) -> Callable[[bytes], bytes]:
        def deed(body: bytes) -> bytes:
            number = int(parse_qs(body.decode())["id"][0])
            if (code := self._of(number)) is not Code.DONE:
                return _told(code)
            draft = self.drafts.pop(number)
            if call == "retract":
                self.retracted.add(number)
                return _told(Code.DONE, number)
            self.filed[number] = draft
            return write_done_response(DoneResponse(0, number, tuple(self.files[number])))

        return deed

    def _of(self, number: int) -> Code:
        if number in self.filed:
            return Code.FINISHED
        if number in self.retracted:
            return Code.RETRACTED
        return Code.DONE if number in self.drafts else Code.NO_SUCH_REPORT


def _told(code: Code, number: int | None = None) -> bytes:
    return write_response(Response(int(code), "told", number))


# What it can do instead of answering.


def coded(code: int) -> Fault:
    return status(200, write_response(Response(code, "told")))


def lost(to: Handler) -> None:
    """The deed is done, and nobody hears of it."""
    to.done()
    to.close_connection = True
