"""What was asked with a provider's own keys, in counts, for its own people."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from seawall.core.actors import Actor
from seawall.material.models import AskedDay
from seawall.people.queries import keys_held_by

COUNTS = ("calls", "fingerprints", "exact", "near")


@dataclass(frozen=True, slots=True)
class AskedCounts:
    """Hits are answers that name an item on a list: an item on two lists is two."""

    calls: int = 0
    fingerprints: int = 0
    exact: int = 0
    near: int = 0


def asked_by_key(actor: Actor, since: date) -> dict[str, AskedCounts]:
    """With each key of the actor's agency, from that day on."""
    days: defaultdict[str, list[AskedDay]] = defaultdict(list)
    for row in _own(actor, since):
        days[row.key_id].append(row)
    return {key_id: _sum(rows) for key_id, rows in days.items()}


def asked_by_month(actor: Actor, since: date) -> dict[tuple[int, int], AskedCounts]:
    """With all of them together."""
    days: defaultdict[tuple[int, int], list[AskedDay]] = defaultdict(list)
    for row in _own(actor, since):
        days[row.day.year, row.day.month].append(row)
    return {month: _sum(rows) for month, rows in days.items()}


def _sum(rows: Sequence[AskedDay]) -> AskedCounts:
    return AskedCounts(*(sum(getattr(row, name) for row in rows) for name in COUNTS))


def _own(actor: Actor, since: date) -> QuerySet[AskedDay]:
    own = keys_held_by(actor).order_by().values("id")
    return AskedDay.objects.filter(key_id__in=own, day__gte=since)
