"""The return ticket's page on the node program: for a receiver without an account here. Four buttons, and nothing of what was referred.

There is no CSRF token because there is no session to ride on: whoever can post here holds the ticket in the address, and a page that
does not know the ticket cannot make anybody's browser post to it.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from seawall.core.page_languages import spoken_to
from seawall.operations import actions
from seawall.operations.models import Referral
from seawall.operations.referring.forms import OutcomeForm
from seawall.operations.referring.states import STEPS, ReferralState
from seawall.operations.referring.tickets import come_in
from seawall.operations.views.referrals import OUTCOMES


@require_safe
def ticket(request: HttpRequest, ticket: str) -> HttpResponse:
    return _page(request, ticket, come_in(ticket)[0])


@csrf_exempt
@require_POST
def receive(request: HttpRequest, ticket: str) -> HttpResponse:
    one, actor = come_in(ticket)
    actions.receive_referral(one, actor=actor)
    return _back(request, ticket)


@csrf_exempt
@require_POST
def answer(request: HttpRequest, ticket: str) -> HttpResponse:
    one, actor = come_in(ticket)
    form = OutcomeForm(request.POST)
    if not form.is_valid():
        return _page(request, ticket, one, form)
    actions.answer_referral(one, form.terms(), actor=actor)
    return _back(request, ticket)


def _back(request: HttpRequest, ticket: str) -> HttpResponse:
    return redirect(reverse("tickets:ticket", args=[ticket]) + spoken_to(request).kept)


def _page(request: HttpRequest, ticket: str, one: Referral, form: OutcomeForm | None = None) -> HttpResponse:
    spoken = spoken_to(request)
    context = {
        "agency": one.owner,
        "spoken": spoken,
        "one": one,
        "ticket": ticket,
        "may_receive": ReferralState.RECEIVED in STEPS[ReferralState(one.state)],
        "outcome": form or OutcomeForm(),
        "outcomes": OUTCOMES,
    }
    with override(spoken.language):
        return render(request, "operations/ticket.html", context, status=422 if form else 200)
