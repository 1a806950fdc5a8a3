"""What a provider's own people may know of the notices that were sent to them, and of nobody else's."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Any, cast

from django.db.models import F, Min, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import get_language

from seawall.core.actors import Actor
from seawall.core.errors import NotFound
from seawall.core.ids import SHAPE, checked_id
from seawall.people.queries import mailboxes_of
from seawall.people.states import AssignmentKind
from seawall.takedown import policy
from seawall.takedown.grounds import read_grounds
from seawall.takedown.laws import law_title
from seawall.takedown.models import Answer, Location, Notice, NoticeLocation
from seawall.takedown.states import AnswerKind, LocationState, NoticeState, ObjectionOutcome

DAY, WEEK = timedelta(days=1), timedelta(days=7)
# Nothing is left to do for a provider where we found it gone, or took the notice back.
SETTLED = (LocationState.GONE, LocationState.WITHDRAWN)
Month = tuple[int, int]


def addressed_to(actor: Actor) -> QuerySet[Notice]:
    """Sent notices to a contact that their owner has assigned to the actor's agency; none whose link was closed."""
    wanted = Q(pk__in=[])
    for mine in mailboxes_of(actor):
        exact = mine.kind == AssignmentKind.CONTACT
        to = Q(contact__iexact=mine.value) if exact else Q(contact__iendswith=f"@{mine.value}")
        wanted |= Q(owner_id=mine.owner_id) & to
    sent = Notice.objects.filter(wanted, state=NoticeState.SENT, link_closed_at=None)
    return sent.select_related("owner")


def one_addressed_to(actor: Actor, notice_id: str) -> Notice:
    notice = addressed_to(actor).filter(pk=checked_id(notice_id, "ntc")).first()
    if notice is None or not policy.may_answer_at_desk(actor, notice):
        raise NotFound
    return notice


def _lines_to(actor: Actor) -> "QuerySet[Any]":
    """Each address that a notice names, with when it was first answered."""
    first = Answer.objects.filter(notice=OuterRef("notice"), location=OuterRef("location"))
    answered = first.order_by().values("notice").annotate(at=Min("created_at")).values("at")
    lines = NoticeLocation.objects.filter(notice__in=addressed_to(actor), dropped_at=None)
    return lines.annotate(answered_at=Subquery(answered))


@dataclass(frozen=True, slots=True)
class Addressed:
    """A notice in the list of the desk: how many addresses it names, and how many wait for an answer. `answered`: all
    of them have one."""

    id: str
    sender: str
    sent_at: datetime
    addresses: int
    waiting: int
    answered: bool
    next_reminder_at: datetime | None


def notices_addressed_to(actor: Actor, *, waiting: bool, before: str = "", most: int = 50) -> list[Addressed]:
    """Newest first; `waiting`: only those of which an address is neither answered nor settled."""
    found = addressed_to(actor).order_by("-id")
    if waiting:
        found = found.filter(pk__in=_waiting_lines(actor).values("notice"))
    if SHAPE.fullmatch(before):
        found = found.filter(pk__lt=before)
    notices = list(found[:most])
    lines: defaultdict[str, list[Any]] = defaultdict(list)
    for line in _lines_to(actor).filter(notice__in=notices).select_related("location"):
        lines[line.notice_id].append(line)
    return [_addressed(notice, lines[notice.id]) for notice in notices]


def _waiting_lines(actor: Actor) -> "QuerySet[Any]":
    return _lines_to(actor).filter(answered_at=None).exclude(location__state__in=SETTLED)


def _addressed(notice: Notice, lines: list[Any]) -> Addressed:
    assert notice.sent_at is not None
    open_ = [line for line in lines if line.answered_at is None]
    waiting = sum(line.location.state not in SETTLED for line in open_)
    # A reminder comes only where something waits.
    reminder = notice.next_reminder_at if waiting else None
    return Addressed(notice.id, notice.owner.name, notice.sent_at, len(lines), waiting, not open_, reminder)


@dataclass(frozen=True, slots=True)
class AddressedLine:
    """One address of a notice: masked, why, what was answered, and whether our own check found it gone. How it stands with
    the police, or with anybody else, is nobody's business here."""

    location: Location
    grounds: list[str]
    answers: list[Answer]
    gone_at: datetime | None
    withdrawn: bool

    @property
    def is_settled(self) -> bool:
        return self.withdrawn or self.gone_at is not None


def lines_addressed_to(actor: Actor, notice: Notice) -> list[AddressedLine]:
    if not policy.may_answer_at_desk(actor, notice):
        raise NotFound
    answers: defaultdict[str, list[Answer]] = defaultdict(list)
    for answer in notice.answers.all():
        answers[answer.location_id].append(answer)
    lines = notice.lines.filter(dropped_at=None).select_related("location")
    language = (get_language() or "en").split("-")[0]
    return [
        AddressedLine(
            line.location,
            read_grounds(line.location.grounds).sentences(language),
            answers[line.location_id],
            line.location.gone_at if line.location.state == LocationState.GONE else None,
            line.location.state == LocationState.WITHDRAWN,
        )
        for line in lines
    ]


def law_of(notice: Notice) -> str:
    """The law that the notice names, in the reader's language."""
    return law_title(notice.law, (get_language() or "en").split("-")[0])


def objections_raised_by(actor: Actor) -> QuerySet[Answer]:
    """The provider's own objections, by whichever way they came, newest first."""
    own = Answer.objects.filter(notice__in=addressed_to(actor), kind=AnswerKind.OBJECTION)
    return own.select_related("notice__owner", "location").order_by("-id")


# Figures by month, in UTC.


@dataclass(slots=True)
class Answered:
    """Addresses by the month in which their notice was sent, and objections by the month in which they were raised."""

    notices: int = 0
    addresses: int = 0
    within_a_day: int = 0
    within_a_week: int = 0
    later: int = 0
    median_hours: float | None = None
    objections: int = 0
    upheld: int = 0
    rejected: int = 0

    @property
    def unanswered(self) -> int:
        return self.addresses - self.within_a_day - self.within_a_week - self.later


def answered_by_month(actor: Actor, since: datetime) -> dict[Month, Answered]:
    months: defaultdict[Month, Answered] = defaultdict(Answered)
    hours: defaultdict[Month, list[float]] = defaultdict(list)
    for sent_at in addressed_to(actor).filter(sent_at__gte=since).values_list("sent_at", flat=True):
        # A sent notice has its time: the database sees to it.
        months[_month(cast(datetime, sent_at))].notices += 1
    for sent_at, answered_at in _spans(actor, since):
        _count(months[_month(sent_at)], hours[_month(sent_at)], sent_at, answered_at)
    for month, taken in hours.items():
        months[month].median_hours = round(median(taken), 1) if taken else None
    raised = objections_raised_by(actor).filter(created_at__gte=since)
    for at, outcome in raised.values_list("created_at", "outcome"):
        months[_month(at)].objections += 1
        months[_month(at)].upheld += outcome == ObjectionOutcome.UPHELD
        months[_month(at)].rejected += outcome == ObjectionOutcome.REJECTED
    return months


def _spans(actor: Actor, since: datetime) -> Iterator[tuple[datetime, datetime | None]]:
    lines = _lines_to(actor).filter(notice__sent_at__gte=since).order_by()
    return lines.values_list(F("notice__sent_at"), "answered_at").iterator()


def _count(month: Answered, hours: list[float], sent_at: datetime, answered_at: datetime | None) -> None:
    month.addresses += 1
    if answered_at is None:
        return
    took = max(answered_at - sent_at, timedelta(0))
    hours.append(took.total_seconds() / 3600)
    month.within_a_day += took <= DAY
    month.within_a_week += DAY < took <= WEEK
    month.later += took > WEEK


def _month(at: datetime) -> Month:
    return at.year, at.month
