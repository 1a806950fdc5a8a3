"""Each deed on a person comes back to the person's page, with a sentence or with the form as it was filled in."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from seawall.core.errors import Invalid
from seawall.core.pages import StaffRequest
from seawall.operations import actions, queries
from seawall.operations.models import Person
from seawall.operations.persons import reading
from seawall.operations.persons.forms import (
    CareForm,
    ChargeEndForm,
    ChargeForm,
    CorrectForm,
    CourtForm,
    GiveForm,
    MergeForm,
    NameForm,
    StepForm,
    TakeForm,
)
from seawall.operations.states import Purpose
from seawall.operations.views.accounts import account_page
from seawall.operations.views.persons import person_page


def _done(
    request: StaffRequest, one: Person, form: Any, deed: Callable[[], object], said: str
) -> HttpResponse:
    if form.is_valid():
        try:
            deed()
        except Invalid as error:
            form.tell(error)
        else:
            messages.success(request, said)
            return redirect("operations:person", person_id=one.id)
    return person_page(request, one, sent=form)


@require_POST
def step_person(request: StaffRequest, person_id: str) -> HttpResponse:
    one = reading.one_person_for(request.actor, person_id)
    form = StepForm(one, request.POST)
    said = _("Noted. The step stands in the history below.")
    return _done(request, one, form, lambda: actions.step_person(one, form.step(), actor=request.actor), said)


@require_POST
def note_care(request: StaffRequest, person_id: str) -> HttpResponse:
    one = reading.one_person_for(request.actor, person_id)
    form = CareForm(one, request.POST)
    said = _("Recorded. An arrest can be noted now, where the ladder allows it.")
    return _done(request, one, form, lambda: actions.note_care(one, form.terms(), actor=request.actor), said)


@require_POST
def lay_charge(request: StaffRequest, person_id: str) -> HttpResponse:
    one = reading.one_person_for(request.actor, person_id)
    form = ChargeForm(one, request.POST)
    said = _("The charge is noted.")
    return _done(request, one, form, lambda: actions.lay_charge(one, form.terms(), actor=request.actor), said)


@require_POST
def end_charge(request: StaffRequest, charge_id: str) -> HttpResponse:
    charge = reading.one_charge_for(request.actor, charge_id)
    form = ChargeEndForm(charge, request.POST)
    said = _("The outcome is noted.")

    def deed() -> object:
        return actions.end_charge(charge, form.end(), actor=request.actor)

    return _done(request, charge.person, form, deed, said)


@require_POST
def set_court_date(request: StaffRequest, person_id: str) -> HttpResponse:
    one = reading.one_person_for(request.actor, person_id)
    form = CourtForm(one, request.POST)
    said = _("The court date is noted.")

    def deed() -> object:
        return actions.set_court_date(one, form.terms(), actor=request.actor)

    return _done(request, one, form, deed, said)


@require_POST
def correct_person(request: StaffRequest, person_id: str) -> HttpResponse:
    one = reading.one_person_for(request.actor, person_id)
    form = CorrectForm(one, request.POST)

    def deed() -> object:
        given = form.cleaned_data
        return actions.correct_person(
            one,
            given["country"],
            youth=given["age"] == "youth",
            words=given["words"],
            actor=request.actor,
        )

    return _done(request, one, form, deed, _("Corrected. What it was before stands in the history."))


@require_POST
def name_person(request: StaffRequest, person_id: str) -> HttpResponse:
    one = reading.one_person_for(request.actor, person_id)
    form = NameForm(one, request.POST)

    def deed() -> object:
        return actions.name_person(one, form.cleaned_data["name"], actor=request.actor)

    return _done(request, one, form, deed, _("Kept under seal."))


@require_POST
def merge_persons(request: StaffRequest, person_id: str) -> HttpResponse:
    one = reading.one_person_for(request.actor, person_id)
    form = MergeForm(one, request.POST)

    def deed() -> object:
        code, words = form.cleaned_data["code"], form.cleaned_data["words"]
        into = reading.open_person_by_code(request.actor, one.operation_id, code)
        if into is None:
            raise Invalid({"code": _("There is no person of this code here that is open.")})
        return actions.merge_persons(one, into, words=words, actor=request.actor)

    return _done(request, one, form, deed, _("Merged. It can be undone in the history."))


@require_POST
def part_persons(request: StaffRequest, change_id: str) -> HttpResponse:
    merging = reading.one_merging_for(request.actor, change_id)
    actions.part_persons(merging, actor=request.actor)
    messages.success(request, _("Undone. They are two persons again, each with the accounts of before."))
    return redirect("operations:person", person_id=merging.person_id)


@require_POST
def reveal_person(request: StaffRequest, person_id: str) -> HttpResponse:
    """The answer to the POST itself, never a page of its own: the name stands in no address and no history."""
    one = reading.one_person_for(request.actor, person_id)
    purpose = request.POST.get("purpose", "")
    if purpose not in Purpose.values:
        raise Invalid({"purpose": Invalid.message})
    name = actions.reveal_person(one, Purpose(purpose), actor=request.actor)
    return person_page(request, one, revealed=name)


@require_POST
def give_account(request: StaffRequest, account_id: str) -> HttpResponse:
    account = queries.one_account_for(request.actor, account_id)
    form = GiveForm(request.POST)
    if form.is_valid():
        code, words = form.cleaned_data["code"], form.cleaned_data["words"]
        one = reading.open_person_by_code(request.actor, account.operation_id, code)
        try:
            if one is None:
                raise Invalid({"code": _("There is no person of this code here that is open.")})
            actions.give_account(one, account, words=words, actor=request.actor)
        except Invalid as error:
            form.tell(error)
        else:
            messages.success(request, _("The account is this person's now."))
            return redirect("operations:person", person_id=one.id)
    return account_page(request, account, sent=form)


@require_POST
def take_account(request: StaffRequest, account_id: str) -> HttpResponse:
    account = queries.one_account_for(request.actor, account_id)
    form = TakeForm(request.POST)
    one = reading.person_of_account(request.actor, account)
    if one and form.is_valid():
        try:
            actions.take_account(one, account, words=form.cleaned_data["words"], actor=request.actor)
        except Invalid as error:
            form.tell(error)
        else:
            messages.success(request, _("Taken away. The account is nobody's now."))
            return redirect("operations:account", account_id=account.id)
    return account_page(request, account, sent=form)
