"""Which changes belong to a span of time, for a receiver that asks by time.

Whoever goes on from where the span before ended misses nothing: what comes later is given a moment that is not before that end
(actions/note_moment.py). A span is told page by page in the order of changes; what changes meanwhile has left it, and comes in a later one.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from seawall.federation.actions import note_moment
from seawall.federation.models import Agreement
from seawall.federation.queries import moments_of, turn_before
from seawall.material.queries import Change, Changes, Place, changes_for, count_changes_for
from seawall.people.queries import HeldKey


class Span(NamedTuple):
    """Turns behind `after`, up to `until`."""

    after: int
    until: int


def span_of(key: HeldKey, agreement: Agreement, since: datetime, until: datetime) -> Span:
    note_moment(agreement, since, until=until, key=key, actor=key.actor)
    return Span(turn_before(key, agreement, since), turn_before(key, agreement, until))


def page_of(key: HeldKey, agreement: Agreement, span: Span, place: Place, most: int) -> Changes:
    return changes_for(key, agreement.list, after=_behind(span, place), most=most, until=span.until)


def count_of(key: HeldKey, agreement: Agreement, span: Span) -> int:
    after = _behind(span, Place(0, ""))
    return count_changes_for(key, agreement.list, after=after, until=span.until)


def dated(key: HeldKey, agreement: Agreement, changes: Sequence[Change]) -> Iterator[tuple[Change, datetime]]:
    """Each with its moment."""
    if not changes:
        return
    moments = moments_of(key, agreement, changes[0].place.turn, changes[-1].place.turn)
    turns = [turn for turn, _at in moments]
    for change in changes:
        yield change, moments[bisect_left(turns, change.place.turn)][1]


def _behind(span: Span, place: Place) -> Place:
    return max(place, Place(span.after + 1, ""))
