"""What Jonas asks outside, one clue at a time: everybody, who have given a tip, and the police of another country. Emil has looked at each card first."""

from datetime import date, timedelta
from functools import partial
from secrets import token_urlsafe
from typing import TYPE_CHECKING

from seawall.approvals.actions import approve
from seawall.core import clock
from seawall.core.actors import Actor
from seawall.demo import roster
from seawall.demo.past.clues import BUS, PLUG, SIGN
from seawall.demo.past.hands import actor_called
from seawall.demo.past.timeline import Timeline
from seawall.identification.actions import (
    Audience,
    CardTerms,
    TipTerms,
    draft_request,
    give_tip,
    propose_release,
    release_request,
)
from seawall.identification.queries import cards_of, one_series_for, requests_for
from seawall.identification.states import Noted
from seawall.people.queries import agency_by_name

if TYPE_CHECKING:
    from seawall.identification.models import Clue

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
WHY = "Nobody here knows it."
TIP = "I think I know such signs from the old town of Musterstadt."


def plan_cards(timeline: Timeline, series_id: str) -> None:
    """When the clues are noted. The card of the bus is drafted already, and waits for its second person when the demo begins."""
    timeline.plan(timeline.end - 3 * DAY, partial(_ask_everybody, series_id))
    timeline.plan(timeline.end - 3 * DAY + HOUR, partial(_ask_abroad, series_id))
    timeline.plan(timeline.end - 1 * DAY, _give_tip)
    timeline.plan(timeline.end - 5 * HOUR, _ask_about_the_bus)


def _ask_everybody(series_id: str) -> None:
    question = "In which town do street signs look like this?"
    terms = CardTerms(Audience.PUBLIC, "A blue street sign", SIGN.words, question, _closes_on())
    _release(_clue(series_id, SIGN), terms)


def _ask_abroad(series_id: str) -> None:
    abroad = agency_by_name(roster.POLICE_ABROAD.name)
    assert abroad is not None
    question = "Is it sold in your country, and since when?"
    terms = CardTerms(Audience.AGENCY, "A white plug", PLUG.words, question, _closes_on(), abroad.id)
    _release(_clue(series_id, PLUG), terms)


def _release(clue: "Clue", terms: CardTerms) -> None:
    jonas = actor_called("jonas")
    request = draft_request(clue, terms, actor=jonas)
    approval = propose_release(request, WHY, actor=jonas)
    approve(approval, approval.digest, actor=actor_called("emil"))
    release_request(request, approval, actor=jonas)


def _give_tip() -> None:
    request = requests_for(actor_called("jonas")).get(title="A blue street sign")
    terms = TipTerms(TIP, country="DE", token=token_urlsafe(16))
    give_tip(request, terms, actor=Actor.reporter(request.owner_id))


def _ask_about_the_bus() -> None:
    jonas = actor_called("jonas")
    request = requests_for(jonas).get(clue__kind=BUS.kind)
    propose_release(request, WHY, actor=jonas)


def _clue(series_id: str, noted: Noted) -> "Clue":
    shown = cards_of(one_series_for(actor_called("jonas"), series_id))
    return next(card.clue for card in shown if card.clue.kind == noted.kind)


def _closes_on() -> date:
    return (clock.now() + 60 * DAY).date()
