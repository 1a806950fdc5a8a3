from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from seawall.core.pages import StaffRequest
from seawall.identification import actions, queries


@require_safe
def suggestions(request: StaffRequest, series_id: str) -> HttpResponse:
    series = queries.one_series_for(request.actor, series_id)
    context = {
        "series": series,
        "found": queries.suggestions_of(series),
        "number": queries.count_of_suggestions(series),
    }
    return render(request, "identification/suggestions.html", context)


@require_POST
def accept(request: StaffRequest, series_id: str) -> HttpResponse:
    series = queries.one_series_for(request.actor, series_id)
    actions.accept_suggestion(series, request.POST.get("other", ""), actor=request.actor)
    messages.success(request, _("Put into this series. The history can undo it."))
    return redirect("identification:suggestions", series_id=series.id)


@require_POST
def reject(request: StaffRequest, series_id: str) -> HttpResponse:
    series = queries.one_series_for(request.actor, series_id)
    actions.reject_suggestion(series, request.POST.get("other", ""), actor=request.actor)
    messages.success(request, _("Rejected for good. It is not suggested again."))
    return redirect("identification:suggestions", series_id=series.id)
