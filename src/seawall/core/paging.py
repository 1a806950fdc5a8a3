"""Keyset paging: as fast on the last page as on the first, and nothing slips when rows are added meanwhile."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet

from seawall.core.errors import NotFound
from seawall.core.ids import checked_id
from seawall.core.pages import StaffRequest

SIZE = 50
# Of a list of which only some are kept, so many are looked at in one go.
AT_ONCE = 250
Keep = Callable[[Sequence[Any]], Sequence[Any]]
# Where a page ends, as the address carries it: an id, and before it the number by which the list is ordered.
EDGE = re.compile(r"(?:(\d{1,18})\.)?([a-z]{3}_\w{26})")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Order:
    """By a field that holds a number or, with `is_time`, a moment, the highest first; of the same the smaller id first, or with
    `newest_first` the larger. Without a field by ids alone."""

    field: str = ""
    newest_first: bool = False
    is_time: bool = False

    def reversed(self, records: QuerySet[Any], *, back: bool) -> QuerySet[Any]:
        fields = ([f"-{self.field}"] if self.field else []) + ["-pk" if self.newest_first else "pk"]
        found = records.order_by(*fields)
        return found.reverse() if back else found

    def beyond(self, edge: str, *, back: bool) -> Q:
        number, key = self._read(edge)
        after = Q(pk__lt=key) if self.newest_first != back else Q(pk__gt=key)
        if not self.field:
            return after
        further = Q(**{f"{self.field}__{'gt' if back else 'lt'}": number})
        return further | (Q(**{self.field: number}) & after)

    def edge_of(self, record: Any) -> str:
        if not self.field:
            return str(record.pk)
        held = getattr(record, self.field)
        return f"{(held - EPOCH) // MICROSECOND if self.is_time else held}.{record.pk}"

    def _read(self, edge: str) -> tuple[Any, str]:
        read = EDGE.fullmatch(edge)
        if read is None or (read[1] is None) is bool(self.field):
            raise NotFound
        number: Any = int(read[1] or 0)
        return _moment(number) if self.is_time else number, checked_id(read[2], read[2][:3])


def _moment(number: int) -> datetime:
    try:
        return EPOCH + number * MICROSECOND
    except OverflowError:
        raise NotFound from None


BY_ID, NEWEST_FIRST, RANKED = Order(), Order(newest_first=True), Order("score")


@dataclass(frozen=True, slots=True)
class Page:
    rows: Sequence[Any]
    earlier_url: str
    later_url: str


def page_of(
    request: StaffRequest,
    records: QuerySet[Any],
    *,
    order: Order = BY_ID,
    path: str = "",
    keep: Keep | None = None,
) -> Page:
    """`records` in this order; the address carries `after` or `before`, an edge and nothing else.
    `path`: where the list stands, if the request came to another address. `keep`: which of some records belong on the list, where that
    would take the database too long to say of all."""
    back = "before" in request.GET
    edge = request.GET.get("before") or request.GET.get("after") or ""
    if edge:
        records = records.filter(order.beyond(edge, back=back))
    found = first_of(order.reversed(records, back=back), SIZE + 1, keep)
    more, rows = len(found) > SIZE, found[:SIZE]
    if back:
        rows.reverse()
    earlier, later = (more, bool(edge)) if back else (bool(edge), more)
    return Page(
        rows,
        _url(request, path, before=order.edge_of(rows[0])) if rows and earlier else "",
        _url(request, path, after=order.edge_of(rows[-1])) if rows and later else "",
    )


def first_of(records: QuerySet[Any], most: int, keep: Keep | None = None) -> list[Any]:
    """In their order; piece by piece, until there are enough that are kept."""
    if keep is None:
        return list(records[:most])
    found: list[Any] = []
    start = 0
    while len(found) < most:
        rows = list(records[start : start + AT_ONCE])
        found += keep(rows)
        start += AT_ONCE
        if len(rows) < AT_ONCE:
            break
    return found[:most]


def _url(request: StaffRequest, path: str, **edge: str) -> str:
    kept = {name: value for name, value in request.GET.items() if name not in ("before", "after") and value}
    return f"{path or request.path}?{urlencode({**kept, **edge})}"
