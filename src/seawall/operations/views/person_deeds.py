"""Each deed on a person comes back to the person's page, with a sentence or with the form as it was filled in."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from seawall.core.actors import Actor
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

Deed = Callable[[Person, Any, Actor], object]
PersonView = Callable[[StaffRequest, str], HttpResponse]


def _done(
    request: StaffRequest, one: Person, form: Any, deed: Callable[[], object], said: str | Promise
) -> HttpResponse:
    if form.done(deed) is None:
        return person_page(request, one, sent=form)
    messages.success(request, str(said))
    return redirect("operations:person", person_id=one.id)


def _by(form_type: type[Any], deed: Deed, said: Promise) -> PersonView:
    """One form of the person's page, and the deed that it does."""

    @require_POST
    def view(request: StaffRequest, person_id: str) -> HttpResponse:
        one = reading.one_person_for(request.actor, person_id)
        form = form_type(one, request.POST)
        return _done(request, one, form, lambda: deed(one, form, request.actor), said)

    return view


def _correct(one: Person, form: CorrectForm, actor: Actor) -> object:
    given = form.cleaned_data
    return actions.correct_person(
        one, given["country"], youth=given["age"] == "youth", words=given["words"], actor=actor
    )


def _merge(one: Person, form: MergeForm, actor: Actor) -> object:
    code, words = form.cleaned_data["code"], form.cleaned_data["words"]
    into = reading.open_person_by_code(actor, one.operation_id, code)
    if into is None:
        raise Invalid({"code": NO_SUCH_PERSON})
    return actions.merge_persons(one, into, words=words, actor=actor)


NO_SUCH_PERSON = _("There is no person of this code here that is open.")
step_person = _by(
    StepForm,
    lambda one, form, actor: actions.step_person(one, form.step(), actor=actor),
    _("Noted. The step stands in the history below."),
)
note_care = _by(
    CareForm,
    lambda one, form, actor: actions.note_care(one, form.terms(), actor=actor),
    _("Recorded. An arrest can be noted now, where the ladder allows it."),
)
lay_charge = _by(
    ChargeForm,
    lambda one, form, actor: actions.lay_charge(one, form.terms(), actor=actor),
    _("The charge is noted."),
)
set_court_date = _by(
    CourtForm,
    lambda one, form, actor: actions.set_court_date(one, form.terms(), actor=actor),
    _("The court date is noted."),
)
name_person = _by(
    NameForm,
    lambda one, form, actor: actions.name_person(one, form.cleaned_data["name"], actor=actor),
    _("Kept under seal."),
)
correct_person = _by(CorrectForm, _correct, _("Corrected. What it was before stands in the history."))
merge_persons = _by(MergeForm, _merge, _("Merged. It can be undone in the history."))


@require_POST
def end_charge(request: StaffRequest, charge_id: str) -> HttpResponse:
    charge = reading.one_charge_for(request.actor, charge_id)
    form = ChargeEndForm(charge, request.POST)

    def deed() -> object:
        return actions.end_charge(charge, form.end(), actor=request.actor)

    return _done(request, charge.person, form, deed, _("The outcome is noted."))


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
                raise Invalid({"code": NO_SUCH_PERSON})
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
