"""Keyset paging by score and id: as fast on the last page as on the first. The address carries points and an id, nothing else."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Q, QuerySet

from seawall.core.errors import NotFound
from seawall.core.ids import checked_id
from seawall.core.pages import StaffRequest
from seawall.operations.models import Account

SIZE = 50
EDGE = re.compile(r"(\d{1,4})\.(acc_\w{26})")


@dataclass(frozen=True, slots=True)
class Page:
    rows: Sequence[Account]
    earlier_url: str
    later_url: str


def page_of(request: StaffRequest, accounts: QuerySet[Account]) -> Page:
    """`accounts` as `ranked` gives them."""
    back = "before" in request.GET
    edge = request.GET.get("before") or request.GET.get("after") or ""
    if edge:
        accounts = accounts.filter(_beyond(edge, back=back))
    if back:
        accounts = accounts.reverse()
    found = list(accounts[: SIZE + 1])
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
    score, key = int(read[1]), checked_id(read[2], "acc")
    if back:
        return Q(score__gt=score) | Q(score=score, pk__lt=key)
    return Q(score__lt=score) | Q(score=score, pk__gt=key)


def _url(request: StaffRequest, **edges: Account) -> str:
    kept = {name: value for name, value in request.GET.items() if name not in ("before", "after") and value}
    told = {name: f"{account.score}.{account.pk}" for name, account in edges.items()}  # type: ignore[attr-defined]
    return f"{request.path}?{urlencode({**kept, **told})}"
