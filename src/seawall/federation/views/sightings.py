from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from seawall.core.pages import StaffRequest
from seawall.federation import actions, queries
from seawall.people.queries import colleague_name


@require_safe
def sightings(request: StaffRequest) -> HttpResponse:
    context = {"sightings": queries.sightings_for(request.actor)}
    return render(request, "federation/sightings.html", context)


@require_safe
def sighting(request: StaffRequest, sighting_id: str) -> HttpResponse:
    one = queries.one_sighting_for(request.actor, sighting_id)
    context = {"sighting": one, "brought_by": colleague_name(request.actor, one.by)}
    return render(request, "federation/sighting.html", context)


@require_POST
def look_at_sighting(request: StaffRequest, sighting_id: str) -> HttpResponse:
    one = queries.one_sighting_for(request.actor, sighting_id)
    actions.look_at_sighting(one, actor=request.actor)
    messages.success(request, _("Noted. You are told again should it come again."))
    return redirect("federation:sighting", sighting_id=one.id)
