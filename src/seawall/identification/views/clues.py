from collections.abc import Mapping

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from seawall.core.codes import country_name
from seawall.core.errors import Invalid
from seawall.core.pages import StaffRequest
from seawall.identification import actions, queries
from seawall.identification.clue_forms import AsideForm, NoteForm, WeighForm
from seawall.identification.models import Clue, Series
from seawall.identification.states import AsideGround, CluePurpose, Reading

NOTHING: Mapping[str, str] = {}


@require_safe
def clues(request: StaffRequest, series_id: str) -> HttpResponse:
    series = queries.one_series_for(request.actor, series_id)
    return _cards_page(request, series, NoteForm())


@require_POST
def reveal_clues(request: StaffRequest, series_id: str) -> HttpResponse:
    """The answer to the POST itself, never a page of its own: the words stand in no address and no history."""
    series = queries.one_series_for(request.actor, series_id)
    words = actions.reveal_clues(series, purpose_of(request), actor=request.actor)
    return _cards_page(request, series, NoteForm(), words)


@require_POST
def note_clue(request: StaffRequest, series_id: str) -> HttpResponse:
    series = queries.one_series_for(request.actor, series_id)
    form = NoteForm(request.POST)
    clue = form.done(
        lambda: actions.note_clue(series, form.noted(), reading=form.reading(), actor=request.actor)
    )
    if clue is None:
        return _cards_page(request, series, form)
    messages.success(request, _("Noted, under the code %(code)s.") % {"code": clue.code})
    return redirect("identification:clues", series_id=series.id)


@require_safe
def clue(request: StaffRequest, clue_id: str) -> HttpResponse:
    return _clue_page(request, queries.clue_for(request.actor, clue_id))


@require_POST
def reveal_clue(request: StaffRequest, clue_id: str) -> HttpResponse:
    found = queries.clue_for(request.actor, clue_id)
    words = actions.reveal_clue(found, purpose_of(request), actor=request.actor)
    return _clue_page(request, found, words=words)


@require_POST
def weigh_clue(request: StaffRequest, clue_id: str) -> HttpResponse:
    found = queries.clue_for(request.actor, clue_id)
    form = WeighForm(request.POST, prefix="weigh")
    weighed = form.done(
        lambda: actions.weigh_clue(
            found, form.reading(), words=form.cleaned_data["words"], actor=request.actor
        )
    )
    if weighed is None:
        return _clue_page(request, found, sent=form)
    messages.success(request, _("Noted. What was thought before stays in the history."))
    return redirect("identification:clue", clue_id=found.id)


@require_POST
def set_aside_clue(request: StaffRequest, clue_id: str) -> HttpResponse:
    found = queries.clue_for(request.actor, clue_id)
    form = AsideForm(request.POST, prefix="aside")
    if not form.is_valid():
        return _clue_page(request, found, sent=form)
    ground = AsideGround(form.cleaned_data["ground"])
    actions.set_aside_clue(found, ground, words=form.cleaned_data["words"], actor=request.actor)
    messages.success(request, _("Set aside. It counts no more; weigh it anew if that was wrong."))
    return redirect("identification:clue", clue_id=found.id)


def purpose_of(request: StaffRequest) -> CluePurpose:
    try:
        return CluePurpose(request.POST.get("purpose", ""))
    except ValueError:
        raise Invalid({"purpose": _("Please say what you need it for.")}) from None


def _cards_page(
    request: StaffRequest, series: Series, form: NoteForm, words: Mapping[str, str] = NOTHING
) -> HttpResponse:
    context = {
        "series": series,
        "cards": [
            (card.clue, named(card.reading), words.get(card.clue.id, "")) for card in queries.cards_of(series)
        ],
        "is_revealed": bool(words),
        "purposes": CluePurpose.choices,
        "form": form,
    }
    return render(request, "identification/clues.html", context, status=422 if form.errors else 200)


def _clue_page(
    request: StaffRequest, found: Clue, *, sent: forms.Form | None = None, words: str = ""
) -> HttpResponse:
    steps = queries.steps_of(found)
    reading = steps[0][1]
    context = {
        "clue": found,
        "words": words,
        "reading": named(reading),
        "steps": [(step, named(one)) for step, one in steps],
        "purposes": CluePurpose.choices,
        "requests": queries.requests_of(found),
        "may_change": found.series is not None and found.series.is_open,
        "form": sent,
        "weigh_form": sent if isinstance(sent, WeighForm) else _weigh_form(reading),
        "aside_form": sent if isinstance(sent, AsideForm) else AsideForm(prefix="aside"),
    }
    return render(request, "identification/clue.html", context, status=422 if sent and sent.errors else 200)


def _weigh_form(reading: Reading) -> WeighForm:
    """Begins with what is thought now."""
    initial = {
        "confidence": reading.confidence,
        "supports": ", ".join(reading.supports),
        "excludes": ", ".join(reading.excludes),
    }
    return WeighForm(prefix="weigh", initial=initial)


def named(reading: Reading) -> dict[str, object]:
    """For a page: countries by their names."""
    return {
        "confidence": reading.confidence,
        "supports": ", ".join(map(country_name, reading.supports)),
        "excludes": ", ".join(map(country_name, reading.excludes)),
    }
