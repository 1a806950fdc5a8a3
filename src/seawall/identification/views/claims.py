from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from seawall.core.errors import Invalid
from seawall.core.pages import StaffRequest
from seawall.identification import actions, queries
from seawall.identification.forms import ClaimForm, RenewForm
from seawall.identification.views.parts import series_page


@require_POST
def claim_series(request: StaffRequest, series_id: str) -> HttpResponse:
    series = queries.one_series_for(request.actor, series_id)
    form = ClaimForm(request.POST)
    if form.done(lambda: actions.claim_series(series, form.terms(), actor=request.actor)) is None:
        return series_page(request, series, sent=form)
    messages.success(request, _("Claimed. Others see that it is taken and how to reach you."))
    return redirect("identification:series", series_id=series.id)


@require_POST
def renew_claim(request: StaffRequest, claim_id: str) -> HttpResponse:
    claim = queries.claim_for(request.actor, claim_id)
    form = RenewForm(request.POST)
    if not form.is_valid():
        raise Invalid({"days": _("Choose for how long.")})
    actions.renew_claim(claim, form.cleaned_data["days"], actor=request.actor)
    messages.success(request, _("Renewed."))
    return redirect("identification:series", series_id=claim.series_id)


@require_POST
def release_claim(request: StaffRequest, claim_id: str) -> HttpResponse:
    claim = actions.release_claim(queries.claim_for(request.actor, claim_id), actor=request.actor)
    messages.success(request, _("Released. The series is free for others."))
    return redirect("identification:series", series_id=claim.series_id)
