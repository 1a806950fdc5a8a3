"""Hundreds of thousands of records on their way into a file: some thousand at a time, each part found by an index and none sorted anew."""

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from django.db.models import QuerySet

from seawall.material.models import List, ListEntry
from seawall.material.states import EntryState

CHUNK = 2_000
R = TypeVar("R")


def shared_on(list: List) -> QuerySet[ListEntry]:
    """Quarantined items are left out: nothing may act on them."""
    entries = ListEntry.objects.filter(list=list, state=EntryState.SHARED, item__quarantined_at__isnull=True)
    return entries.order_by("pk")


def in_chunks(rows: QuerySet[Any, R], place_of: Callable[[R], Any]) -> Iterator[list[R]]:
    """They are read from the database while they are taken. `place_of` is what they are ordered by, of which each is there once."""
    order = rows.query.order_by[0]
    chunk = [*rows[:CHUNK]]
    while chunk:
        yield chunk
        chunk = [*rows.filter(**{f"{order}__gt": place_of(chunk[-1])})[:CHUNK]]
