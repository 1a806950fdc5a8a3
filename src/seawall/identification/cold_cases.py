"""When a series comes up for a fresh look: nothing was done for months, or the day came that the last look named."""

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from seawall.core import clock
from seawall.identification.models import Change, Claim, ClueStep, FreshLook, Series, VictimStep
from seawall.identification.states import ClaimEnd

# The next look is at most this far away.
MOST_DAYS = 731
LAST_DAY_OF_EVERY_MONTH = 28


@dataclass(frozen=True, slots=True)
class Look:
    """What was newly tried, whether it brought anything on (which is noted where it belongs), and when to look again."""

    tried: str
    found: bool
    next_on: date


def since() -> datetime:
    """Whatever was done after this moment keeps a series from being cold."""
    now = clock.now()
    year, month = divmod(now.year * 12 + now.month - 1 - settings.COLD_CASE_MONTHS, 12)
    return now.replace(year=year, month=month + 1, day=min(now.day, LAST_DAY_OF_EVERY_MONTH))


def cold(found: QuerySet[Series]) -> QuerySet[Series]:
    """Of these, those that come up today."""
    here, edge = OuterRef("pk"), since()
    changes = Change.objects.filter(Q(series=here) | Q(other=here), at__gte=edge)
    running = Q(end=ClaimEnd.RUNNING, expires_at__gt=clock.now())
    claims = Claim.objects.filter(Q(created_at__gte=edge) | Q(renewed_at__gte=edge) | running, series=here)
    steps = VictimStep.objects.filter(victim__series=here, at__gte=edge)
    weighed = ClueStep.objects.filter(clue__series=here, at__gte=edge)
    last_look = FreshLook.objects.filter(series=here).order_by("-id").values("next_on")[:1]
    idle = ~Exists(changes) & ~Exists(claims) & ~Exists(steps) & ~Exists(weighed)
    # What was changed lately is left out by an index alone, unless that was a look whose day may have come since.
    old = Q(changed_at__lt=edge) | Exists(FreshLook.objects.filter(series=here))
    with_day = found.filter(old).annotate(look_on=Subquery(last_look))
    return with_day.filter(idle, Q(look_on__isnull=True) | Q(look_on__lte=clock.now().date()))
