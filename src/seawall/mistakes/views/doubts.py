from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from seawall.core.errors import Invalid, Refused, WrongState
from seawall.core.pages import StaffRequest
from seawall.mistakes import actions, policy, queries
from seawall.mistakes.forms import JudgementForm
from seawall.mistakes.models import Doubt
from seawall.mistakes.scope import scope_of
from seawall.mistakes.shown import correction_lines, standing_on, told_of

MOST = 200


@require_safe
def doubts(request: StaffRequest) -> HttpResponse:
    chosen = "decided" if request.GET.get("state") == "decided" else "open"
    find = queries.decided_doubts_for if chosen == "decided" else queries.open_doubts_for
    found = list(find(request.actor)[: MOST + 1])
    context = {"doubts": found[:MOST], "chosen": chosen, "more": len(found) > MOST}
    return render(request, "mistakes/doubts.html", context)


@require_safe
def doubt(request: StaffRequest, doubt_id: str) -> HttpResponse:
    one = queries.one_doubt_for(request.actor, doubt_id)
    return _page(request, one, _form(request, one))


def _form(request: StaffRequest, one: Doubt, sent: Any = None) -> JudgementForm | None:
    """None for who does not decide here; the page says why."""
    if not one.is_open or not policy.may_decide(request.actor, one):
        return None
    return JudgementForm(one, scope_of(one, request.actor), request.actor, sent)


def _page(request: StaffRequest, one: Doubt, form: JudgementForm | None) -> HttpResponse:
    context = {
        "doubt": one,
        "told": told_of(request.actor, one),
        "standing": standing_on(request.actor, one),
        "form": form,
        "had_a_part": one.is_open and policy.is_reviewer_of(request.actor, one) and form is None,
        "corrections": correction_lines(request.actor, queries.corrections_of(one)),
        "may_tell": policy.may_tell(request.actor, one),
    }
    return render(request, "mistakes/doubt.html", context, status=422 if form and form.errors else 200)


@require_POST
def decide_doubt(request: StaffRequest, doubt_id: str) -> HttpResponse:
    one = queries.one_doubt_for(request.actor, doubt_id)
    form = _form(request, one, request.POST)
    if form is None:
        # The same that the deed would say; it asks once more under its locks.
        raise Refused if one.is_open else WrongState
    if not form.is_valid():
        return _page(request, one, form)
    try:
        actions.decide_doubt(one, form.judgement(), actor=request.actor)
    except Invalid as error:
        form.tell(error)
        return _page(request, one, form)
    messages.success(request, _("Decided. Everything that this page names is put right, or on its way."))
    return redirect("mistakes:doubt", doubt_id=one.id)


@require_POST
def note_told(request: StaffRequest, correction_id: str) -> HttpResponse:
    correction = queries.one_correction_for(request.actor, correction_id)
    actions.note_told(correction, actor=request.actor)
    messages.success(request, _("Noted as told."))
    return redirect("mistakes:doubt", doubt_id=correction.doubt_id)
