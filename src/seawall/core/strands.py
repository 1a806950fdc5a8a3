"""Moments of many kinds of records, of which a page tells the newest. Where each stands in time is asked of all kinds, a moment and an id
each; only what the page tells is read whole. So a page of a large operation costs what a page of a small one does."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db.models import DateTimeField, Q, QuerySet

from seawall.core.stories import A_PAGE, MOST, Happened


@dataclass(frozen=True, slots=True)
class Moment:
    """What `tell` says of the records `which` have something in this field: a moment, or a day, which is told at midday."""

    field: str
    tell: Callable[[Any], Happened]
    which: Q = Q()


@dataclass(frozen=True, slots=True)
class Strand:
    """`found`: those that the viewer sees. `whole`: how some of these are read in full, by their ids."""

    found: QuerySet[Any]
    whole: QuerySet[Any]
    moments: Sequence[Moment]


def newest_of(strands: Sequence[Strand], before: datetime | None) -> list[Happened]:
    """As many as a page takes, one more, and what happened at the very moment of that one."""
    stands = [
        (at, number, moment, pk)
        for number, strand in enumerate(strands)
        for moment in strand.moments
        for at, pk in _stands(strand.found.filter(moment.which), moment.field, before)
    ]
    stands.sort(key=lambda one: one[0], reverse=True)
    last = stands[A_PAGE][0] if len(stands) > A_PAGE else None
    shown: dict[int, list[tuple[Moment, Any]]] = defaultdict(list)
    for at, number, moment, pk in stands:
        if last is None or at >= last:
            shown[number].append((moment, pk))
    return [one for number, some in shown.items() for one in _told(strands[number], some)]


def midday(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


def _told(strand: Strand, shown: Sequence[tuple[Moment, Any]]) -> Iterator[Happened]:
    records = strand.whole.in_bulk({pk for _moment, pk in shown})
    return (moment.tell(records[pk]) for moment, pk in shown)


def _stands(found: QuerySet[Any], field: str, before: datetime | None) -> Iterator[tuple[datetime, Any]]:
    found = found.exclude(**{field: None}).order_by(f"-{field}", "-pk")
    if before:
        ends = {f"{field}__lt": before} if _is_moment(found, field) else {f"{field}__lte": _last_day(before)}
        found = found.filter(**ends)
    for when, pk in found.values_list(field, "pk")[:MOST]:
        yield when if isinstance(when, datetime) else midday(when), pk


def _last_day(before: datetime) -> date:
    """The last of which the midday is over before that moment."""
    day = before.astimezone(UTC).date()
    return day if midday(day) < before else day - timedelta(days=1)


def _is_moment(found: QuerySet[Any], field: str) -> bool:
    return isinstance(found.model._meta.get_field(field), DateTimeField)
