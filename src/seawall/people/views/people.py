"""An administrator's pages: the people of their own agency, and everything about how they sign in."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seawall.core.actors import Duty, require_fresh
from seawall.core.errors import Invalid
from seawall.core.pages import StaffRequest
from seawall.people import actions, queries
from seawall.people.duties import Description, fitting
from seawall.people.forms import PersonForm
from seawall.people.models import Staff


@require_safe
def people(request: StaffRequest) -> HttpResponse:
    rows = [(person, queries.described(person.duties())) for person in queries.people_for(request.actor)]
    return render(
        request, "people/people.html", {"rows": rows, "team_exposure": queries.team_exposure(request.actor)}
    )


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: StaffRequest) -> HttpResponse:
    queries.people_for(request.actor)
    # Asked before the form is filled in: afterwards everything typed would be lost on the way.
    require_fresh(request.actor)
    agency = queries.own_agency(request.actor)
    form = PersonForm(agency, request.POST or None)
    if request.method == "POST" and form.is_valid():
        wanted = form.cleaned_data
        try:
            person = actions.add_staff(
                agency,
                wanted["email"],
                name=wanted["name"],
                duties=[Duty(code) for code in wanted["duties"]],
                actor=request.actor,
            )
        except Invalid as error:
            for field, sentence in error.fields.items():
                form.add_error("duties" if field == "duty" else field, str(sentence))
        else:
            return _shown_link(request, person)
    return render(request, "people/add.html", {"form": form})


def _shown_link(request: StaffRequest, person: Staff) -> HttpResponse:
    """The answer to the POST itself, never a page of its own: the link is shown once and cannot be called up again."""
    parts = actions.link_to_set_password(person, actor=request.actor)
    url = settings.STAFF_URL + reverse("people:first_password", kwargs=parts)
    return render(request, "people/link.html", {"person": person, "url": url})


@require_safe
def person(request: StaffRequest, staff_id: str) -> HttpResponse:
    someone = queries.one_person_for(request.actor, staff_id)
    held = someone.duties()
    grantable: list[Description] = [d for d in fitting(someone.agency.kind) if d.duty not in held]
    return render(
        request,
        "people/person.html",
        {
            "person": someone,
            "held": queries.described(held),
            "grantable": grantable,
            "state": queries.sign_in_state(someone),
            "oneself": someone.id == request.actor.id,
        },
    )


@require_POST
def grant(request: StaffRequest, staff_id: str) -> HttpResponse:
    someone = queries.one_person_for(request.actor, staff_id)
    try:
        actions.grant_duty(someone, _duty(request), actor=request.actor)
    except Invalid as error:
        messages.error(request, " ".join(str(sentence) for sentence in error.fields.values()))
        return redirect("people:person", staff_id=staff_id)
    return _done(request, someone, _("The duty was granted. They sign in again to use it."))


@require_POST
def revoke(request: StaffRequest, staff_id: str) -> HttpResponse:
    someone = queries.one_person_for(request.actor, staff_id)
    actions.revoke_duty(someone, _duty(request), actor=request.actor)
    return _done(request, someone, _("The duty was taken back and their sessions have ended."))


@require_POST
def deactivate(request: StaffRequest, staff_id: str) -> HttpResponse:
    someone = queries.one_person_for(request.actor, staff_id)
    actions.deactivate_staff(someone, actor=request.actor)
    return _done(request, someone, _("They can no longer sign in. Reactivate them here at any time."))


@require_POST
def reactivate(request: StaffRequest, staff_id: str) -> HttpResponse:
    someone = queries.one_person_for(request.actor, staff_id)
    actions.reactivate_staff(someone, actor=request.actor)
    return _done(request, someone, _("They can sign in again."))


@require_POST
def reset_factors(request: StaffRequest, staff_id: str) -> HttpResponse:
    someone = queries.one_person_for(request.actor, staff_id)
    actions.reset_factors(someone, actor=request.actor)
    return _done(
        request,
        someone,
        _("Password and second factors are gone. Make a link now and hand it over in person."),
    )


@require_POST
def link(request: StaffRequest, staff_id: str) -> HttpResponse:
    return _shown_link(request, queries.one_person_for(request.actor, staff_id))


@require_POST
def unlock(request: StaffRequest, staff_id: str) -> HttpResponse:
    someone = queries.one_person_for(request.actor, staff_id)
    actions.unlock_sign_in(someone, actor=request.actor)
    return _done(request, someone, _("They may try to sign in again."))


@require_POST
def end_sessions(request: StaffRequest, staff_id: str) -> HttpResponse:
    someone = queries.one_person_for(request.actor, staff_id)
    actions.end_all_sessions(someone, actor=request.actor)
    return _done(request, someone, _("All their sessions have ended."))


def _duty(request: StaffRequest) -> Duty:
    try:
        return Duty(request.POST.get("duty", ""))
    except ValueError as error:
        raise Invalid({"duty": _("Choose a duty.")}) from error


def _done(request: StaffRequest, someone: Staff, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return redirect("people:person", staff_id=someone.id)
