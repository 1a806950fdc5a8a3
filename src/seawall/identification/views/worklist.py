from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from seawall.core.pages import StaffRequest
from seawall.core.paging import NEWEST_FIRST, Page, page_of
from seawall.identification import queries

COMING = 50


@require_safe
def worklist(request: StaffRequest) -> HttpResponse:
    shelf = queries.shelf_of(request.GET.get("show", "free"))
    page = _recent(request) if shelf.code == "recent" else _paged(request, shelf)
    facts = queries.row_facts(page.rows)
    context = {
        "shelves": queries.SHELVES,
        "shelf": shelf,
        "page": page,
        "coming": list(queries.looks_coming_for(request.actor)[:COMING]) if shelf.code == "cold" else [],
        "cold_months": settings.COLD_CASE_MONTHS,
        "rows": [(series, facts[series.id]) for series in page.rows],
    }
    return render(request, "identification/worklist.html", context)


def _recent(request: StaffRequest) -> Page:
    return Page(queries.recent_series_for(request.actor), "", "")


def _paged(request: StaffRequest, shelf: queries.Shelf) -> Page:
    return page_of(request, queries.worklist_for(request.actor, shelf), order=NEWEST_FIRST)
