from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from seawall.core.pages import StaffRequest
from seawall.takedown import policy, queries
from seawall.takedown.states import LocationState, Question
from seawall.takedown.views.parts import enter, page_of


@require_safe
def locations(request: StaffRequest) -> HttpResponse:
    actor = enter(request.actor, policy.may_see_locations)
    rows = queries.locations_for(actor)
    state = request.GET.get("state", "")
    if state in LocationState.values:
        rows = rows.filter(state=state)
    elif state == "questions":
        rows = rows.exclude(question=Question.NONE)
    context = {
        "chosen": state,
        "states": LocationState.choices,
        "may_take_report": policy.may_take_report(actor),
    }
    return render(request, "takedown/locations.html", page_of(request, rows) | context)
