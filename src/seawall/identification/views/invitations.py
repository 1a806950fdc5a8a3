from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from seawall.core.pages import StaffRequest
from seawall.identification import actions, queries
from seawall.identification.asking.forms import InviteForm
from seawall.identification.asking.tickets import TICKETS
from seawall.identification.views.request_parts import request_page


@require_POST
def invite_expert(request: StaffRequest, request_id: str) -> HttpResponse:
    """The link stands on this one page, and nowhere afterwards."""
    found = queries.request_for(request.actor, request_id)
    form = InviteForm(request.POST, prefix="invite")
    made = form.done(lambda: actions.invite_expert(found, form.cleaned_data["ends_on"], actor=request.actor))
    if made is None:
        return request_page(request, found, sent=form)
    _invitation, ticket = made
    return request_page(request, found, link=TICKETS.link_to(ticket))


@require_POST
def withdraw_invitation(request: StaffRequest, invitation_id: str) -> HttpResponse:
    found = queries.invitation_for(request.actor, invitation_id)
    actions.withdraw_invitation(found, actor=request.actor)
    messages.success(request, _("Withdrawn. The link opens nothing any more."))
    return redirect("identification:clue_request", request_id=found.request_id)
