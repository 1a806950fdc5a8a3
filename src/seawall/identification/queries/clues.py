"""Clues of a series that the viewer was let to, each with what is thought of it now. Their words stay masked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count

from seawall.core.actors import Actor
from seawall.core.errors import NotFound, Refused
from seawall.core.ids import checked_id
from seawall.identification import policy
from seawall.identification.models import Clue, ClueStep, Series
from seawall.identification.reading import as_read, readings_of
from seawall.identification.states import ClueState, Reading


@dataclass(frozen=True, slots=True)
class Card:
    clue: Clue
    reading: Reading


def clue_for(actor: Actor, clue_id: str) -> Clue:
    if not policy.may_see(actor):
        raise Refused
    mine = Clue.objects.filter(owner_id=actor.agency_id, pk=checked_id(clue_id, "clu"))
    found = mine.select_related("series", "by").first()
    if found is None:
        raise NotFound
    return found


def cards_of(series: Series) -> list[Card]:
    """Open ones first, the newest first among them."""
    clues = list(series.clues.select_related("by").order_by("-id"))
    readings = readings_of(clues)
    cards = [Card(clue, readings[clue.id]) for clue in clues]
    return sorted(cards, key=lambda card: not card.clue.is_open)


def steps_of(clue: Clue) -> list[tuple[ClueStep, Reading]]:
    """The newest first."""
    steps = clue.steps.order_by("-id").select_related("by").prefetch_related("leanings")
    return [(step, as_read(step)) for step in steps]


def open_clue_counts(found: Sequence[Series]) -> Mapping[str, int]:
    """How many clues of each series count, or wait to be judged."""
    counted = Clue.objects.filter(series__in=found, state=ClueState.OPEN).values_list("series")
    return dict(counted.annotate(n=Count("id")).order_by())
