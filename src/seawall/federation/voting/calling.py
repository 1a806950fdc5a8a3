"""One vote said to a service, and what its answer means. Nothing here knows a record or opens a transaction.

`PUT …/v2/entries/{member}/{entry}/{kind}/feedback` keeps one vote of a member on a fingerprint: said twice, it is one; said otherwise, the
last counts. Reasons are asked for first, because their ids differ from one environment to the other.
"""

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from io import BytesIO
from urllib.parse import quote

from seawall.core.outside.asking import Cause, Question, Reply, Unanswered, ask
from seawall.core.outside.guard import Guard
from seawall.federation.hash_sharing.reasons import reason_of
from seawall.federation.states import VoteTrouble
from seawall.federation.voting.naming import Door
from seawall.material.states import VoteReason
from seawall.wire import hash_sharing as wire
from seawall.wire.faults import Malformed

SECONDS = 60.0
# Members of a list, or some dozen reasons.
LARGEST = 4 << 20
XML = "application/xml; charset=utf-8"
T = VoteTrouble
CAUSES = {
    Cause.ADDRESS: T.ADDRESS,
    Cause.PLAIN: T.ADDRESS,
    Cause.INSIDE: T.ADDRESS,
    Cause.REDIRECTED: T.ADDRESS,
    Cause.TOO_LARGE: T.UNREADABLE,
}
STATUSES = {
    HTTPStatus.UNAUTHORIZED: T.REFUSED,
    HTTPStatus.FORBIDDEN: T.REFUSED,
    HTTPStatus.NOT_FOUND: T.UNKNOWN_THERE,
    HTTPStatus.GONE: T.UNKNOWN_THERE,
    HTTPStatus.TOO_MANY_REQUESTS: T.TOO_OFTEN,
    HTTPStatus.REQUEST_TIMEOUT: T.THEIRS,
}


@dataclass(frozen=True, slots=True)
class Step:
    """The next call, for whoever holds the lease. `in_doubt`: what an earlier one said that got no answer, and may stand there."""

    vote_id: str
    voting_id: str
    lease: str
    reason: VoteReason
    in_doubt: str
    entry: str = field(repr=False)
    kind: str
    member: int | None
    meanings: Mapping[str, str]
    door: Door


@dataclass(frozen=True, slots=True)
class Answered:
    """`offered`: names of the reasons that the service knows, where it was asked for them."""

    trouble: VoteTrouble = VoteTrouble.NONE
    status: int | None = None
    offered: tuple[str, ...] | None = None


class Unsaid(Exception):
    """It does not come to the vote, or the vote was not taken."""

    def __init__(self, trouble: VoteTrouble, status: int | None = None) -> None:
        self.trouble, self.status = trouble, status
        super().__init__(trouble.value)


class Caller:
    """Says votes, one after another, and remembers what it has asked the service for on the way."""

    def __init__(self, guard: Guard) -> None:
        self._guard = guard
        self._owners: dict[str, int] = {}
        self._reasons: dict[tuple[str, str], tuple[wire.Reason, ...]] = {}

    def __call__(self, step: Step) -> Answered:
        offered: tuple[str, ...] | None = None
        try:
            guids: tuple[str, ...] = ()
            if not step.reason.up:
                reasons = self._reasons_of(step)
                offered = tuple(sorted({each.name for each in reasons}))
                guids = (_guid(reasons, step),)
            return Answered(status=self._put(step, guids).status, offered=offered)
        except Unsaid as unsaid:
            return Answered(unsaid.trouble, unsaid.status, offered)

    def _put(self, step: Step, guids: tuple[str, ...]) -> Reply:
        member = self._owner(step) if step.member is None else step.member
        body = BytesIO()
        wire.write_vote(wire.Vote(guids), body)
        path = f"/v2/entries/{member}/{quote(step.entry, safe='')}/{step.kind}/feedback"
        return self._ask(step, path, "PUT", body.getvalue())

    def _owner(self, step: Step) -> int:
        """The number under which a node speaks of its own entries: the first of its members."""
        if step.door.address not in self._owners:
            try:
                members = wire.read_members(self._ask(step, "/v2/members").stream)
                self._owners[step.door.address] = members[0].id
            except (Malformed, IndexError):
                raise Unsaid(T.UNREADABLE) from None
        return self._owners[step.door.address]

    def _reasons_of(self, step: Step) -> tuple[wire.Reason, ...]:
        known = (step.door.address, step.kind)
        if known not in self._reasons:
            try:
                reply = self._ask(step, f"/v2/feedback/{step.kind}/reasons")
                self._reasons[known] = wire.read_reasons(reply.stream)
            except Malformed:
                raise Unsaid(T.UNREADABLE) from None
        return self._reasons[known]

    def _ask(self, step: Step, path: str, method: str = "GET", body: bytes = b"") -> Reply:
        given = base64.b64encode(f"{step.door.user}:{step.door.password}".encode()).decode()
        headers = {"Authorization": f"Basic {given}", "Accept": "application/xml, text/xml"}
        if body:
            headers["Content-Type"] = XML
        question = Question(f"{step.door.address}{path}", method, headers, body)
        try:
            reply = ask(question, self._guard, seconds=SECONDS, most=LARGEST)
        except Unanswered as fault:
            raise Unsaid(CAUSES.get(fault.cause, T.NO_ANSWER)) from None
        if not HTTPStatus(200) <= reply.status < 300:
            raise Unsaid(_meaning(reply.status), reply.status)
        return reply


def _meaning(status: int) -> VoteTrouble:
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return T.THEIRS
    return {int(known): trouble for known, trouble in STATUSES.items()}.get(status, T.NOT_TAKEN)


def _guid(reasons: tuple[wire.Reason, ...], step: Step) -> str:
    """By the name that somebody has chosen for ours, else by our own: a Seawall node calls them so."""
    name = step.meanings.get(step.reason.value) or reason_of(step.reason, step.kind).name
    found = [
        each
        for each in reasons
        if each.name.strip().casefold() == name.strip().casefold()
        and (not each.type or wire.kind_of(each.type) == step.kind)
    ]
    if not found:
        raise Unsaid(T.NO_REASON)
    return found[0].guid
