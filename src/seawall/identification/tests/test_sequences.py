"""Whatever is done in whatever order: no item, victim, clue or closed trail is lost or doubled, and the moves tell where everything stands."""

from collections.abc import Callable
from contextlib import suppress
from random import Random

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from seawall.core.actors import Actor
from seawall.core.errors import Invalid, WrongState
from seawall.identification.actions import (
    add_items,
    add_victim,
    close_trail,
    merge_series,
    open_series,
    remove_items,
    reopen_trail,
    split_series,
    undo_change,
)
from seawall.identification.models import Change, ClosedTrail, Clue, Move, Series, SeriesItem, Victim
from seawall.identification.models.change import MOVED
from seawall.identification.queries import loose_items_for
from seawall.identification.states import SeriesState, Things, Trail, TrailGround
from seawall.identification.tests.makers import a_clue, items

Deed = Callable[["Hand"], object]
ITEMS = 6


class Undone(Exception):
    """The next example finds the house as it was."""


class Hand:
    """Chooses what a deed is done to, as blindly as a tired person might."""

    def __init__(self, actor: Actor, seed: int) -> None:
        self.actor, self.random = actor, Random(seed)

    def series(self) -> Series:
        found = list(Series.objects.order_by("id"))
        return self.random.choice(found)

    def some(self, ids: list[str]) -> list[str]:
        return self.random.sample(ids, self.random.randint(0, len(ids)))

    def inside(self, series: Series) -> list[str]:
        return self.some(sorted(SeriesItem.objects.filter(series=series).values_list("item_id", flat=True)))

    def loose(self) -> list[str]:
        return self.some(sorted(loose_items_for(self.actor).values_list("id", flat=True)))

    def split(self) -> object:
        series = self.series()
        victims = self.some(sorted(series.victims.values_list("id", flat=True)))
        clues = self.some(sorted(series.clues.values_list("id", flat=True)))
        things = Things(tuple(self.inside(series)), tuple(victims), tuple(clues))
        return split_series(series, things, actor=self.actor)

    def reopen(self) -> object:
        closed = list(ClosedTrail.objects.order_by("id"))
        return reopen_trail(self.random.choice(closed), actor=self.actor) if closed else None

    def undo(self) -> object:
        return undo_change(self.random.choice(list(Change.objects.order_by("id"))), actor=self.actor)


DEEDS: dict[str, Deed] = {
    "open": lambda hand: open_series(hand.loose(), actor=hand.actor),
    "add": lambda hand: add_items(hand.series(), hand.loose(), actor=hand.actor),
    "remove": lambda hand: (lambda one: remove_items(one, hand.inside(one), actor=hand.actor))(hand.series()),
    "split": Hand.split,
    "merge": lambda hand: merge_series(hand.series(), hand.series(), actor=hand.actor),
    "victim": lambda hand: add_victim(hand.series(), actor=hand.actor),
    "clue": lambda hand: a_clue(hand.actor, hand.series()),
    "close": lambda hand: close_trail(
        hand.series(), Trail("DE", TrailGround.WORK, "Nothing there."), actor=hand.actor
    ),
    "reopen": Hand.reopen,
    "undo": Hand.undo,
}


def replayed() -> list[dict[str, str]]:
    """Where everything stands by the moves alone; each is asked to begin where the last one ended."""
    standing: dict[str, dict[str, str]] = {kind: {} for kind in MOVED}
    for move in Move.objects.order_by("change_id", "id"):
        [(kind, one)] = [(kind, id_) for kind in MOVED if (id_ := getattr(move, f"{kind}_id"))]
        assert standing[kind].pop(str(one), None) == move.origin_id
        if move.target_id:
            standing[kind][str(one)] = move.target_id
    return [standing[kind] for kind in MOVED]


def check(all_items: set[str], actor: Actor) -> None:
    in_series = dict(SeriesItem.objects.values_list("item_id", "series_id"))
    loose = set(loose_items_for(actor).values_list("id", flat=True))
    assert set(in_series) | loose == all_items and not set(in_series) & loose
    victims = dict(Victim.objects.filter(series__isnull=False).values_list("id", "series_id"))
    clues = dict(Clue.objects.filter(series__isnull=False).values_list("id", "series_id"))
    trails = dict(ClosedTrail.objects.filter(series__isnull=False).values_list("id", "series_id"))
    assert replayed() == [in_series, victims, clues, trails]
    still_open = set(Series.objects.filter(state=SeriesState.OPEN).values_list("id", flat=True))
    assert {*in_series.values(), *victims.values(), *clues.values(), *trails.values()} <= still_open


def live(deeds: list[tuple[str, int]], actor: Actor) -> None:
    all_items = set(items(actor, ITEMS))
    open_series(sorted(all_items)[:4], actor=actor)
    for name, seed in deeds:
        # Refused with a sentence: then nothing of it was done.
        with suppress(Invalid, WrongState):
            DEEDS[name](Hand(actor, seed))
        check(all_items, actor)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=st.lists(st.tuples(st.sampled_from(sorted(DEEDS)), st.integers(0, 10_000)), max_size=12))
def test_nothing_is_lost_in_any_order(at_work: Actor, deeds: list[tuple[str, int]]) -> None:
    with pytest.raises(Undone), transaction.atomic():
        live(deeds, at_work)
        raise Undone


@pytest.mark.slow
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=st.lists(st.tuples(st.sampled_from(sorted(DEEDS)), st.integers(0, 10_000)), max_size=40))
def test_nothing_is_lost_in_many_long_orders(at_work: Actor, deeds: list[tuple[str, int]]) -> None:
    with pytest.raises(Undone), transaction.atomic():
        live(deeds, at_work)
        raise Undone
