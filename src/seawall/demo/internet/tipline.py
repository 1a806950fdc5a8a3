"""Another hotline of the little internet that takes reports: its door speaks the CyberTipline Reporting API.

What is filed there is counted and forgotten. It takes all but two kinds of incident, so that here one report also comes back to a person
and one waits.
"""

import base64
from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from itertools import count
from threading import Lock
from urllib.parse import parse_qs

from seawall.core import clock
from seawall.wire.cybertip.answers import Code, DoneResponse, Response, write_done_response, write_response
from seawall.wire.cybertip.check import faults_in
from seawall.wire.cybertip.constants import IncidentType
from seawall.wire.cybertip.report import read_file_details, read_report
from seawall.wire.cybertip.tree import read_tree
from seawall.wire.faults import Malformed

USER, PASSWORD = "meldestelle-nord", "red-cup-7"
LARGEST = 1 << 20
RULES = {
    IncidentType.MISLEADING_DOMAIN: (Code.INVALID_REQUEST, "Misleading domain names are not taken here."),
    IncidentType.UNSOLICITED: (Code.SERVER_ERROR, "For these our machine is out of order. Come again later."),
}
Deed = Callable[[bytes], bytes]


@dataclass(slots=True)
class Draft:
    files: list[str] = field(default_factory=list)


class Tipline:
    """Drafts live as long as the demo runs; whoever asks for one of yesterday hears that it is not known, and files it anew."""

    def __init__(self) -> None:
        self._lock = Lock()
        # A number is never given twice, also after a new start.
        self._numbers = count(int(clock.now().timestamp()))
        self._drafts: dict[int, Draft] = {}
        self._over: dict[int, Code] = {}

    def answer(self, call: str, authorization: str | None, body: bytes) -> tuple[HTTPStatus, bytes]:
        given = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        if authorization != f"Basic {given}":
            return HTTPStatus.UNAUTHORIZED, b""
        deeds: dict[str, Deed] = {
            "submit": self._submit,
            "fileinfo": self._describe,
            "finish": self._finish,
            "retract": self._retract,
        }
        if call not in deeds:
            return HTTPStatus.NOT_FOUND, b""
        try:
            with self._lock:
                return HTTPStatus.OK, deeds[call](body)
        except (Malformed, ValueError):
            return HTTPStatus.OK, _told(Code.MALFORMED_XML)

    def _submit(self, body: bytes) -> bytes:
        if faults_in(read_tree(body), "report"):
            return _told(Code.INVALID)
        if rule := RULES.get(read_report(body).incident.type):
            return _told(rule[0], words=rule[1])
        number = next(self._numbers)
        self._drafts[number] = Draft()
        return _told(Code.DONE, number)

    def _describe(self, body: bytes) -> bytes:
        if faults_in(read_tree(body), "fileDetails"):
            return _told(Code.INVALID)
        details = read_file_details(body)
        draft = self._drafts.get(details.report_id)
        if draft is None:
            return self._unknown(details.report_id)
        draft.files.append(details.file_id)
        return _told(Code.DONE, details.report_id)

    def _finish(self, body: bytes) -> bytes:
        number = _number_in(body)
        draft = self._drafts.pop(number, None)
        if draft is None:
            return self._unknown(number)
        self._over[number] = Code.FINISHED
        return write_done_response(DoneResponse(int(Code.DONE), number, tuple(draft.files)))

    def _retract(self, body: bytes) -> bytes:
        number = _number_in(body)
        if self._drafts.pop(number, None) is None:
            return self._unknown(number)
        self._over[number] = Code.RETRACTED
        return _told(Code.DONE, number)

    def _unknown(self, number: int) -> bytes:
        return _told(self._over.get(number, Code.NO_SUCH_REPORT))


def _number_in(body: bytes) -> int:
    return int(parse_qs(body.decode()).get("id", [""])[0])


def _told(code: Code, number: int | None = None, words: str = "") -> bytes:
    return write_response(Response(int(code), words or code.name.replace("_", " ").capitalize(), number))
