from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from seawall.core.codes import country_name
from seawall.core.errors import WrongState
from seawall.core.pages import StaffRequest
from seawall.identification import actions, queries
from seawall.identification.clue_forms import TrailForm
from seawall.identification.models import Clue, Series
from seawall.identification.states import CluePurpose, Confidence
from seawall.identification.views.clues import NOTHING, purpose_of
from seawall.identification.weighing import Question

Said = tuple[Clue, str, str]


@dataclass(frozen=True, slots=True)
class Row:
    """One country as the page draws it: lengths in per cent of the picture's width, from its middle to both sides."""

    code: str
    name: str
    weight: str
    leads: bool
    supporting: list[Said]
    opposing: list[Said]
    gain_width: str
    loss_x: str
    loss_width: str


@require_safe
def board(request: StaffRequest, series_id: str) -> HttpResponse:
    return _page(request, queries.one_series_for(request.actor, series_id), TrailForm())


@require_POST
def reveal_board(request: StaffRequest, series_id: str) -> HttpResponse:
    """The answer to the POST itself, never a page of its own: the words stand in no address and no history."""
    series = queries.one_series_for(request.actor, series_id)
    words = actions.reveal_clues(series, purpose_of(request), actor=request.actor)
    return _page(request, series, TrailForm(), words)


@require_POST
def close_trail(request: StaffRequest, series_id: str) -> HttpResponse:
    series = queries.one_series_for(request.actor, series_id)
    form = TrailForm(request.POST)
    trail = form.done(lambda: actions.close_trail(series, form.trail(), actor=request.actor))
    if trail is None:
        return _page(request, series, form)
    name = country_name(trail.country)
    messages.success(
        request, _("Trail closed: %(country)s leads no more. That is progress.") % {"country": name}
    )
    return redirect("identification:board", series_id=series.id)


@require_POST
def reopen_trail(request: StaffRequest, trail_id: str) -> HttpResponse:
    trail = queries.trail_for(request.actor, trail_id)
    if trail.series_id is None:
        raise WrongState(_("This trail was opened again already."))
    actions.reopen_trail(trail, actor=request.actor)
    messages.success(request, _("The trail is open again. That it was closed stays in the history."))
    return redirect("identification:board", series_id=trail.series_id)


def _page(
    request: StaffRequest, series: Series, form: TrailForm, words: Mapping[str, str] = NOTHING
) -> HttpResponse:
    found = queries.hypotheses_of(series)
    ruled_out = {one.country: one for one in found.board.ruled_out}
    context = {
        "series": series,
        "rows": _rows(found, words),
        "leading": [country_name(code) for code in found.board.leading],
        "question": _asked(found.board.question, found.clues, words),
        "open_questions": sum(clue.confidence == Confidence.UNJUDGED for clue in found.clues.values()),
        "closed": [
            (trail, country_name(trail.country), ruled_out[trail.country].weight) for trail in found.closed
        ],
        "is_revealed": bool(words),
        "purposes": CluePurpose.choices,
        "form": form,
    }
    return render(request, "identification/board.html", context, status=422 if form.errors else 200)


def _rows(found: queries.Hypotheses, words: Mapping[str, str]) -> list[Row]:
    standings = found.board.standings
    most = max((max(one.gain, one.loss) for one in standings), default=0) or 1

    def said(parts: Iterable[tuple[str, int]], sign: int) -> list[Said]:
        return [
            (found.clues[clue_id], _signed(sign * weight), words.get(clue_id, ""))
            for clue_id, weight in parts
        ]

    return [
        Row(
            one.country,
            country_name(one.country),
            _signed(one.weight),
            one.country in found.board.leading,
            said(one.supporting, 1),
            said(one.opposing, -1),
            _percent(one.gain / most),
            _percent(1 - one.loss / most),
            _percent(one.loss / most),
        )
        for one in standings
    ]


def _signed(weight: int) -> str:
    """With the minus sign of print, which stands as wide as a plus."""
    return f"{weight:+d}".replace("-", "−") if weight else "0"


def _percent(share: float) -> str:
    """Of half the picture: the other half is for the other side."""
    return f"{share * 50:.2f}%"


def _asked(
    question: Question | None, clues: Mapping[str, Clue], words: Mapping[str, str]
) -> dict[str, Any] | None:
    if question is None:
        return None
    return {
        "clue": clues[question.clue_id],
        "words": words.get(question.clue_id, ""),
        "supports": ", ".join(map(country_name, question.supports)),
        "excludes": ", ".join(map(country_name, question.excludes)),
    }
