"""What became of the reports that a provider's machines handed in, for the provider's own people. Tests are left out."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from seawall.core.actors import Actor
from seawall.core.ids import SHAPE
from seawall.people.queries import holders_of
from seawall.reports.models import Submission
from seawall.reports.queries.receipt import Stage, stage_of
from seawall.reports.queries.submissions import Outcome
from seawall.reports.scoring import is_complete
from seawall.reports.states import SubmissionState

AT_A_TIME = 500
Month = tuple[int, int]


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A report in the list of the desk. Its content is not here: the provider has it, and others may have told more."""

    outcome: Outcome
    receiver: str
    number: int | None
    received_at: datetime


@dataclass(slots=True)
class HandedInMonth:
    reports: int = 0
    complete: int = 0
    led_to_action: int = 0


def handed_in_by(actor: Actor, *, before: str = "", most: int = 50) -> list[HandedIn]:
    """Newest first."""
    found = _own(actor).order_by("-id")
    if SHAPE.fullmatch(before):
        found = found.filter(pk__lt=before)
    return [_handed_in(one) for one in found.select_related("owner")[:most]]


def handed_in_by_month(actor: Actor, since: datetime) -> dict[Month, HandedInMonth]:
    """By the month in which they were handed in, in UTC; what became of them is as of now."""
    months: defaultdict[Month, HandedInMonth] = defaultdict(HandedInMonth)
    for one in _each(_own(actor).filter(created_at__gte=since)):
        month, outcome = months[one.created_at.year, one.created_at.month], _outcome(one)
        month.reports += 1
        month.complete += outcome.complete
        month.led_to_action += outcome.led_to_action is True
    return months


def _each(found: QuerySet[Submission]) -> Iterator[Submission]:
    return found.order_by("id").iterator(chunk_size=AT_A_TIME)


def _own(actor: Actor) -> QuerySet[Submission]:
    wanted = Q(pk__in=[])
    for holder in holders_of(actor):
        wanted |= Q(owner_id=holder.owner_id, holder=holder.name)
    finished = Submission.objects.filter(wanted, state=SubmissionState.FINISHED, test=False)
    return finished.select_related("report__bundle").prefetch_related("report__subjects")


def _outcome(one: Submission) -> Outcome:
    stage = stage_of(one.report) if one.report else Stage.RECEIVED
    return Outcome(one.id, one.test, one.created_at.date(), is_complete(one.completeness), stage)


def _handed_in(one: Submission) -> HandedIn:
    return HandedIn(_outcome(one), one.owner.name, one.number, one.created_at)
