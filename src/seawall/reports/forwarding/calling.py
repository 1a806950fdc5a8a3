"""One call to a tipline, and what it means. Nothing here knows a record or opens a transaction."""

import base64
from dataclasses import dataclass, field
from http import HTTPStatus

from seawall.core.outside.asking import Cause, Question, Reply, Unanswered, ask
from seawall.core.outside.guard import Guard
from seawall.reports.states import Call, Snag
from seawall.wire.cybertip.answers import Code, may_be_retried, read_done_response, read_response
from seawall.wire.cybertip.tree import read_tree
from seawall.wire.faults import Malformed

SECONDS = 60.0
# An answer is a handful of elements; its words are a sentence or a list of faults.
LARGEST = 1 << 20
XML, FORM = "text/xml; charset=utf-8", "application/x-www-form-urlencoded"
LONGEST_REQUEST_ID = 80
CAUSES = {
    Cause.ADDRESS: Snag.ADDRESS,
    Cause.PLAIN: Snag.ADDRESS,
    Cause.INSIDE: Snag.ADDRESS,
    Cause.REDIRECTED: Snag.ADDRESS,
    Cause.CERTIFICATE: Snag.CERTIFICATE,
    Cause.TOO_LARGE: Snag.NOT_UNDERSTOOD,
}
NOT_LET_IN = (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN)
LATER = (HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_MANY_REQUESTS)
NOT_THERE = (HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.GONE)
# What these mean depends on what was done before (judging.py).
ABOUT_THE_REPORT = (Code.NO_SUCH_REPORT, Code.RETRACTED, Code.FINISHED)
MOST_NUMBER = (1 << 63) - 1


@dataclass(frozen=True, slots=True)
class Step:
    """The next call of one forwarding, for whoever holds its lease."""

    forwarding_id: str
    exchange_id: str
    lease: str
    call: Call
    address: str
    user: str = field(repr=False)
    password: str = field(repr=False)
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Answered:
    """`code` None: nothing in the format came back. It may have done its deed all the same."""

    snag: Snag
    code: int | None = None
    number: int | None = None
    status: int | None = None
    request_id: str = ""
    body: str = field(default="", repr=False)


def call(step: Step, guard: Guard) -> Answered:
    given = base64.b64encode(f"{step.user}:{step.password}".encode()).decode()
    kind = XML if step.call in (Call.SUBMIT, Call.FILEINFO) else FORM
    headers = {"Authorization": f"Basic {given}", "Content-Type": kind, "Accept": "text/xml"}
    question = Question(f"{step.address.rstrip('/')}/{step.call}", "POST", headers, step.body)
    try:
        return understood(ask(question, guard, seconds=SECONDS, most=LARGEST))
    except Unanswered as fault:
        return Answered(CAUSES.get(fault.cause, Snag.NO_ANSWER))


def understood(reply: Reply) -> Answered:
    snag, code, number = _meaning(reply)
    return Answered(
        snag,
        code,
        number,
        reply.status,
        reply.headers.get("request-id", "")[:LONGEST_REQUEST_ID],
        reply.body.decode(errors="replace").replace("\0", "�"),
    )


def _meaning(reply: Reply) -> tuple[Snag, int | None, int | None]:
    if reply.status in NOT_LET_IN:
        return Snag.REFUSED, None, None
    if reply.status >= HTTPStatus.INTERNAL_SERVER_ERROR or reply.status in LATER:
        return Snag.THEIRS, None, None
    try:
        code, number = _read(reply.body)
    except Malformed:
        return (Snag.NOT_THERE if reply.status in NOT_THERE else Snag.NOT_UNDERSTOOD), None, None
    return _of_code(code), code, number


def _read(body: bytes) -> tuple[int, int | None]:
    if read_tree(body).name == "reportDoneResponse":
        done = read_done_response(body)
        return done.code, _in_range(done.report_id)
    told = read_response(body)
    return told.code, _in_range(told.report_id)


def _in_range(number: int | None) -> int | None:
    """What could not be kept is no number that could be asked for again."""
    return number if number is not None and 0 < number <= MOST_NUMBER else None


def _of_code(code: int) -> Snag:
    if code == Code.DONE or code in ABOUT_THE_REPORT:
        return Snag.NONE
    if may_be_retried(code):
        return Snag.THEIRS
    if 2000 <= code < 4000:
        return Snag.REFUSED
    if 4000 <= code < 5000:
        return Snag.NOT_TAKEN
    return Snag.NO_SUCH_FILE if code == Code.NO_SUCH_FILE else Snag.NOT_UNDERSTOOD
