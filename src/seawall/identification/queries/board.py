from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from seawall.core.actors import Actor
from seawall.core.errors import NotFound, Refused
from seawall.core.ids import checked_id
from seawall.identification import policy
from seawall.identification.models import ClosedTrail, Clue, Series
from seawall.identification.queries.clues import cards_of
from seawall.identification.weighing import Board, Weighed, board_of


@dataclass(frozen=True, slots=True)
class Hypotheses:
    """The board of a series, its open clues by their ids, and the trails that people have closed, the newest first."""

    board: Board
    clues: Mapping[str, Clue]
    closed: Sequence[ClosedTrail]


def hypotheses_of(series: Series) -> Hypotheses:
    """Of a series that the viewer was let to."""
    cards = [card for card in cards_of(series) if card.clue.is_open]
    closed = list(_closed(series))
    weighed = [Weighed(card.clue.id, card.reading) for card in cards]
    board = board_of(weighed, {trail.country for trail in closed})
    return Hypotheses(board, {card.clue.id: card.clue for card in cards}, closed)


def _closed(series: Series) -> QuerySet[ClosedTrail]:
    return series.closed_trails.select_related("by").order_by("-id")


def trail_for(actor: Actor, trail_id: str) -> ClosedTrail:
    if not policy.may_see(actor):
        raise Refused
    mine = ClosedTrail.objects.filter(owner_id=actor.agency_id, pk=checked_id(trail_id, "trl"))
    found = mine.select_related("series").first()
    if found is None:
        raise NotFound
    return found
