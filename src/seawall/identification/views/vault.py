from contextlib import AbstractContextManager
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from seawall.approvals.actions import noting_refused_tries
from seawall.approvals.queries import live_for
from seawall.approvals.states import Guarded
from seawall.core.actors import Actor
from seawall.core.form_fields import TellingForm
from seawall.core.ids import checked_id
from seawall.core.pages import StaffRequest
from seawall.core.paging import NEWEST_FIRST, page_of
from seawall.identification import actions, queries
from seawall.identification.models import Victim
from seawall.identification.states import EraseGround, Opened, VaultPurpose
from seawall.identification.vault.forms import CodeForm, EraseForm, KeepForm, OpeningForm
from seawall.identification.vault.intents import ERASE, OPEN


@require_safe
def vault(request: StaffRequest) -> HttpResponse:
    form = CodeForm(request.GET if "code" in request.GET else None)
    if form.is_valid():
        child = queries.child_by_code(request.actor, form.cleaned_data["code"])
        if child:
            return redirect("identification:vault_child", victim_id=child.id)
        form.add_error("code", _("Your agency has no child under this code."))
    page = page_of(request, queries.vault_for(request.actor), order=NEWEST_FIRST)
    context = {"page": page, "due": queries.due_for(request.actor), "form": form}
    return render(request, "identification/vault.html", context)


@require_safe
def child(request: StaffRequest, victim_id: str) -> HttpResponse:
    return _page(request, queries.child_for(request.actor, victim_id))


def _page(
    request: StaffRequest,
    victim: Victim,
    *,
    sent: TellingForm | None = None,
    opened: list[Opened] | None = None,
) -> HttpResponse:
    """`opened` is the answer to the POST itself, never a page of its own: no address and no history leads to it again."""
    made: dict[str, TellingForm] = {
        "keep_form": KeepForm(prefix="keep"),
        "opening_form": OpeningForm(victim, prefix="opening"),
        "erase_form": EraseForm(prefix="erase"),
    }
    forms = {name: sent if type(sent) is type(form) else form for name, form in made.items()}
    context: dict[str, Any] = {
        "victim": victim,
        "entries": list(queries.entries_of(victim)),
        "gone": queries.gone_from(victim),
        "approval": live_for(request.actor, OPEN, victim.id),
        "opened": opened,
        "form": sent,
    }
    status = 422 if sent and sent.errors else 200
    return render(request, "identification/vault_child.html", context | forms, status=status)


@require_POST
def keep_in_vault(request: StaffRequest, victim_id: str) -> HttpResponse:
    victim = queries.child_for(request.actor, victim_id)
    form = KeepForm(request.POST, prefix="keep")
    if form.done(lambda: actions.keep_in_vault(victim, form.given(), actor=request.actor)) is None:
        return _page(request, victim, sent=form)
    messages.success(request, _("Kept under seal. From now on two keepers are needed to see it."))
    return redirect("identification:vault_child", victim_id=victim.id)


@require_POST
def propose_opening(request: StaffRequest, victim_id: str) -> HttpResponse:
    with _noting(OPEN, victim_id, request):
        victim = queries.child_for(request.actor, victim_id)
        form = OpeningForm(victim, request.POST, prefix="opening")
        if form.done(lambda: _propose(victim, form.cleaned_data, request.actor)) is None:
            return _page(request, victim, sent=form)
    messages.success(request, _("Proposed. Another keeper finds it on their home page."))
    return redirect("identification:vault_child", victim_id=victim.id)


def _propose(victim: Victim, given: dict[str, Any], actor: Actor) -> str:
    purpose = VaultPurpose(given["purpose"])
    return actions.propose_opening(
        victim, given["entries"], purpose=purpose, words=given["words"], actor=actor
    )


def _noting(deed: str, victim_id: str, request: StaffRequest) -> AbstractContextManager[None]:
    """Whoever is not let leaves a line, also where they have no duty here or the child is another agency's."""
    return noting_refused_tries(Guarded(deed, checked_id(victim_id, "vic")), request.actor)


@require_POST
def open_vault(request: StaffRequest, victim_id: str) -> HttpResponse:
    with _noting(OPEN, victim_id, request):
        victim = queries.child_for(request.actor, victim_id)
        opened = actions.reveal_vault(victim, request.POST.get("approval", ""), actor=request.actor)
    return _page(request, victim, opened=opened)


@require_POST
def renew_in_vault(request: StaffRequest, victim_id: str) -> HttpResponse:
    victim = queries.child_for(request.actor, victim_id)
    actions.renew_in_vault(victim, actor=request.actor)
    messages.success(request, _("Noted as still needed. Somebody looks again in a year."))
    return redirect("identification:vault_child", victim_id=victim.id)


@require_POST
def erase_from_vault(request: StaffRequest, victim_id: str) -> HttpResponse:
    with _noting(ERASE, victim_id, request):
        victim = queries.child_for(request.actor, victim_id)
        form = EraseForm(request.POST, prefix="erase")
        if form.done(lambda: _erase(victim, form.cleaned_data, request.actor)) is None:
            return _page(request, victim, sent=form)
    messages.success(request, _("Erased. That it was there, when and why it went stays."))
    return redirect("identification:vault_child", victim_id=victim.id)


def _erase(victim: Victim, given: dict[str, Any], actor: Actor) -> int:
    ground, reference = EraseGround(given["ground"]), given["reference"].strip()
    return actions.erase_from_vault(victim, ground, reference=reference, actor=actor)
