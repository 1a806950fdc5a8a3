"""What an expert sees under their link, on the node program: one card and a form, and afterwards what became of the answer.

There is no CSRF token because there is no session to ride on: whoever can post here holds the ticket in the address, and a page
that does not know the ticket cannot make anybody's browser post to it.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from seawall.core.page_languages import spoken_to
from seawall.identification import actions, queries
from seawall.identification.asking.forms import ExpertForm
from seawall.identification.asking.tickets import come_in
from seawall.identification.models import Invitation


@require_safe
def card(request: HttpRequest, ticket: str) -> HttpResponse:
    return _page(request, ticket, come_in(ticket)[0], ExpertForm())


@csrf_exempt
@require_POST
def answer(request: HttpRequest, ticket: str) -> HttpResponse:
    invitation, actor = come_in(ticket)
    form = ExpertForm(request.POST)
    if invitation.is_open:
        tip = form.done(lambda: actions.answer_invitation(invitation, form.answer(), actor=actor))
        if tip is None:
            return _page(request, ticket, invitation, form)
    return redirect(reverse("cards:card", args=[ticket]) + spoken_to(request).kept)


def _page(request: HttpRequest, ticket: str, invitation: Invitation, form: ExpertForm) -> HttpResponse:
    """Once answered, the card itself is not shown any more."""
    spoken = spoken_to(request)
    context = {"agency": invitation.owner, "ticket": ticket, "spoken": spoken}
    if invitation.tip:
        context["receipt"] = queries.receipt_of(invitation.tip)
    else:
        context |= {"card": queries.card_of(invitation.request), "until": invitation.ends_on, "form": form}
    with override(spoken.language):
        return render(request, "identification/expert.html", context, status=422 if form.errors else 200)
