"""Access keys of providers' machines, for the administrator: people's keys beside the names of material's lists."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seawall.core import clock
from seawall.core.actors import require_fresh
from seawall.core.errors import Invalid
from seawall.core.pages import StaffRequest
from seawall.desk.doors import doors_of
from seawall.desk.forms import KeyTermsForm, NewKeyForm
from seawall.material.queries import lists_offered_to
from seawall.people import actions, queries
from seawall.people.states import KeyState, Scope

if TYPE_CHECKING:
    from seawall.people.models import AccessKey


@require_safe
def access_keys(request: StaffRequest) -> HttpResponse:
    keys = [(key, state_of(key)) for key in queries.access_keys_for(request.actor)]
    return render(request, "desk/access_keys.html", {"keys": keys})


@require_http_methods(["GET", "HEAD", "POST"])
def open_key(request: StaffRequest) -> HttpResponse:
    queries.access_keys_for(request.actor)
    # Asked before the form is filled in: afterwards everything typed would be lost on the way.
    require_fresh(request.actor)
    form = NewKeyForm(lists_offered_to(request.actor), request.POST or None)
    if request.method == "POST" and form.is_valid():
        agency = queries.own_agency(request.actor)
        try:
            key, secret = actions.open_access_key(
                agency, form.cleaned_data["holder"], terms=form.terms(), actor=request.actor
            )
        except Invalid as error:
            form.tell(error)
        else:
            # The answer to the POST itself, never a page of its own: it cannot be called up again.
            context = {"key": key, "secret": secret, "doors": doors_of(key)}
            return render(request, "desk/key_secret.html", context)
    return render(request, "desk/open_key.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
def access_key(request: StaffRequest, key_id: str) -> HttpResponse:
    key = queries.one_access_key_for(request.actor, key_id)
    names = dict(lists_offered_to(request.actor))
    context = {
        "key": key,
        "state": state_of(key),
        "scopes": [Scope(scope).label for scope in key.scopes if scope in Scope.values],
        "doors": doors_of(key),
        "lists": [names.get(list_id, list_id) for list_id in key.lists],
    }
    return render(request, "desk/access_key.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def change_key(request: StaffRequest, key_id: str) -> HttpResponse:
    key = queries.one_access_key_for(request.actor, key_id)
    require_fresh(request.actor)
    form = KeyTermsForm(lists_offered_to(request.actor), request.POST or None, initial=terms_of(key))
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_access_key(key, form.terms(), actor=request.actor)
        except Invalid as error:
            form.tell(error)
        else:
            return done(request, key, _("The key is changed. It counts within a second."))
    context = {"form": form, "key": key}
    return render(request, "desk/change_key.html", context, status=422 if form.errors else 200)


@require_POST
def revoke_key(request: StaffRequest, key_id: str) -> HttpResponse:
    key = queries.one_access_key_for(request.actor, key_id)
    actions.revoke_access_key(key, actor=request.actor)
    return done(request, key, _("The key opens nothing any more."))


@require_POST
def clear_flag(request: StaffRequest, key_id: str) -> HttpResponse:
    key = queries.one_access_key_for(request.actor, key_id)
    actions.clear_key_flag(key, actor=request.actor)
    return done(request, key, _("Noted. You are told again should it happen again."))


def state_of(key: "AccessKey") -> KeyState:
    if key.revoked_at is not None:
        return KeyState.REVOKED
    return KeyState.EXPIRED if key.expires_at <= clock.now() else KeyState.OPEN


def terms_of(key: "AccessKey") -> dict[str, Any]:
    return {
        "scopes": key.scopes,
        "lists": key.lists,
        "per_minute": key.per_minute,
        "per_day": key.per_day,
        "expires_on": key.last_day.isoformat(),
    }


def done(request: StaffRequest, key: "AccessKey", sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return redirect("desk:access_key", key_id=key.id)
