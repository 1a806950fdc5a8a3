"""The board of a series: trails are closed by people on a ground, and whatever is undone is as it was."""

from collections.abc import Callable

import pytest

from seawall.audit.models import Line
from seawall.core.actors import Actor
from seawall.core.errors import Invalid, Refused, WrongState
from seawall.identification.actions import (
    close_trail,
    merge_series,
    reopen_trail,
    set_aside_clue,
    undo_change,
    weigh_clue,
)
from seawall.identification.models import Change, ClosedTrail, Series
from seawall.identification.queries import hypotheses_of
from seawall.identification.states import AsideGround, Confidence, Trail, TrailGround
from seawall.identification.tests.makers import a_clue, a_series, read
from seawall.identification.weighing import Board


def board_of_series(series: Series) -> Board:
    return hypotheses_of(series).board


def leading(series: Series) -> tuple[str, ...]:
    return board_of_series(series).leading


def closed(series: Series, country: str, actor: Actor) -> ClosedTrail:
    return close_trail(series, Trail(country, TrailGround.COUNTRY, "Their desk has looked."), actor=actor)


def undo_last(actor: Actor) -> None:
    undo_change(Change.objects.latest("id"), actor=actor)


def test_it_weighs_the_open_clues_alone(at_work: Actor) -> None:
    series = a_series(at_work)
    clue = a_clue(at_work, series, read("DE", confidence=Confidence.HIGH))
    a_clue(at_work, series, read("AT"))
    assert leading(series) == ("DE", "AT")
    set_aside_clue(clue, AsideGround.WRONG, actor=at_work)
    assert leading(series) == ("AT",)
    weigh_clue(clue, read("CH", confidence=Confidence.HIGH), actor=at_work)
    assert leading(series) == ("CH", "AT")


def test_a_trail_is_closed_on_a_ground_and_opened_again(at_work: Actor, colleague: Actor) -> None:
    series = a_series(at_work)
    a_clue(at_work, series, read("DE AT"))
    before = board_of_series(series)
    trail = closed(series, "DE", colleague)
    line = Line.objects.latest("at")
    assert line.what == "identification.trail_closed" and "has looked" not in line.body
    assert leading(series) == ("AT",) and hypotheses_of(series).closed == [trail]
    with pytest.raises(WrongState):
        closed(series, "DE", at_work)
    reopen_trail(trail, actor=at_work)
    assert board_of_series(series) == before
    with pytest.raises(WrongState):
        reopen_trail(trail, actor=at_work)
    # The opening again is a change like any other, and is undone like one.
    undo_last(at_work)
    assert leading(series) == ("AT",)


def test_undo_restores_the_board(at_work: Actor) -> None:
    series, other = a_series(at_work), a_series(at_work)
    a_clue(at_work, series, read("DE AT"))
    a_clue(at_work, other, read("AT", "DE"))
    closed(other, "AT", at_work)
    deeds: tuple[Callable[[], object], ...] = (
        lambda: closed(series, "DE", at_work),
        lambda: a_clue(at_work, series, read("FR")),
        lambda: merge_series(other, series, actor=at_work),
    )
    boards = []
    for deed in deeds:
        boards.append(board_of_series(series))
        deed()
        changes = Change.objects.latest("id")
        assert board_of_series(series) != boards[-1], changes.kind
    assert leading(series) == ("FR",)
    kept = list(Change.objects.order_by("-id")[:3])
    for change in kept:
        undo_change(change, actor=at_work)
        assert board_of_series(series) == boards.pop()
    assert leading(other) == ()


def test_both_series_may_have_closed_the_same_trail_before_they_are_one(at_work: Actor) -> None:
    one, other = a_series(at_work), a_series(at_work)
    first, second = closed(one, "DE", at_work), closed(other, "DE", at_work)
    a_clue(at_work, other, read("DE"))
    merge_series(one, other, actor=at_work)
    for trail in (first, second):
        assert leading(other) == ()
        reopen_trail(ClosedTrail.objects.get(pk=trail.pk), actor=at_work)
    assert leading(other) == ("DE",)


@pytest.mark.parametrize(
    ("country", "words", "field"), [("XX", "Why.", "country"), ("", "Why.", "country"), ("DE", " ", "words")]
)
def test_a_trail_is_closed_with_a_country_and_a_reason(
    at_work: Actor, country: str, words: str, field: str
) -> None:
    with pytest.raises(Invalid) as wrong:
        close_trail(a_series(at_work), Trail(country, TrailGround.WORK, words), actor=at_work)
    assert set(wrong.value.fields) == {field}


def test_strangers_close_and_open_nothing(at_work: Actor, abroad: Actor, reviewer: Actor) -> None:
    series = a_series(at_work)
    trail = closed(series, "DE", at_work)
    for actor in (abroad, reviewer, Actor.system(at_work.agency_id)):
        with pytest.raises(Refused):
            closed(series, "AT", actor)
        with pytest.raises(Refused):
            reopen_trail(trail, actor=actor)
