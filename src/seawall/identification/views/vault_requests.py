"""A person asks what is kept about them: found under which pseudonyms, erased, or not yet and why."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from seawall.approvals.queries import live_for
from seawall.core.errors import Invalid, Refused
from seawall.core.form_fields import TellingForm
from seawall.core.pages import StaffRequest
from seawall.identification import actions, policy, queries
from seawall.identification.states import EraseGround, Found
from seawall.identification.vault.forms import RequestForm, SoughtForm
from seawall.identification.vault.intents import FIND


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


@require_POST
def propose_finding(request: StaffRequest) -> HttpResponse:
    form = RequestForm(request.POST, prefix="ask")
    if not form.is_valid():
        return _page(request, sent=form)
    try:
        actions.propose_finding(form.sought(), form.cleaned_data["words"], actor=request.actor)
    except Invalid as error:
        form.tell(error)
        return _page(request, sent=form)
    messages.success(request, _("Proposed. Another person finds it on their home page."))
    return redirect("identification:vault_request")


@require_POST
def find_in_vault(request: StaffRequest) -> HttpResponse:
    form = SoughtForm(request.POST, prefix="find")
    if not form.is_valid():
        return _page(request, sent=form)
    try:
        with actions.noting_vault_refusals(request.actor.agency_id, request.actor):
            sought = form.sought()
            found = actions.reveal_found(sought, request.POST.get("approval", ""), actor=request.actor)
    except Invalid as error:
        form.tell(error)
        return _page(request, sent=form)
    return _page(request, found=found, reference=sought.reference)


@require_POST
def erase_on_request(request: StaffRequest, victim_id: str) -> HttpResponse:
    with actions.noting_vault_refusals(victim_id, request.actor):
        victim = queries.erasable_child_for(request.actor, victim_id)
        reference = request.POST.get("reference", "")
        actions.erase_from_vault(victim, EraseGround.REQUEST, reference=reference, actor=request.actor)
    messages.success(
        request, _("Erased what was kept under %(code)s. The trail says so.") % {"code": victim.code}
    )
    return redirect("identification:vault_request")
