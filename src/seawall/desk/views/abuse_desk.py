"""The abuse desk of a provider: its reports, keys, objections and figures. Each query gives only what is the provider's own."""

import csv
from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from seawall.core import clock
from seawall.core.pages import StaffRequest
from seawall.desk.doors import doors_of
from seawall.desk.policy import may_see_abuse_desk
from seawall.desk.transparency import months_for, rows_of, tables_of
from seawall.desk.viewer import viewer
from seawall.desk.views.access_keys import state_of
from seawall.material.queries.asked import AskedCounts, asked_by_key
from seawall.people.actions import renew_access_key
from seawall.people.queries import keys_held_by, one_key_held_by, renewable
from seawall.people.states import Scope
from seawall.reports.queries import Stage
from seawall.reports.queries.handed_in import handed_in_by
from seawall.takedown.queries import objections_raised_by

PAGE = 50
MOST_OBJECTIONS = 200
STAGES = {
    Stage.RECEIVED: _("Received"),
    Stage.ASSESSED: _("Looked at"),
    Stage.ACTED: _("Led to action"),
    Stage.GONE: _("Led to action, and gone"),
    Stage.NO_ACTION: _("Looked at, no action"),
}


@require_safe
def reports(request: StaffRequest) -> HttpResponse:
    actor = viewer(request, may_see_abuse_desk)
    found = handed_in_by(actor, before=request.GET.get("before", ""), most=PAGE + 1)
    context: dict[str, object] = {"rows": [(one, STAGES[one.outcome.stage]) for one in found[:PAGE]]}
    if len(found) > PAGE:
        context["later_url"] = f"?before={found[PAGE - 1].outcome.submission_id}"
    return render(request, "desk/abuse_reports.html", context)


@require_safe
def keys(request: StaffRequest) -> HttpResponse:
    actor = viewer(request, may_see_abuse_desk)
    asked = asked_by_key(actor, clock.now().date() - timedelta(days=30))
    rows = [
        {
            "key": key,
            "state": state_of(key),
            "scopes": [Scope(scope).label for scope in key.scopes if scope in Scope.values],
            "doors": doors_of(key),
            "asked": asked.get(key.id, AskedCounts()),
            "renewable": renewable(key, actor),
        }
        for key in keys_held_by(actor)
    ]
    return render(request, "desk/abuse_keys.html", {"rows": rows})


@require_POST
def renew_key(request: StaffRequest, key_id: str) -> HttpResponse:
    """The answer to the POST itself, never a page of its own: the secret is shown once and cannot be called up again."""
    actor = viewer(request, may_see_abuse_desk)
    key, secret = renew_access_key(one_key_held_by(actor, key_id), actor=actor)
    context = {"key": key, "secret": secret, "doors": doors_of(key)}
    return render(request, "desk/abuse_key_secret.html", context)


@require_safe
def objections(request: StaffRequest) -> HttpResponse:
    actor = viewer(request, may_see_abuse_desk)
    rows = objections_raised_by(actor)[:MOST_OBJECTIONS]
    return render(request, "desk/abuse_objections.html", {"rows": rows, "most": MOST_OBJECTIONS})


@require_safe
def figures(request: StaffRequest) -> HttpResponse:
    actor = viewer(request, may_see_abuse_desk)
    context = {"tables": tables_of(months_for(actor)), "as_of": clock.now()}
    return render(request, "desk/abuse_figures.html", context)


@require_safe
def figures_file(request: StaffRequest) -> HttpResponse:
    """Counts only: nothing in it points to a person or a place."""
    actor = viewer(request, may_see_abuse_desk)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    name = f"seawall-transparency-{clock.now():%Y-%m-%d}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    csv.writer(response).writerows(rows_of(months_for(actor)))
    return response
