from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from seawall.core.codes import country_name
from seawall.core.errors import Invalid
from seawall.core.pages import StaffRequest
from seawall.identification import actions, policy, queries
from seawall.identification.forms import StepForm, VictimForm, tell
from seawall.identification.models import Victim
from seawall.identification.states import LADDER, Sex, VictimState
from seawall.identification.views.parts import series_page
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
    return _page(request, found, StepForm(found))


def _page(request: StaffRequest, found: Victim, form: StepForm) -> HttpResponse:
    state = VictimState(found.state)
    context = {
        "victim": found,
        "country": country_name(found.country) if found.country else "",
        "ladder": [(one, one is state, one.rung <= state.rung) for one in LADDER],
        "steps": found.steps.select_related("by").order_by("-id"),
        "may_see_vault": policy.may_see_vault(request.actor),
        "form": form if found.series_id else None,
    }
    return render(request, "identification/victim.html", context, status=422 if form.errors else 200)


@require_POST
def step_victim(request: StaffRequest, victim_id: str) -> HttpResponse:
    found = queries.victim_for(request.actor, victim_id)
    form = StepForm(found, request.POST)
    if not form.is_valid():
        return _page(request, found, form)
    try:
        actions.step_victim(found, form.step(), actor=request.actor)
    except Invalid as error:
        tell(form, error)
        return _page(request, found, form)
    messages.success(request, _("Noted. The step stands in the history below."))
    return redirect("identification:victim", victim_id=found.id)
