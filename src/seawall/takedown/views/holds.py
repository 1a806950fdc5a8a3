"""Holds, for both sides: the hotline that asks and the police agency that was asked."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from seawall.core.pages import StaffRequest
from seawall.takedown import actions, policy, queries
from seawall.takedown.forms import ExtendHoldForm, PlaceHoldForm, ReleaseHoldForm
from seawall.takedown.models import Hold
from seawall.takedown.states import HOLDING, HoldReason, HoldState, ReleaseReason
from seawall.takedown.views.parts import asked_purpose, enter, filled, page_of, purposes


@require_safe
def holds(request: StaffRequest) -> HttpResponse:
    actor = enter(request.actor, policy.may_see_holds)
    rows = queries.holds_for(actor)
    chosen = request.GET.get("state", "running")
    rows = rows.filter(state__in=HOLDING) if chosen == "running" else rows.exclude(state__in=HOLDING)
    shown = {"chosen": chosen, "has_takedown": policy.may_see_locations(actor)}
    return render(request, "takedown/holds.html", page_of(request, rows) | shown)


def found(request: StaffRequest, hold_id: str) -> Hold:
    actor = enter(request.actor, policy.may_see_holds)
    return queries.one_hold_for(actor, hold_id)


@require_safe
def hold(request: StaffRequest, hold_id: str) -> HttpResponse:
    return _page(request, found(request, hold_id))


def _page(request: StaffRequest, hold: Hold, revealed: str = "") -> HttpResponse:
    actor, runs = request.actor, hold.state in HOLDING
    trace = hold.location.traces.first()
    context = {
        "hold": hold,
        "trace": trace,
        "revealed": revealed,
        "purposes": purposes() if policy.may_reveal(actor, hold.location) else (),
        "place_form": PlaceHoldForm(initial={"reason": hold.reason})
        if hold.state == HoldState.ASKED and policy.may_place_hold(actor, hold)
        else None,
        "extend_form": ExtendHoldForm()
        if hold.state == HoldState.PLACED and policy.may_extend_hold(actor, hold)
        else None,
        "release_form": ReleaseHoldForm() if runs and policy.may_release_hold(actor, hold) else None,
        "is_ours": policy.owns_hold(actor, hold),
    }
    return render(request, "takedown/hold.html", context)


@require_POST
def place_hold(request: StaffRequest, hold_id: str) -> HttpResponse:
    hold, form = found(request, hold_id), filled(PlaceHoldForm(request.POST))
    actions.place_hold(
        hold, reason=HoldReason(form.cleaned_data["reason"]), expires_at=form.expires_at, actor=request.actor
    )
    messages.success(request, _("The hold is placed. It ends by itself, and then the hotline is asked."))
    return redirect("takedown:hold", hold_id=hold_id)


@require_POST
def extend_hold(request: StaffRequest, hold_id: str) -> HttpResponse:
    hold, form = found(request, hold_id), filled(ExtendHoldForm(request.POST))
    actions.extend_hold(hold, expires_at=form.expires_at, actor=request.actor)
    messages.success(request, _("The hold is extended."))
    return redirect("takedown:hold", hold_id=hold_id)


@require_POST
def release_hold(request: StaffRequest, hold_id: str) -> HttpResponse:
    hold, form = found(request, hold_id), filled(ReleaseHoldForm(request.POST))
    actions.release_hold(hold, reason=ReleaseReason(form.cleaned_data["reason"]), actor=request.actor)
    messages.success(request, _("The hold has ended. The hotline can write to the host."))
    return redirect("takedown:hold", hold_id=hold_id)


@require_POST
def reveal_held(request: StaffRequest, hold_id: str) -> HttpResponse:
    hold = found(request, hold_id)
    url = actions.reveal_location(hold.location, asked_purpose(request), actor=request.actor)
    return _page(request, hold, revealed=url)
