"""What Jonas sees beside the child, in words alone, and what it says of the country. Every plug, bus and sign here is invented."""

from datetime import timedelta
from functools import partial

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.demo.past.timeline import Timeline
from seawall.identification.actions import (
    Audience,
    CardTerms,
    close_trail,
    draft_request,
    note_clue,
    weigh_clue,
)
from seawall.identification.queries import cards_of, one_series_for
from seawall.identification.states import Confidence, Noted, Reading, Trail, TrailGround

DAY = timedelta(days=1)
PLUG = Noted("plug", "A white plug with two round pins and two metal clips at its sides.")
SIGN = Noted("language", "A sign, white letters on blue. The last letters are -gasse.")
BUS = Noted("vehicle", "Seen through a window: a bus, green below, cream above, a thin red line between.")
PLUG_READ = Reading(Confidence.MEDIUM, ("AT", "DE", "NL"), ("CH", "GB"))
SIGN_FIRST = Reading(Confidence.LOW, ("AT", "DE"), ())
SIGN_READ = Reading(Confidence.MEDIUM, ("AT", "DE"), ("CH",))
# Nobody knows the livery yet; this is what a yes would say.
BUS_ASKED = Reading(Confidence.UNJUDGED, ("AT",), ("DE",))

DUTCH_LOOKED = Trail("NL", TrailGround.COUNTRY, "Their desk knows of no such plug beside such a sign.")


def plan_clues(timeline: Timeline, series_id: str, actor: Actor) -> None:
    """From now on, a few days apart."""
    _note(series_id, PLUG, PLUG_READ, actor)
    timeline.plan(timeline.now + 1 * DAY, partial(_note, series_id, SIGN, SIGN_FIRST, actor))
    timeline.plan(timeline.now + 2 * DAY, partial(_note, series_id, BUS, BUS_ASKED, actor))
    timeline.plan(timeline.now + 3 * DAY, partial(_weigh_sign, series_id, actor))
    timeline.plan(timeline.now + 4 * DAY, partial(_write_card, series_id, actor))
    timeline.plan(timeline.now + 4 * DAY, partial(_close, series_id, DUTCH_LOOKED, actor))


def _note(series_id: str, noted: Noted, reading: Reading, actor: Actor) -> None:
    note_clue(one_series_for(actor, series_id), noted, reading=reading, actor=actor)


def _weigh_sign(series_id: str, actor: Actor) -> None:
    [sign] = [card.clue for card in cards_of(one_series_for(actor, series_id)) if card.clue.kind == SIGN.kind]
    words = "Two colleagues read it the same way."
    weigh_clue(sign, SIGN_READ, words=words, actor=actor)


def _write_card(series_id: str, actor: Actor) -> None:
    """Drafted; a colleague has still to look at it."""
    [bus] = [card.clue for card in cards_of(one_series_for(actor, series_id)) if card.clue.kind == BUS.kind]
    closes_on = (clock.now() + 60 * DAY).date()
    words = "Green below, cream above, a thin red line between. No number is known."
    question = "In which town or region do such buses run?"
    terms = CardTerms(Audience.PUBLIC, "A bus, green and cream", words, question, closes_on)
    draft_request(bus, terms, actor=actor)


def _close(series_id: str, trail: Trail, actor: Actor) -> None:
    close_trail(one_series_for(actor, series_id), trail, actor=actor)
