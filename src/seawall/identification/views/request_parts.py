"""The page of a card, from whichever deed one comes back to it."""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from seawall.approvals.queries import live_for
from seawall.core import clock
from seawall.core.form_fields import TellingForm
from seawall.core.pages import StaffRequest
from seawall.identification import policy, queries
from seawall.identification.asking.forms import AnswerForm, InviteForm, PurposeForm
from seawall.identification.asking.keeping import RELEASE
from seawall.identification.asking.words import Audience
from seawall.identification.models import ClueRequest

USUAL_DAYS = 30


def request_page(
    request: StaffRequest, found: ClueRequest, *, sent: TellingForm | None = None, link: str = ""
) -> HttpResponse:
    """`sent` is the form that was wrong. `link` is the answer to the POST itself: it stands on no other page."""
    made: dict[str, TellingForm] = {
        "purpose_form": PurposeForm(),
        "answer_form": AnswerForm(prefix="answer"),
        "invite_form": InviteForm(prefix="invite", initial={"ends_on": _usual_end(found)}),
    }
    forms = {name: sent if type(sent) is type(form) else form for name, form in made.items()}
    asks_experts = found.audience == Audience.EXPERT
    context: dict[str, Any] = {
        "one": found,
        "link": link,
        "approval": live_for(request.actor, RELEASE, found.id),
        "tips": queries.tips_of(found),
        "takes_answers": policy.may_answer_card(request.actor, found),
        "invites": asks_experts and found.is_shown,
        "invitations": list(queries.invitations_of(found)) if asks_experts else [],
    }
    status = 422 if sent and sent.errors else 200
    return render(request, "identification/clue_request.html", context | forms, status=status)


def _usual_end(found: ClueRequest) -> str:
    usual = min(found.closes_on, clock.now().date() + timedelta(days=USUAL_DAYS))
    return usual.isoformat()
