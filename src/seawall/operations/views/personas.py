"""The personas of an operation: the list, a new one, and the page of one, to which every deed comes back."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seawall.core.codes import country_name
from seawall.core.errors import Invalid, Refused
from seawall.core.pages import StaffRequest
from seawall.core.paging import NEWEST_FIRST, page_of
from seawall.operations import actions, policy
from seawall.operations.models import Operation, Persona, Referral
from seawall.operations.personas import reading
from seawall.operations.personas.forms import (
    CorrectPersonaForm,
    LinkForm,
    NotePersonaForm,
    PersonaFilterForm,
    WalkForm,
)
from seawall.operations.personas.reached import countries_concerned
from seawall.operations.personas.starting import start_named
from seawall.operations.referring.forms import CountryForm
from seawall.operations.referring.naming import title_of
from seawall.operations.referring.reading import referrals_telling_of
from seawall.operations.states import Purpose
from seawall.operations.views.accounts import picked_account, shown_of


@require_safe
def personas(request: StaffRequest, operation_id: str) -> HttpResponse:
    return _list(request, reading.operation_for(request.actor, operation_id), WalkForm())


@require_POST
def walk(request: StaffRequest, operation_id: str) -> HttpResponse:
    """Posted, not asked by an address: a handle or an e-mail address stands in no history."""
    operation = reading.operation_for(request.actor, operation_id)
    form = WalkForm(request.POST)
    start = form.done(lambda: start_named(request.actor, operation, form.cleaned_data["start"]))
    if start is None:
        return _list(request, operation, form)
    return redirect("operations:graph", operation_id=operation.id, node_id=start)


def _list(request: StaffRequest, operation: Operation, walk_form: WalkForm) -> HttpResponse:
    form = PersonaFilterForm(reading.platforms_of(request.actor, operation), request.GET)
    found = reading.personas_of_operation(request.actor, operation, form.chosen())
    page = page_of(request, found, order=NEWEST_FIRST)
    context = {
        "operation": operation,
        "works": policy.may_work_on_personas(request.actor),
        "filter_form": form,
        "form": walk_form,
        "page": page,
        "rows": [(one, _country(one.country)) for one in page.rows],
        "chosen": form.chosen() != reading.PersonaFilter(),
    }
    return render(request, "operations/personas.html", context, status=422 if walk_form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def note_persona(request: StaffRequest, operation_id: str) -> HttpResponse:
    operation = reading.operation_for(request.actor, operation_id)
    if not policy.may_work_on_personas(request.actor):
        raise Refused
    picked, word = picked_account(request, operation)
    form = NotePersonaForm(request.actor, operation, request.POST or None, account=word)
    if request.method == "POST" and form.is_valid():
        try:
            account = form.cleaned_data["account"]
            one = actions.note_persona(operation, form.terms(), account=account, actor=request.actor)
        except Invalid as error:
            form.tell(error)
        else:
            messages.success(request, _("Noted, under the code %(code)s.") % {"code": one.code})
            return redirect("operations:persona", persona_id=one.id)
    context = {"operation": operation, "form": form, **shown_of(request, operation, picked)}
    return render(request, "operations/note_persona.html", context, status=422 if form.errors else 200)


@require_safe
def persona(request: StaffRequest, persona_id: str) -> HttpResponse:
    return _page(request, reading.one_persona_for(request.actor, persona_id))


@require_POST
def correct_persona(request: StaffRequest, persona_id: str) -> HttpResponse:
    one = reading.one_persona_for(request.actor, persona_id)
    if not policy.may_work_on_personas(request.actor):
        raise Refused
    form = CorrectPersonaForm(one, request.POST)
    if form.done(lambda: actions.correct_persona(one, form.terms(), actor=request.actor)) is None:
        return _page(request, one, sent=form)
    messages.success(request, _("Corrected."))
    return redirect("operations:persona", persona_id=one.id)


@require_POST
def link_persona(request: StaffRequest, persona_id: str) -> HttpResponse:
    one = reading.one_persona_for(request.actor, persona_id)
    form = LinkForm(request.POST)

    def deed() -> object:
        end, words = form.cleaned_data["end"], form.cleaned_data["words"]
        return actions.link_persona(one, end, words=words, actor=request.actor)

    if form.done(deed) is None:
        return _page(request, one, sent=form)
    messages.success(request, _("Linked."))
    return redirect("operations:persona", persona_id=one.id)


@require_POST
def refer_persona(request: StaffRequest, persona_id: str) -> HttpResponse:
    one = reading.one_persona_for(request.actor, persona_id)
    form = _refer_form(one, request.POST)
    if form.done(lambda: actions.refer_persona(one, form.terms(), actor=request.actor)) is None:
        return _page(request, one, sent=form)
    messages.success(
        request, _("Drafted. The investigators of your agency say who gets it, check it and send it.")
    )
    return redirect("operations:persona", persona_id=one.id)


@require_POST
def unlink_persona(request: StaffRequest, link_id: str) -> HttpResponse:
    link = reading.one_link_for(request.actor, link_id)
    actions.unlink_persona(link, actor=request.actor)
    messages.success(request, _("The link is taken back. That it was there stays in the trail."))
    # What led there may have been all that the agency saw of it.
    if reading.personas_for(request.actor).filter(pk=link.persona_id).exists():
        return redirect("operations:persona", persona_id=link.persona_id)
    return redirect("operations:personas", operation_id=link.persona.operation_id)


@require_POST
def reveal_persona(request: StaffRequest, persona_id: str) -> HttpResponse:
    """The answer to the POST itself, never a page of its own: the name stands in no address and no history."""
    one = reading.one_persona_for(request.actor, persona_id)
    purpose = request.POST.get("purpose", "")
    if purpose not in Purpose.values:
        raise Invalid({"purpose": Invalid.message})
    return _page(request, one, revealed=actions.reveal_persona(one, Purpose(purpose), actor=request.actor))


def _page(
    request: StaffRequest, one: Persona, *, sent: forms.Form | None = None, revealed: str = ""
) -> HttpResponse:
    """`sent` is the form that was wrong, which is shown as it was filled in; `revealed` the name, this once."""
    # The form reads the record as it is kept, not as a deed that was refused left it.
    one.refresh_from_db()
    context: dict[str, Any] = {
        "persona": one,
        "works": policy.may_work_on_personas(request.actor),
        "names_children": policy.may_name_children(request.actor),
        "country": _country(one.country),
        "links": reading.links_of(request.actor, one),
        "purposes": Purpose.choices,
        "revealed": revealed,
        "form": sent,
        "correct_form": sent if isinstance(sent, CorrectPersonaForm) else CorrectPersonaForm(one),
        "link_form": sent if isinstance(sent, LinkForm) else LinkForm(),
    }
    if policy.may_refer(request.actor, one):
        telling = referrals_telling_of(request.actor, one)
        context["telling"] = [(title_of(it), it) for it in telling]
    if policy.may_refer_persona(request.actor, one):
        context["told"] = [(title_of(it), it.standing) for it in _referrals(one)]
        context["refer_form"] = sent if isinstance(sent, CountryForm) else _refer_form(one)
    return render(request, "operations/persona.html", context, status=422 if sent else 200)


def _referrals(one: Persona) -> QuerySet[Referral]:
    return one.referrals.select_related("owner").order_by("id")


def _refer_form(one: Persona, data: Any = None) -> CountryForm:
    """Of the countries that it concerns, and no other."""
    concerned = sorted((country_name(code), code) for code in countries_concerned(one))
    return CountryForm("refer", [(code, name) for name, code in concerned], data)


def _country(code: str) -> str:
    return country_name(code) if code else ""
