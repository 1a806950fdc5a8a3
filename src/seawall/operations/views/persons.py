"""The persons of an operation: the list, a new one, and the page of one, to which every deed comes back."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from seawall.core.codes import country_name
from seawall.core.errors import Invalid
from seawall.core.pages import StaffRequest
from seawall.operations import actions, policy, queries
from seawall.operations.disclosing.forms import DiscloseForm
from seawall.operations.models import Charge, Person
from seawall.operations.personas.reading import personas_behind
from seawall.operations.persons import reading
from seawall.operations.persons.duties import has_care
from seawall.operations.persons.forms import (
    CareForm,
    ChargeEndForm,
    ChargeForm,
    CorrectForm,
    CourtForm,
    MergeForm,
    NameForm,
    NoteForm,
    StepForm,
)
from seawall.operations.persons.words import ChargeOutcome, PersonState
from seawall.operations.states import Purpose
from seawall.operations.views.accounts import picked_account, shown_of
from seawall.operations.views.parts import listed

FORMS: dict[str, type[Any]] = {
    "step_form": StepForm,
    "care_form": CareForm,
    "charge_form": ChargeForm,
    "court_form": CourtForm,
    "correct_form": CorrectForm,
    "name_form": NameForm,
    "merge_form": MergeForm,
    "disclose_form": DiscloseForm,
}


@require_safe
def persons(request: StaffRequest, operation_id: str) -> HttpResponse:
    operation = queries.one_operation_for(request.actor, operation_id)
    found = reading.persons_of_operation(request.actor, operation)
    here = listed(request, found, PersonState)
    rows = [(one, country_name(one.country) if one.country else "") for one in here["page"].rows]
    context = {"operation": operation, "rows": rows, **here}
    return render(request, "operations/persons.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def note_person(request: StaffRequest, operation_id: str) -> HttpResponse:
    operation = queries.one_operation_for(request.actor, operation_id)
    picked, word = picked_account(request, operation)
    form = NoteForm(request.actor, operation, request.POST or None, account=word)
    if request.method == "POST" and form.is_valid():
        try:
            person = actions.note_person(operation, form.terms(), actor=request.actor)
        except Invalid as error:
            form.tell(error)
        else:
            messages.success(request, _("Noted, under the code %(code)s.") % {"code": person.code})
            return redirect("operations:person", person_id=person.id)
    context = {"operation": operation, "form": form, **shown_of(request, operation, picked)}
    return render(request, "operations/note_person.html", context, status=422 if form.errors else 200)


@require_safe
def person(request: StaffRequest, person_id: str) -> HttpResponse:
    return person_page(request, reading.one_person_for(request.actor, person_id))


def person_page(
    request: StaffRequest, one: Person, *, sent: forms.Form | None = None, revealed: str = ""
) -> HttpResponse:
    """`sent` is the form that was wrong, which is shown as it was filled in; `revealed` the name, this once."""
    actor = request.actor
    charges = list(one.charges.select_related("laid_by", "ended_by"))
    is_wrong = bool(sent and sent.errors)
    accounts = reading.accounts_of(actor, one)
    context: dict[str, Any] = {
        "person": one,
        "leads": policy.may_lead(actor, one),
        "country": country_name(one.country) if one.country else "",
        "rungs": [(rung, rung == one.state) for rung in one.rungs],
        "accounts": accounts,
        "linked": reading.accounts_linked_to(actor, accounts) if one.is_open else [],
        "personas": personas_behind(actor, one),
        "charges": [(charge, country_name(charge.country), _end_form(charge, sent)) for charge in charges],
        "court_dates": one.court_dates.all(),
        "care": one.care.select_related("by").order_by("-id"),
        "has_care": has_care(one),
        "needs_youth_service": one.youth and PersonState.YOUTH_SERVICE not in one.rungs,
        "absorbed": one.absorbed.order_by("id"),
        "history": reading.history_of(one),
        "purposes": Purpose.choices,
        "revealed": revealed,
        "form": sent,
    }
    made = {name: sent if type(sent) is kind else kind(one) for name, kind in FORMS.items()}
    return render(request, "operations/person.html", context | made, status=422 if is_wrong else 200)


def _end_form(charge: Charge, sent: forms.Form | None) -> ChargeEndForm | None:
    if isinstance(sent, ChargeEndForm) and sent.charge == charge:
        return sent
    return ChargeEndForm(charge) if charge.outcome == ChargeOutcome.OPEN else None
