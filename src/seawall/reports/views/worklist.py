from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from seawall.people.queries import staff_names
from seawall.reports import queries
from seawall.reports.views.parts import actor_at
from seawall.reports.views.rows import row_of

TABS = {
    "all": (_("All"), "1"),
    "urgent": (_("Urgent"), "2"),
    "mine": (_("Mine"), "3"),
    "second": (_("Second opinion"), "4"),
    "words": (_("New words"), "5"),
}


@require_safe
def worklist(request: HttpRequest) -> HttpResponse:
    actor = actor_at(request)
    only = request.GET.get("only", "all")
    only = only if only in TABS else "all"
    page = queries.worklist_for(
        actor, only=only, after=request.GET.get("after", ""), before=request.GET.get("before", "")
    )
    counts = queries.waiting_counts_for(actor)
    tabs = [(code, words, key, counts[code]) for code, (words, key) in TABS.items()]
    names = staff_names(sorted({b.locked_by for b in page.bundles if b.is_locked}))
    context = {
        "rows": [row_of(bundle, only, names) for bundle in page.bundles],
        "tabs": tabs,
        "only": only,
        "most": queries.COUNT_TO,
        "earlier_url": _url(only, before=page.earlier),
        "later_url": _url(only, after=page.later),
    }
    return render(request, "reports/worklist.html", context)


def _url(only: str, **place: str) -> str:
    return f"?{urlencode({'only': only, **place})}" if any(place.values()) else ""


@require_safe
def next_bundle(request: HttpRequest) -> HttpResponse:
    """The first that is free: with one key from anywhere."""
    only = request.GET.get("only", "all")
    bundle = queries.next_bundle_for(actor_at(request), only=only, skip=request.GET.get("skip", ""))
    if bundle is None:
        return redirect("reports:worklist")
    return redirect(f"{reverse('reports:bundle', args=[bundle.id])}?{urlencode({'only': only})}")
