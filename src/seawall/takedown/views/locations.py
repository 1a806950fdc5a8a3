from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from seawall.core.pages import StaffRequest
from seawall.takedown import actions, policy, queries
from seawall.takedown.forms import AddressForm
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
    context = page_of(request, rows) | {"chosen": state, "states": LocationState.choices}
    return render(
        request, "takedown/locations.html", context | {"may_work": policy.may_work_on_locations(actor)}
    )


@require_http_methods(["GET", "HEAD", "POST"])
def open_location(request: StaffRequest) -> HttpResponse:
    """By hand: what came by telephone or from a partner. Reports open theirs by themselves."""
    actor = enter(request.actor, policy.may_work_on_locations)
    form = AddressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        location = actions.open_location(form.cleaned_data["address"], actor=actor)
        messages.success(request, _("The location is open, and its trace is under way."))
        return redirect("takedown:location", location_id=location.id)
    return render(request, "takedown/open_location.html", {"form": form}, status=422 if form.errors else 200)
