"""Keyset paging by id: as fast on the last page as on the first, and nothing slips when rows are added meanwhile."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet

from seawall.core.ids import checked_id
from seawall.core.pages import StaffRequest

SIZE = 50


@dataclass(frozen=True, slots=True)
class Page:
    rows: Sequence[Any]
    earlier_url: str
    later_url: str


def page_of(
    request: StaffRequest, records: QuerySet[Any], *, newest_first: bool = False, path: str = ""
) -> Page:
    """`records` in the order of their ids; the address carries `after` or `before`, which are ids, nothing else.
    `path`: where the list stands, if the request came to another address."""
    back = "before" in request.GET
    edge = request.GET.get("before") or request.GET.get("after") or ""
    upwards = newest_first if back else not newest_first
    if edge:
        checked_id(edge, edge[:3])
        records = records.filter(pk__gt=edge) if upwards else records.filter(pk__lt=edge)
    found = list(records.order_by("pk" if upwards else "-pk")[: SIZE + 1])
    more, rows = len(found) > SIZE, found[:SIZE]
    if back:
        rows.reverse()
    earlier, later = (more, bool(edge)) if back else (bool(edge), more)
    return Page(
        rows,
        _url(request, path, before=rows[0].pk) if rows and earlier else "",
        _url(request, path, after=rows[-1].pk) if rows and later else "",
    )


def _url(request: StaffRequest, path: str, **edge: str) -> str:
    kept = {name: value for name, value in request.GET.items() if name not in ("before", "after")}
    return f"{path or request.path}?{urlencode({**kept, **edge})}"
