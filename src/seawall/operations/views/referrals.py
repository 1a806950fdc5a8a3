"""Referrals of one's own agency: the list, new drafts, and the page of one, to which every deed comes back."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seawall.approvals import queries as approvals
from seawall.approvals.actions import noting_refused_tries
from seawall.core import clock
from seawall.core.errors import Invalid, WrongState
from seawall.core.pages import StaffRequest
from seawall.operations import actions, policy, queries
from seawall.operations.models import Person, Persona, Referral
from seawall.operations.referring import reading
from seawall.operations.referring.forms import BatchForm, CounselForm, OutcomeForm, RecipientForm, StopForm
from seawall.operations.referring.gathering import chosen_persons, may_hold, numbers_in
from seawall.operations.referring.naming import place_told, title_of
from seawall.operations.referring.of_personas import chosen_personas, run_by
from seawall.operations.referring.states import (
    AWAITED,
    OUT,
    STEPS,
    RecipientKind,
    ReferralOutcome,
    ReferralPurpose,
    ReferralState,
    Section,
)
from seawall.operations.referring.stepping import against, needs_counsel, stops_of
from seawall.operations.referring.tickets import TICKETS
from seawall.operations.seconded import SEND
from seawall.operations.views.operations import led
from seawall.operations.views.parts import listed

OUTCOMES = [(one.value, one.label) for one in ReferralOutcome if one.value]


@require_safe
def referrals(request: StaffRequest, operation_id: str) -> HttpResponse:
    operation = queries.one_operation_for(request.actor, operation_id)
    found = reading.referrals_in(request.actor, operation)
    here = listed(request, found, ReferralState)
    rows = [(one, place_told(one), is_overdue(one)) for one in here["page"].rows]
    leads = policy.may_lead(request.actor, operation)
    context = {"operation": operation, "leads": leads, "rows": rows, **here}
    return render(request, "operations/referrals.html", context)


def is_overdue(one: Referral) -> bool:
    return one.state in AWAITED and one.answer_by is not None and one.answer_by <= clock.now()


@require_http_methods(["GET", "HEAD", "POST"])
def draft_referrals(request: StaffRequest, operation_id: str) -> HttpResponse:
    operation = led(request, operation_id)
    persons = reading.persons_to_refer(request.actor, operation)
    initial = {"persons": request.GET.getlist("person"), "accounts": request.GET.get("account", "")}
    form = BatchForm(persons, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.draft_referrals(operation, form.terms(), actor=request.actor)
        except Invalid as error:
            form.tell(error)
        else:
            said = ngettext(
                "%(number)s draft. Check each before it is sent.",
                "%(number)s drafts. Check each before it is sent.",
                len(made),
            )
            messages.success(request, said % {"number": len(made)})
            if len(made) == 1:
                return redirect("operations:referral", referral_id=made[0].id)
            return redirect("operations:referrals", operation_id=operation.id)
    status = 422 if form.errors else 200
    context = {"operation": operation, "form": form}
    return render(request, "operations/draft_referrals.html", context, status=status)


@require_safe
def referral(request: StaffRequest, referral_id: str) -> HttpResponse:
    return _page(request, reading.one_referral_for(request.actor, referral_id))


@require_POST
def address_referral(request: StaffRequest, referral_id: str) -> HttpResponse:
    one = reading.one_referral_for(request.actor, referral_id)
    form = RecipientForm(one, request.actor, request.POST)
    if form.is_valid():
        try:
            actions.address_referral(one, form.terms(), actor=request.actor)
        except Invalid as error:
            form.tell(error)
        else:
            return _done(request, one, _("Noted. What it may hold stands below."))
    return _page(request, one, to=form)


@require_POST
def check_referral(request: StaffRequest, referral_id: str) -> HttpResponse:
    one = reading.one_referral_for(request.actor, referral_id)
    actions.check_referral(one, actor=request.actor)
    return _done(request, one, _("Packed, and sealed as it is now."))


@require_POST
def send_referral(request: StaffRequest, referral_id: str) -> HttpResponse:
    one = reading.one_referral_for(request.actor, referral_id)
    form = CounselForm(request.POST)
    counsel = form.cleaned_data["counsel"] if form.is_valid() else ""
    try:
        one, ticket = actions.send_referral(one, counsel=counsel, actor=request.actor)
    except Invalid as error:
        form.tell(error)
        return _page(request, one, counsel=form)
    return after_sending(request, one, ticket)


@require_POST
def propose_sending(request: StaffRequest, referral_id: str) -> HttpResponse:
    one = reading.one_referral_for(request.actor, referral_id)
    form = StopForm(one, request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            actions.propose_sending(
                one, given["purpose"], counsel=given.get("counsel", ""), actor=request.actor
            )
        except Invalid as error:
            form.tell(error)
        else:
            return _done(request, one, _("Asked. Another investigator of your agency has to agree."))
    return _page(request, one, stop=form)


@require_POST
def send_past_stop(request: StaffRequest, referral_id: str) -> HttpResponse:
    one = reading.one_referral_for(request.actor, referral_id)
    approval = approvals.live_for(request.actor, SEND, one.id)
    if approval is None:
        raise WrongState
    with noting_refused_tries(approval, request.actor):
        one, ticket = actions.send_past_stop(one, approval, actor=request.actor)
    return after_sending(request, one, ticket)


def after_sending(request: StaffRequest, one: Referral, ticket: str) -> HttpResponse:
    """The ticket stands on this one page, and nowhere afterwards."""
    if not ticket:
        return _done(request, one, _("Noted as sent. The agency finds it on its home page."))
    return _page(request, reading.one_referral_for(request.actor, one.id), ticket=TICKETS.link_to(ticket))


@require_POST
def renew_ticket(request: StaffRequest, referral_id: str) -> HttpResponse:
    one = reading.one_referral_for(request.actor, referral_id)
    return _page(request, one, ticket=TICKETS.link_to(actions.renew_ticket(one, actor=request.actor)))


@require_POST
def call_back_referral(request: StaffRequest, referral_id: str) -> HttpResponse:
    one = actions.call_back_referral(
        reading.one_referral_for(request.actor, referral_id), actor=request.actor
    )
    return _done(request, one, _("Called back. Tell the receiver too: what it has, it has."))


@require_POST
def note_outcome(request: StaffRequest, referral_id: str) -> HttpResponse:
    one, form = reading.one_referral_for(request.actor, referral_id), OutcomeForm(request.POST)
    if not form.is_valid():
        return _page(request, one, outcome=form)
    actions.answer_referral(one, form.terms(), actor=request.actor)
    return _done(request, one, _("Noted. Everybody who worked on it learns it."))


def _page(request: StaffRequest, one: Referral, *, ticket: str = "", **typed: Any) -> HttpResponse:
    steps = STEPS[ReferralState(one.state)]
    is_wrong = any(form.errors for form in typed.values())
    persons = [(person, _ran(one, person)) for person in chosen_persons(one)]
    context = {
        "one": one,
        "title": title_of(one),
        "country": place_told(one),
        "leads": policy.may_lead(request.actor, one.operation),
        "persons": persons,
        "series_count": one.series.count(),
        "personas": chosen_personas(one),
        "sections": _sections(one) if one.is_draft else [],
        "has_run": any(ran for _person, ran in persons),
        "safeguards": against(one),
        "stops": stops_of(one) if one.kind else [],
        "overdue": is_overdue(one),
        "ticket": ticket,
        "may_check": ReferralState.CHECKED in steps and one.kind,
        "may_send": ReferralState.SENT in steps,
        "may_call_back": ReferralState.CALLED_BACK in steps,
        "may_renew": one.state in OUT and one.kind != RecipientKind.AGENCY,
        "purposes": ReferralPurpose.choices,
        "outcomes": OUTCOMES,
        "to": RecipientForm(one, request.actor) if one.is_draft else None,
        "asked": approvals.live_for(request.actor, SEND, one.id),
        "stop": StopForm(one),
        "counsel": CounselForm() if needs_counsel(one) else None,
        "outcome": OutcomeForm() if ReferralState.ANSWERED in steps else None,
        **typed,
    }
    context["wrong"] = next((form for form in typed.values() if form.errors), None)
    return render(request, "operations/referral.html", context, status=422 if is_wrong else 200)


def _ran(one: Referral, person: Person) -> list[Persona]:
    """Of a draft, what would be in it; a package stays as it was made, whatever is linked later."""
    return run_by([person]) if one.is_draft else []


def _sections(one: Referral) -> list[tuple[Section, int, bool]]:
    """What there is of each kind, and whether it may be in it."""
    allowed = may_hold(one) if one.kind else frozenset()
    return [(section, number, section in allowed) for section, number in numbers_in(one).items()]


def _done(request: StaffRequest, one: Referral, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return redirect("operations:referral", referral_id=one.id)
