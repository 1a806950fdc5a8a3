"""The page of a victim, from whichever deed one comes back to it."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render

from seawall.core.codes import country_name
from seawall.core.pages import StaffRequest
from seawall.identification import policy, queries
from seawall.identification.forms import StepForm
from seawall.identification.models import Victim
from seawall.identification.safeguarding.forms import CheckForm, NameForm
from seawall.identification.safeguarding.words import NOT_SAFE
from seawall.identification.states import FOUND, LADDER, VictimState
from seawall.identification.wishes.forms import OFTEN, WishForm, as_typed
from seawall.identification.wishes.quiet import written

SHOWN_TELLINGS = 50


def victim_page(request: StaffRequest, found: Victim, sent: forms.Form | None = None) -> HttpResponse:
    """`sent` is the form that was wrong, which is shown as it was filled in."""
    state = VictimState(found.state)
    context: dict[str, Any] = {
        "victim": found,
        "country": country_name(found.country) if found.country else "",
        "ladder": [(one, one is state, one.rung <= state.rung) for one in LADDER],
        "steps": found.steps.select_related("by").order_by("-id"),
        "may_see_vault": policy.may_see_vault(request.actor),
        "form": sent or StepForm(found),
        "step_form": sent if isinstance(sent, StepForm) else StepForm(found),
        **_care(request, found, sent),
        **_wish(request, found, sent),
    }
    return render(request, "identification/victim.html", context, status=422 if sent and sent.errors else 200)


def _care(request: StaffRequest, found: Victim, sent: forms.Form | None) -> dict[str, Any]:
    care, bodies = queries.care_of(found), list(queries.bodies_for(request.actor))
    kind = CheckForm if care and not care.is_over else NameForm
    return {
        "care": care,
        "bodies": bodies,
        "care_steps": list(queries.care_steps_of(found)),
        "says_otherwise": bool(care and care.finding in NOT_SAFE and found.state == VictimState.SAFEGUARDED),
        "care_form": sent if type(sent) is kind else kind(bodies, prefix="care"),
    }


def _wish(request: StaffRequest, found: Victim, sent: forms.Form | None) -> dict[str, Any]:
    wish, bodies = queries.wish_of(found), list(queries.bodies_for(request.actor))
    fresh = WishForm(bodies, prefix="wish", initial=as_typed(wish) if wish else None)
    return {
        "may_have_wish": found.state in FOUND,
        "wish": wish,
        "often": OFTEN[wish.digest_months] if wish else "",
        "quiet": written(wish.terms().quiet) if wish else "",
        "earlier_wishes": [one for one in queries.wishes_of(found) if one.ended_at],
        "tellings": queries.tellings_of(found)[:SHOWN_TELLINGS],
        "wish_form": sent if isinstance(sent, WishForm) else fresh,
    }
