from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from seawall.core.pages import StaffRequest
from seawall.identification import actions, queries
from seawall.identification.asking.forms import AnswerForm, TipAsideForm
from seawall.identification.asking.words import TipGround, TipSaid
from seawall.identification.clue_forms import NoteForm
from seawall.identification.models import Tip
from seawall.identification.states import CluePurpose
from seawall.identification.views.clues import purpose_of


@require_http_methods(["GET", "HEAD", "POST"])
def asked(request: StaffRequest, request_id: str) -> HttpResponse:
    """A card on which another agency asks: what we know, and what became of it."""
    found = queries.card_asked_of(request.actor, request_id)
    form = AnswerForm(request.POST or None)
    if form.done(lambda: actions.give_tip(found, form.terms(), actor=request.actor)):
        messages.success(request, _("Sent. What becomes of it stands on this page."))
        return redirect("identification:asked", request_id=found.id)
    given = queries.own_tips_on(request.actor, found)
    context = {"card": queries.card_of(found), "by": found.owner.name, "form": form, "given": given}
    return render(request, "identification/asked.html", context, status=422 if form.errors else 200)


@require_safe
def tip(request: StaffRequest, tip_id: str) -> HttpResponse:
    return _page(request, queries.tip_for(request.actor, tip_id))


@require_POST
def reveal_tip(request: StaffRequest, tip_id: str) -> HttpResponse:
    """The answer to the POST itself, never a page of its own: the words stand in no address and no history."""
    found = queries.tip_for(request.actor, tip_id)
    said = actions.reveal_tip(found, purpose_of(request), actor=request.actor)
    return _page(request, found, said=said)


@require_POST
def take_tip(request: StaffRequest, tip_id: str) -> HttpResponse:
    found = queries.tip_for(request.actor, tip_id)
    form = NoteForm(request.POST, prefix="take")
    clue = form.done(
        lambda: actions.take_tip(found, form.noted(), reading=form.reading(), actor=request.actor)
    )
    if clue is None:
        return _page(request, found, sent=form)
    messages.success(request, _("It is a clue now. Whoever gave the tip hears that it was of use."))
    return redirect("identification:clue", clue_id=clue.id)


@require_POST
def set_aside_tip(request: StaffRequest, tip_id: str) -> HttpResponse:
    found = queries.tip_for(request.actor, tip_id)
    form = TipAsideForm(request.POST, prefix="aside")
    if not form.is_valid():
        return _page(request, found, sent=form)
    actions.set_aside_tip(found, TipGround(form.cleaned_data["ground"]), actor=request.actor)
    messages.success(request, _("Set aside. Whoever gave the tip hears that a person has looked at it."))
    return redirect("identification:clue_request", request_id=found.request_id)


def _page(
    request: StaffRequest, found: Tip, *, sent: forms.Form | None = None, said: TipSaid | None = None
) -> HttpResponse:
    fresh = NoteForm(prefix="take", initial={"kind": found.request.clue.kind})
    context = {
        "tip": found,
        "said": said,
        "purposes": CluePurpose.choices,
        "form": sent,
        "take_form": sent if isinstance(sent, NoteForm) else fresh,
        "aside_form": sent if isinstance(sent, TipAsideForm) else TipAsideForm(prefix="aside"),
    }
    return render(request, "identification/tip.html", context, status=422 if sent and sent.errors else 200)
