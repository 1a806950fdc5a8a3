"""All that ends, for one viewer over all operations: what, when, how near, and what to do next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.errors import NotFound, Refused
from seawall.core.ids import checked_id
from seawall.operations import policy, scope
from seawall.operations.models import Operation, Request
from seawall.operations.requesting.ends import when
from seawall.operations.requesting.rules import days_before
from seawall.operations.requesting.states import OUT, Aim, Answer, NextStep, RequestState, When

KEEPS = Q(aim=Aim.PRESERVE, state__in=OUT)
AWAITED = Q(aim=Aim.PRODUCE) & (
    Q(state__in=(RequestState.SENT, RequestState.ACKNOWLEDGED))
    | Q(state=RequestState.ANSWERED, answer=Answer.PART)
)
LAPSED = Q(state=RequestState.LAPSED)
REFUSED = KEEPS & Q(answer=Answer.REFUSED)
# More than anybody reads at once; the page says so.
MOST = 500


@dataclass(frozen=True, slots=True)
class Deadline:
    request: Request
    when: When
    next: NextStep


def requests_for(actor: Actor) -> QuerySet[Request]:
    """Those of the viewer's agency, and those of others for operations that it leads."""
    if not policy.may_see(actor):
        raise Refused
    mine = Request.objects.filter(scope.work_of(actor.agency_id))
    return mine.select_related("operation", "owner")


def requests_in(actor: Actor, operation: Operation) -> QuerySet[Request]:
    return requests_for(actor).filter(operation=operation)


def one_request_for(actor: Actor, request_id: str) -> Request:
    found = requests_for(actor).filter(pk=checked_id(request_id, "rqs"))
    one = found.select_related("operation", "owner", "drafted_by", "renews").first()
    if one is None:
        raise NotFound
    return one


def deadlines_for(actor: Actor) -> Sequence[Deadline]:
    """The nearest end first, what has no end last."""
    return [deadline_told(one) for one in _running(actor)[:MOST]]


def running_in(actor: Actor, operation: Operation) -> QuerySet[Request]:
    """Those that still run, for `deadline_told`; in the same order."""
    return _running(actor).filter(operation=operation)


def deadline_of(actor: Actor, one: Request) -> Deadline | None:
    """Of a request that still runs."""
    found = _running(actor).filter(pk=one.pk).first()
    return deadline_told(found) if found else None


def alarms_for(actor: Actor, most: int) -> Sequence[Deadline]:
    """Before anything is lost: preservations near their end and refused ones; and what is over already, answers too."""
    near = clock.now() + timedelta(days=days_before("alarm"))
    pressing = (KEEPS & Q(ends_at__lte=near)) | REFUSED | LAPSED | (AWAITED & Q(ends_at__lte=clock.now()))
    return [deadline_told(one) for one in _running(actor).filter(pressing)[:most]]


def renewals_due() -> Sequence[Request]:
    """Of every agency, for the job: whatever ends soon, can be renewed and was not taken care of by anybody."""
    near = clock.now() + timedelta(days=days_before("draft"))
    found = Request.objects.filter(KEEPS, ends_at__gt=clock.now(), ends_at__lte=near)
    alone = found.exclude(answer=Answer.REFUSED).filter(renewals=None).order_by("ends_at")
    return [one for one in alone if one.renewable]


def lapsed_now() -> Sequence[Request]:
    """Of every agency, for the job."""
    over = Request.objects.filter(KEEPS, ends_at__lte=clock.now())
    return list(over.exclude(answer=Answer.REFUSED))


def _running(actor: Actor) -> QuerySet[Request]:
    drafts = Request.objects.filter(renews_id=OuterRef("pk"), state=RequestState.DRAFTED)
    found = requests_for(actor).filter(KEEPS | AWAITED | LAPSED).annotate(has_draft=Exists(drafts))
    return found.order_by(F("ends_at").asc(nulls_last=True), "id")


def deadline_told(one: Request) -> Deadline:
    return Deadline(one, _when(one, clock.now()), _next(one, clock.now()))


def _when(one: Request, now: datetime) -> When:
    """A refusal has no end, and does not wait either."""
    if one.answer == Answer.REFUSED:
        return When.TODAY
    return when(one.ends_at, one.zone, now) if one.ends_at else When.LATER


def _next(one: Request, now: datetime) -> NextStep:
    over = one.ends_at is not None and one.ends_at <= now
    if one.answer == Answer.REFUSED:
        return NextStep.REFUSED
    if one.aim == Aim.PRODUCE:
        return NextStep.ASK if over else NextStep.WAIT
    if over:
        return NextStep.LOOK
    if one.has_draft:  # type: ignore[attr-defined]
        return NextStep.SEND_RENEWAL
    return NextStep.RENEW if one.renewable else NextStep.OTHER_WAY
