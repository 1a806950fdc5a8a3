"""The return ticket's page on the node program: for a receiver without an account here. Four buttons, and nothing of what was referred.

There is no CSRF token because there is no session to ride on: whoever can post here holds the ticket in the address, and a page that
does not know the ticket cannot make anybody's browser post to it.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from seawall.core.codes import country_name
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
    return redirect("tickets:ticket", ticket=ticket)


@csrf_exempt
@require_POST
def answer(request: HttpRequest, ticket: str) -> HttpResponse:
    one, actor = come_in(ticket)
    form = OutcomeForm(request.POST)
    if not form.is_valid():
        return _page(request, ticket, one, form)
    actions.answer_referral(one, form.terms(), actor=actor)
    return redirect("tickets:ticket", ticket=ticket)


def _page(request: HttpRequest, ticket: str, one: Referral, form: OutcomeForm | None = None) -> HttpResponse:
    context = {
        "agency": one.owner,
        "one": one,
        "ticket": ticket,
        "country": country_name(one.country),
        "may_receive": ReferralState.RECEIVED in STEPS[ReferralState(one.state)],
        "outcome": form or OutcomeForm(),
        "outcomes": OUTCOMES,
    }
    return render(request, "operations/ticket.html", context, status=422 if form else 200)
