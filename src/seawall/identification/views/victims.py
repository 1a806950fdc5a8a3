from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from seawall.core.pages import StaffRequest
from seawall.identification import actions, queries
from seawall.identification.forms import StepForm, VictimForm
from seawall.identification.states import Sex
from seawall.identification.views.parts import series_page
from seawall.identification.views.victim_parts import victim_page
from seawall.material.states import AgeBand


@require_POST
def add_victim(request: StaffRequest, series_id: str) -> HttpResponse:
    series = queries.one_series_for(request.actor, series_id)
    form = VictimForm(request.POST)
    if not form.is_valid():
        return series_page(request, series, sent=form)
    age, sex = AgeBand(form.cleaned_data["age"]), Sex(form.cleaned_data["sex"])
    victim = actions.add_victim(series, age=age, sex=sex, actor=request.actor)
    messages.success(request, _("Added, under the code %(code)s.") % {"code": victim.code})
    return redirect("identification:series", series_id=series.id)


@require_safe
def victim(request: StaffRequest, victim_id: str) -> HttpResponse:
    found = queries.victim_for(request.actor, victim_id)
    return victim_page(request, found)


@require_POST
def step_victim(request: StaffRequest, victim_id: str) -> HttpResponse:
    found = queries.victim_for(request.actor, victim_id)
    form = StepForm(found, request.POST)
    if form.done(lambda: actions.step_victim(found, form.step(), actor=request.actor)) is None:
        return victim_page(request, found, form)
    messages.success(request, _("Noted. The step stands in the history below."))
    return redirect("identification:victim", victim_id=found.id)
