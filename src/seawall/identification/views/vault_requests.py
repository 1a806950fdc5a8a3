"""A person asks what is kept about them: found under which pseudonyms, erased, or not yet and why."""

from contextlib import AbstractContextManager

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from seawall.approvals.actions import noting_refused_tries
from seawall.approvals.queries import live_for
from seawall.approvals.states import Guarded
from seawall.core.errors import Refused
from seawall.core.form_fields import TellingForm
from seawall.core.ids import checked_id
from seawall.core.pages import StaffRequest
from seawall.identification import actions, policy, queries
from seawall.identification.states import EraseGround, Found
from seawall.identification.vault.forms import RequestForm, SoughtForm
from seawall.identification.vault.intents import ERASE, FIND


@require_safe
def request_page(request: StaffRequest) -> HttpResponse:
    return _page(request)


def _page(
    request: StaffRequest,
    *,
    sent: TellingForm | None = None,
    found: list[Found] | None = None,
    reference: str = "",
) -> HttpResponse:
    if not policy.may_find_in_vault(request.actor):
        raise Refused
    context = {
        "approval": live_for(request.actor, FIND, request.actor.agency_id),
        "request_form": sent if isinstance(sent, RequestForm) else RequestForm(prefix="ask"),
        "find_form": sent if type(sent) is SoughtForm else SoughtForm(prefix="find"),
        "found": found,
        "reference": reference,
        "form": sent,
    }
    status = 422 if sent and sent.errors else 200
    return render(request, "identification/vault_request.html", context, status=status)


def _noting_searches(request: StaffRequest) -> AbstractContextManager[None]:
    return noting_refused_tries(Guarded(FIND, request.actor.agency_id), request.actor)


@require_POST
def propose_finding(request: StaffRequest) -> HttpResponse:
    form = RequestForm(request.POST, prefix="ask")
    with _noting_searches(request):
        proposed = form.done(
            lambda: actions.propose_finding(form.sought(), form.cleaned_data["words"], actor=request.actor)
        )
    if proposed is None:
        return _page(request, sent=form)
    messages.success(request, _("Proposed. Another person finds it on their home page."))
    return redirect("identification:vault_request")


@require_POST
def find_in_vault(request: StaffRequest) -> HttpResponse:
    form = SoughtForm(request.POST, prefix="find")
    with _noting_searches(request):
        found = form.done(
            lambda: actions.reveal_found(form.sought(), request.POST.get("approval", ""), actor=request.actor)
        )
    if found is None:
        return _page(request, sent=form)
    return _page(request, found=found, reference=form.sought().reference)


@require_POST
def erase_on_request(request: StaffRequest, victim_id: str) -> HttpResponse:
    with noting_refused_tries(Guarded(ERASE, checked_id(victim_id, "vic")), request.actor):
        victim = queries.erasable_child_for(request.actor, victim_id)
        reference = request.POST.get("reference", "")
        actions.erase_from_vault(victim, EraseGround.REQUEST, reference=reference, actor=request.actor)
    messages.success(
        request, _("Erased what was kept under %(code)s. The trail says so.") % {"code": victim.code}
    )
    return redirect("identification:vault_request")
