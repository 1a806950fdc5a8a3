"""What a package tells of a series: counts, children as pseudonyms, and what kind of clue speaks for which country. No words of a clue."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.translation import override

from seawall.core.actors import Actor
from seawall.identification.queries import Card, cards_of, items_in
from seawall.material.queries import items_of_same_bytes_for
from seawall.operations.models import NamedSeries, Referral
from seawall.operations.referring.states import Section
from seawall.reports.queries import subject_ids_of_items
from seawall.wire import case_referral as wire

if TYPE_CHECKING:
    from seawall.identification.models import Victim


def chosen_series(referral: Referral) -> list[NamedSeries]:
    return list(referral.series.select_related("series").order_by("series__code"))


def children_of(named: NamedSeries) -> "Sequence[Victim]":
    return list(named.series.victims.order_by("code"))


def clues_of(named: NamedSeries) -> Sequence[Card]:
    """Those that count, or wait to be judged."""
    return [card for card in cards_of(named.series) if card.clue.is_open]


def told_of(named: NamedSeries, sections: frozenset[Section], language: str) -> wire.Series:
    return wire.Series(
        code=named.series.code,
        items=items_in(named.series).count(),
        victims=tuple(map(child_told, children_of(named))) if Section.VICTIMS in sections else (),
        clues=_clues(named, language) if Section.CLUES in sections else (),
    )


def reported_things_in(referral: Referral, *, actor: Actor) -> list[str]:
    """What people reported anywhere on this node that is an item of these series, or the very same bytes. What only looks alike is not."""
    found: set[str] = set()
    for named in chosen_series(referral):
        items = list(items_in(named.series).values_list("item_id", flat=True))
        found |= {*items, *items_of_same_bytes_for(actor, items)}
    return subject_ids_of_items(found)


def child_told(one: "Victim") -> wire.Child:
    return wire.Child(one.code, one.state, one.age, one.sex, one.country)


def _clues(named: NamedSeries, language: str) -> tuple[wire.Clue, ...]:
    with override(language):
        return tuple(
            wire.Clue(
                kind=card.clue.kind,
                name=card.clue.kind_name,
                confidence=card.reading.confidence.value,
                supports=card.reading.supports,
                excludes=card.reading.excludes,
            )
            for card in clues_of(named)
        )
