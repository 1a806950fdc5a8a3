"""How often a source was wrong, and how sure that is."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seawall.core.actors import Actor
from seawall.material.actions import assess, take_arrivals
from seawall.material.models import Item
from seawall.material.states import Arrival, Said, Source, VoteReason
from seawall.material.tests.make import labels, md5
from seawall.mistakes.actions import decide_doubt
from seawall.mistakes.rates import Rate, groups_for, wilson
from seawall.mistakes.states import Finding, Judgement
from seawall.mistakes.tests.conftest import Voted
from seawall.people.models import Staff

NOTHING = labels(real_child="no", age="adult", depiction="none")


@pytest.mark.parametrize(
    ("wrong", "judged", "low", "high"),
    # Newcombe, Statistics in Medicine 17 (1998) 857, table I, method 3.
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_the_interval_is_that_of_the_book(wrong: int, judged: int, low: float, high: float) -> None:
    assert wilson(wrong, judged) == pytest.approx((low, high), abs=0.00005)


@given(st.integers(0, 10_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_share_lies_within_the_interval(counts: tuple[int, int]) -> None:
    wrong, judged = counts
    low, high = wilson(wrong, judged)
    assert 0.0 <= low <= Rate("", judged, wrong).share <= high <= 1.0 or judged == 0


def rate_of(actor: Actor, code: str, whose: str = "") -> tuple[int, int]:
    group = next(group for group in groups_for(actor) if group.code == code)
    found = [(one.judged, one.wrong) for one in group.rates if one.whose == whose]
    return found[0] if found else (0, 0)


def said_by(source: str, actor: Actor) -> Item:
    arrived = take_arrivals([Arrival((md5(),), Said("a1", {}, None))], Source(source, "x"), actor=actor)
    return Item.objects.get(pk=arrived[0].item_id)


def test_a_source_is_judged_by_what_two_people_find(first: Actor, second: Actor, reviewer: Actor) -> None:
    for finding in (labels(), labels(), NOTHING):
        item = said_by("Example", first)
        assess(item, finding, actor=first)
        assert rate_of(reviewer, "sources", "Other") == (0, 0)
        assess(item, finding, actor=second)
    said_by("Example", first)
    assert rate_of(reviewer, "sources", "Example") == (3, 1)


def test_what_a_second_assessor_finds_wrong_counts_for_source_and_house(
    shared: Any, voted: Voted, first: Actor, second: Actor, reviewer: Actor, assessor: Actor
) -> None:
    print_ = md5()
    entry = shared(print_)
    shared()
    take_arrivals([Arrival((print_,), Said("a1", {}, None))], Source("Example", "x"), actor=first)
    assert rate_of(reviewer, "sources", "Example") == (1, 0) and rate_of(reviewer, "own") == (2, 0)
    decide_doubt(voted(entry), Judgement(Finding.ITEM, "No.", VoteReason.ADULT), actor=assessor)
    assert rate_of(reviewer, "sources", "Example") == (1, 1) and rate_of(reviewer, "own") == (2, 1)
    for person in (reviewer, assessor):
        assess(entry.item, NOTHING, actor=person)
    # Found harmless by two people since, it is no less a mistake.
    assert rate_of(reviewer, "sources", "Example") == (1, 1) and rate_of(reviewer, "own") == (2, 1)


def test_the_page_says_when_numbers_are_small(
    staff_client: Any, runa: Staff, shared: Any, rena: Staff
) -> None:
    shared()
    client = staff_client(runa)
    page = client.get(client.at("mistakes:rates")).content.decode()
    assert "fewer than 30 judged" in page and "0.0 % – 79.3 %" in page
