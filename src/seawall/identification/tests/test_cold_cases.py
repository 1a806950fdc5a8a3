"""Series on which nothing was done for months come up again, and looking counts as work."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.errors import Invalid, Refused, WrongState
from seawall.identification.actions import (
    add_items,
    add_victim,
    look_afresh,
    merge_series,
    release_claim,
    weigh_clue,
)
from seawall.identification.cold_cases import Look, since
from seawall.identification.models import Series
from seawall.identification.queries import cold_series_for, looks_coming_for
from seawall.identification.states import VictimState
from seawall.identification.tests.makers import a_clue, a_series, claimed, in_days, items, read, up
from seawall.identification.tests.test_pages import page, post
from seawall.people.models import Staff

HALF_A_YEAR = 190


def later(days: int = HALF_A_YEAR) -> Any:
    return clock.at(clock.now() + timedelta(days=days))


def codes(actor: Actor) -> list[str]:
    return [one.code for one in cold_series_for(actor)]


def look(days: int, tried: str = "The list of bus liveries, again.", found: bool = False) -> Look:
    return Look(tried, found, in_days(days))


def test_it_comes_up_and_a_look_that_found_nothing_is_work_done(at_work: Actor, abroad: Actor) -> None:
    series = a_series(at_work)
    assert codes(at_work) == []
    with later():
        assert codes(at_work) == [series.code] and codes(abroad) == []
        made = look_afresh(series, look(60), actor=at_work)
        assert codes(at_work) == [] and not made.found
        assert [one.series for one in looks_coming_for(at_work)] == [series]
        with later(59):
            assert codes(at_work) == []
        with later(60):
            assert codes(at_work) == [series.code] and not looks_coming_for(at_work)
            look_afresh(series, look(200), actor=at_work)
            look_afresh(series, look(5), actor=at_work)
            assert [one.next_on for one in looks_coming_for(at_work)] == [in_days(5)]
            with later(6):
                assert codes(at_work) == [series.code]


WORK: dict[str, Callable[[Series, Actor], object]] = {
    "item": lambda series, actor: add_items(series, items(actor, 1), actor=actor),
    "clue": lambda series, actor: a_clue(actor, series),
    "weighed": lambda series, actor: weigh_clue(series.clues.get(), read("NL"), actor=actor),
    "claim": lambda series, actor: release_claim(claimed(actor, series), actor=actor),
    "step": lambda series, actor: up(series.victims.get(), VictimState.COUNTRY_KNOWN, actor),
    "merged": lambda series, actor: merge_series(a_series(actor), series, actor=actor),
}


@pytest.mark.parametrize("deed", sorted(WORK))
def test_whatever_is_done_keeps_it_warm(at_work: Actor, deed: str) -> None:
    series = a_series(at_work)
    a_clue(at_work, series)
    add_victim(series, actor=at_work)
    with later():
        assert codes(at_work) == [series.code]
        WORK[deed](series, at_work)
        assert codes(at_work) == []
        with later():
            assert codes(at_work) == [series.code]


def test_nobody_looks_for_a_child_that_is_found(at_work: Actor) -> None:
    series = a_series(at_work)
    up(add_victim(series, actor=at_work), VictimState.IDENTIFIED, at_work)
    with later():
        assert codes(at_work) == []


def test_months_are_counted_by_the_calendar(settings: Any) -> None:
    settings.COLD_CASE_MONTHS = 14
    with clock.at(clock.now().replace(year=2026, month=1, day=31)):
        assert since().date() == date(2024, 11, 28)


@pytest.mark.parametrize(
    ("wrong", "field"), [(look(0), "next_on"), (look(800), "next_on"), (look(9, " "), "tried")]
)
def test_what_is_wrong_is_said_where_it_is(at_work: Actor, wrong: Look, field: str) -> None:
    with pytest.raises(Invalid) as error:
        look_afresh(a_series(at_work), wrong, actor=at_work)
    assert set(error.value.fields) == {field}


def test_strangers_and_closed_series(at_work: Actor, abroad: Actor, reviewer: Actor) -> None:
    series = a_series(at_work)
    for actor in (abroad, reviewer, Actor.system(at_work.agency_id)):
        with pytest.raises(Refused):
            look_afresh(series, look(9), actor=actor)
    merge_series(series, a_series(at_work), actor=at_work)
    with pytest.raises(WrongState):
        look_afresh(series, look(9), actor=at_work)


def test_the_pages_bring_it_back(staff_client: Any, jonas: Staff, at_work: Actor) -> None:
    client, series = staff_client(jonas), a_series(at_work)
    with later():
        shelf = client.get(client.at("identification:worklist"), {"show": "cold"}).content.decode()
        assert series.code in shelf and "for 6 months" in shelf
        home = client.get(client.at("desk:home")).content.decode()
        assert "a fresh look" in home and series.code in home
        sent = {
            "look-tried": "A colleague from abroad.",
            "look-found": "no",
            "look-next_on": str(in_days(30)),
        }
        shown = post(client, "look_afresh", sent, series_id=series.id).content.decode()
        assert "A colleague from abroad." in shown and "nothing new" in shown
        shelf = client.get(client.at("identification:worklist"), {"show": "cold"}).content.decode()
        assert "Fresh looks to come" in shelf and series.code in shelf
        wrong = post(client, "look_afresh", {**sent, "look-next_on": "2001-01-01"}, series_id=series.id)
        assert wrong.status_code == 422
        assert "A colleague" in page(client, "series", series_id=series.id)
