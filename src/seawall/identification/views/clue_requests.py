from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seawall.approvals.actions import noting_refused_tries
from seawall.approvals.queries import live_for
from seawall.core.errors import WrongState
from seawall.core.pages import StaffRequest
from seawall.identification import actions, queries
from seawall.identification.asking.forms import AnswerForm, CardForm, PurposeForm
from seawall.identification.asking.keeping import RELEASE, others
from seawall.identification.views.request_parts import request_page

MOST_SHOWN = 100


@require_safe
def clue_requests(request: StaffRequest) -> HttpResponse:
    """What we ask, and what others ask us."""
    context = {
        "asked": queries.cards_asked_of(request.actor)[:MOST_SHOWN],
        "requests": queries.requests_for(request.actor)[:MOST_SHOWN],
    }
    return render(request, "identification/clue_requests.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def draft_request(request: StaffRequest, clue_id: str) -> HttpResponse:
    clue = queries.clue_for(request.actor, clue_id)
    form = CardForm(others(request.actor), request.POST or None)
    made = form.done(lambda: actions.draft_request(clue, form.terms(), actor=request.actor))
    if made:
        messages.success(request, _("Written. Nobody outside sees it before a second person has agreed."))
        return redirect("identification:clue_request", request_id=made.id)
    context = {"clue": clue, "form": form}
    return render(request, "identification/draft_request.html", context, status=422 if form.errors else 200)


@require_safe
def clue_request(request: StaffRequest, request_id: str) -> HttpResponse:
    return request_page(request, queries.request_for(request.actor, request_id))


@require_POST
def propose_release(request: StaffRequest, request_id: str) -> HttpResponse:
    found = queries.request_for(request.actor, request_id)
    form = PurposeForm(request.POST)
    proposed = form.done(
        lambda: actions.propose_release(found, form.cleaned_data["purpose"], actor=request.actor)
    )
    if proposed is None:
        return request_page(request, found, sent=form)
    messages.success(request, _("A colleague sees it under “Waiting for a second person”."))
    return redirect("identification:clue_request", request_id=found.id)


@require_POST
def release_request(request: StaffRequest, request_id: str) -> HttpResponse:
    found = queries.request_for(request.actor, request_id)
    approval = live_for(request.actor, RELEASE, found.id)
    if approval is None:
        raise WrongState(_("Nobody has been asked to look at this card, or the time for it is over."))
    with noting_refused_tries(approval, request.actor):
        actions.release_request(found, approval, actor=request.actor)
    messages.success(request, _("Released. Tips stand on this page as they come."))
    return redirect("identification:clue_request", request_id=found.id)


@require_POST
def note_answer(request: StaffRequest, request_id: str) -> HttpResponse:
    """Of an expert, as it was told to us."""
    found = queries.request_for(request.actor, request_id)
    form = AnswerForm(request.POST, prefix="answer")
    if form.done(lambda: actions.give_tip(found, form.terms(), actor=request.actor)) is None:
        return request_page(request, found, sent=form)
    messages.success(request, _("Noted. It waits to be weighed, by you or a colleague."))
    return redirect("identification:clue_request", request_id=found.id)


@require_POST
def close_request(request: StaffRequest, request_id: str) -> HttpResponse:
    found = queries.request_for(request.actor, request_id)
    actions.close_request(found, actor=request.actor)
    messages.success(request, _("Closed. Nobody is asked any more; tips that came stay."))
    return redirect("identification:clue_request", request_id=found.id)
