"""What members say about the fingerprints of an entry: by kind, who agrees, and who does not for which reason.

The documentation shows reasons and members as neighbours (`<reason/><members/>`), and the client in PyPI `threatexchange` reads them so;
its text also allows members inside of their reason. Both are read; neighbours are written, and one `members` for a reason.
"""

from dataclasses import dataclass, field
from datetime import datetime

from seawall.wire import spelled
from seawall.wire.faults import Problem
from seawall.wire.hash_sharing.kinds import kind_of
from seawall.wire.hash_sharing.markup import Node, element
from seawall.wire.hash_sharing.members import Member, member_in, member_text
from seawall.wire.lines import moment_text

MOMENT = "a time such as 2026-11-22T05:00:00Z"
SENTIMENTS = ("affirmativeFeedback", "negativeFeedback")
LONGEST_WORD = 200


@dataclass(frozen=True, slots=True)
class Votes:
    """Members of one opinion; `moment` is when the last of them gave it."""

    members: tuple[Member, ...]
    moment: datetime | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """`guid` differs from one environment to another; `type` is the kind of fingerprint it is for."""

    guid: str
    name: str
    type: str = ""


@dataclass(frozen=True, slots=True)
class Against:
    reason: Reason
    votes: tuple[Votes, ...]


@dataclass(frozen=True, slots=True)
class Affirmative:
    """`type` as the file spells the kind: `MD5`, `Md5`."""

    type: str
    votes: tuple[Votes, ...]
    updated: datetime | None = None

    @property
    def kind(self) -> str:
        return kind_of(self.type)


@dataclass(frozen=True, slots=True)
class Negative:
    type: str
    against: tuple[Against, ...]
    updated: datetime | None = None

    @property
    def kind(self) -> str:
        return kind_of(self.type)


@dataclass(frozen=True, slots=True)
class Feedback:
    opinions: tuple[Affirmative | Negative, ...] = field(default=())
    updated: datetime | None = None


def moment_in(node: Node, name: str) -> datetime | None:
    """Of an attribute that may be missing. Errors: Malformed."""
    text = node.attribute(name)
    if not text:
        return None
    if (found := spelled.moment(text)) is None:
        raise node.wrong(f"@{name}", Problem.WRONG, MOMENT)
    return found


def feedback_in(node: Node) -> Feedback:
    """Errors: Malformed, also for an opinion that is neither for nor against."""
    found: list[Affirmative | Negative] = []
    for name, each in node.in_order(SENTIMENTS):
        if name not in SENTIMENTS:
            raise each.wrong("", Problem.UNKNOWN, "for or against")
        of, updated = _short(each, "type"), moment_in(each, "lastUpdateTimestamp")
        if name == "affirmativeFeedback":
            found.append(Affirmative(of, tuple(map(_votes, each.each("members"))), updated))
        else:
            found.append(Negative(of, _against(each.one("reasons")), updated))
        if not each.empty:
            raise each.wrong("other", Problem.UNKNOWN)
    return Feedback(tuple(found), moment_in(node, "lastUpdateTimestamp"))


def _against(node: Node) -> tuple[Against, ...]:
    found: list[Against] = []
    for name, each in node.in_order(("reason", "members")):
        if name == "reason":
            found.append(Against(reason_in(each), tuple(map(_votes, each.each("members")))))
        elif name == "members" and found:
            found[-1] = Against(found[-1].reason, (*found[-1].votes, _votes(each)))
        else:
            raise each.wrong("", Problem.OUT_OF_ORDER, "a reason, then who gives it")
    return tuple(found)


def _votes(node: Node) -> Votes:
    return Votes(tuple(map(member_in, node.each("member"))), moment_in(node, "timestamp"))


def reason_in(node: Node) -> Reason:
    """Errors: Malformed."""
    return Reason(
        _short(node, "guid"), _short(node, "name"), _short(node, "type") if node.attribute("type") else ""
    )


def _short(node: Node, name: str) -> str:
    text = node.said(name).strip()
    if not text:
        raise node.wrong(f"@{name}", Problem.MISSING)
    if len(text) > LONGEST_WORD:
        raise node.wrong(f"@{name}", Problem.TOO_LONG)
    return text


def feedback_text(feedback: Feedback) -> str:
    """Errors: Unwritable."""
    inner = [_opinion_text(each) for each in feedback.opinions]
    return element("feedback", "", inner, lastUpdateTimestamp=_moment_text(feedback.updated))


def _opinion_text(opinion: Affirmative | Negative) -> str:
    said = {"type": opinion.type, "lastUpdateTimestamp": _moment_text(opinion.updated)}
    if isinstance(opinion, Affirmative):
        return element("affirmativeFeedback", "", map(_votes_text, opinion.votes), **said)
    reasons = (
        reason_text(each.reason) + "".join(map(_votes_text, each.votes or (Votes(()),)))
        for each in opinion.against
    )
    return element("negativeFeedback", "", [element("reasons", "", reasons)], **said)


def reason_text(reason: Reason) -> str:
    return element("reason", guid=reason.guid, name=reason.name, type=reason.type or None)


def _votes_text(votes: Votes) -> str:
    return element("members", "", map(member_text, votes.members), timestamp=_moment_text(votes.moment))


def _moment_text(moment: datetime | None) -> str | None:
    return None if moment is None else moment_text(moment)
