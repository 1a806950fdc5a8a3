"""Keyset paging by score and id: as fast on the last page as on the first. The address carries points and an id, nothing else."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet

from seawall.core.errors import NotFound
from seawall.core.ids import checked_id
from seawall.core.pages import StaffRequest

SIZE = 50
EDGE = re.compile(r"(\d{1,6})\.([a-z]{3}_\w{26})")


@dataclass(frozen=True, slots=True)
class Page:
    rows: Sequence[Any]
    earlier_url: str
    later_url: str


def page_of(request: StaffRequest, records: QuerySet[Any]) -> Page:
    """`records` with their `score`, the highest first, as `ranked` gives accounts."""
    back = "before" in request.GET
    edge = request.GET.get("before") or request.GET.get("after") or ""
    if edge:
        records = records.filter(_beyond(edge, back=back))
    if back:
        records = records.reverse()
    found = list(records[: SIZE + 1])
    more, rows = len(found) > SIZE, found[:SIZE]
    if back:
        rows.reverse()
    earlier, later = (more, bool(edge)) if back else (bool(edge), more)
    return Page(
        rows,
        _url(request, before=rows[0]) if rows and earlier else "",
        _url(request, after=rows[-1]) if rows and later else "",
    )


def _beyond(edge: str, *, back: bool) -> Q:
    read = EDGE.fullmatch(edge)
    if read is None:
        raise NotFound
    score, key = int(read[1]), checked_id(read[2], read[2][:3])
    if back:
        return Q(score__gt=score) | Q(score=score, pk__lt=key)
    return Q(score__lt=score) | Q(score=score, pk__gt=key)


def _url(request: StaffRequest, **edges: Any) -> str:
    kept = {name: value for name, value in request.GET.items() if name not in ("before", "after") and value}
    told = {name: f"{record.score}.{record.pk}" for name, record in edges.items()}
    return f"{request.path}?{urlencode({**kept, **told})}"
