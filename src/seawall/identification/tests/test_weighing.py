"""The sum on the board: whatever the clues and their order, a closed trail never leads, and every number leads back to a clue."""

from collections.abc import Sequence
from math import isclose, log2
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seawall.identification.states import Confidence, Reading
from seawall.identification.tests.makers import read
from seawall.identification.weighing import DECIBANS, Weighed, board_of, expected_bits

CODES = ("AT", "CH", "DE", "FR", "NL", "PL", "SE")
UNJUDGED, LOW, MEDIUM, HIGH = Confidence


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    named = draw(st.lists(st.sampled_from(CODES), unique=True, max_size=5))
    cut = draw(st.integers(0, len(named)))
    return Reading(draw(st.sampled_from(Confidence)), tuple(named[:cut]), tuple(named[cut:]))


def weighed(found: Sequence[Reading]) -> list[Weighed]:
    return [Weighed(f"clu_{number:02}", reading) for number, reading in enumerate(found)]


clues = st.lists(readings(), max_size=8).map(weighed)
trails = st.sets(st.sampled_from(CODES))
chances = st.lists(st.floats(0.01, 1), min_size=1, max_size=5).map(
    lambda parts: [part / sum(parts) for part in parts]
)


def test_it_adds_up_what_clues_say_for_and_against() -> None:
    found = weighed([read("DE AT", "FR", HIGH), read("AT", "DE", LOW), read("FR", confidence=UNJUDGED)])
    board = board_of(found, ())
    assert [(one.country, one.gain, one.loss, one.weight) for one in board.standings] == [
        ("AT", 13, 0, 13),
        ("DE", 10, 3, 7),
        ("FR", 0, 10, -10),
    ]
    assert board.leading == ("AT", "DE")
    assert board.standings[0].supporting == (("clu_00", 10), ("clu_01", 3))
    assert board.standings[1].opposing == (("clu_01", 3),)


def test_it_asks_what_tells_the_leading_countries_apart() -> None:
    judged = [read("DE AT CH", confidence=MEDIUM)]
    asked = [
        read("FR", confidence=UNJUDGED),  # of no leading country
        read("DE AT CH", confidence=UNJUDGED),  # the same for all of them
        read("DE", confidence=UNJUDGED),
        read("DE", "AT", confidence=UNJUDGED),
    ]
    question = board_of(weighed(judged + asked), ()).question
    assert question and question.clue_id == "clu_04"
    assert (question.supports, question.excludes) == (("DE",), ("AT",))
    assert board_of(weighed(judged + asked[:2]), ()).question is None
    # With two trails closed there is nothing left to tell apart.
    assert board_of(weighed(judged + asked), ("AT", "CH")).question is None


def test_nobody_leads_where_nothing_speaks_for_anybody() -> None:
    board = board_of(weighed([read("", "DE"), read("FR", confidence=UNJUDGED)]), ())
    assert board.leading == () and board.question is None
    assert board_of([], ()).standings == ()


@given(clues, trails, st.integers())
def test_the_order_of_clues_changes_nothing(found: list[Weighed], closed: set[str], seed: int) -> None:
    shuffled = Random(seed).sample(found, len(found))
    assert board_of(shuffled, sorted(closed, reverse=True)) == board_of(found, closed)


@given(clues, trails)
def test_a_closed_trail_never_leads_and_is_never_asked_about(found: list[Weighed], closed: set[str]) -> None:
    board = board_of(found, closed)
    assert not closed & {*board.leading, *(one.country for one in board.standings)}
    assert {one.country for one in board.ruled_out} == closed
    if board.question:
        assert not closed & {*board.question.supports, *board.question.excludes}
        assert {*board.question.supports, *board.question.excludes} <= set(board.leading)


@given(clues, trails)
def test_closing_a_trail_changes_no_weight(found: list[Weighed], closed: set[str]) -> None:
    before = {one.country: one for one in board_of(found, ()).standings}
    board = board_of(found, closed)
    after = {one.country: one for one in (*board.standings, *board.ruled_out)}
    assert {code: after[code] for code in before} == before
    assert all(after[code].weight == 0 for code in closed - set(before))


@given(clues)
def test_every_number_leads_back_to_a_clue(found: list[Weighed]) -> None:
    said = {one.clue_id: one.reading for one in found}
    for standing in board_of(found, ()).standings:
        for clue_id, weight in standing.supporting:
            assert standing.country in said[clue_id].supports and weight == DECIBANS[said[clue_id].confidence]
        for clue_id, weight in standing.opposing:
            assert standing.country in said[clue_id].excludes and weight == DECIBANS[said[clue_id].confidence]
    total = sum(one.weight for one in board_of(found, ()).standings)
    expected = sum(
        DECIBANS[one.reading.confidence] * (len(one.reading.supports) - len(one.reading.excludes))
        for one in found
    )
    assert total == expected


def entropy(parts: Sequence[float]) -> float:
    return -sum(part * log2(part) for part in parts if part > 0)


def doubt_taken_away(prior: Sequence[float], yes: Sequence[float]) -> float:
    """The other way round: the doubt about the country, less what remains of it after each answer."""
    left = 0.0
    for answer in (yes, [1 - each for each in yes]):
        joint = [chance * each for chance, each in zip(prior, answer, strict=True)]
        if sum(joint) > 0:
            left += sum(joint) * entropy([each / sum(joint) for each in joint])
    return entropy(prior) - left


@given(chances, st.lists(st.floats(0, 1), min_size=5, max_size=5))
def test_the_expected_bits_are_the_doubt_that_an_answer_takes_away(
    prior: list[float], yes: list[float]
) -> None:
    bits = expected_bits(prior, yes[: len(prior)])
    assert -1e-9 <= bits <= 1 + 1e-9
    assert isclose(bits, doubt_taken_away(prior, yes[: len(prior)]), abs_tol=1e-9)


@pytest.mark.parametrize(("prior", "yes", "bits"), [([0.5, 0.5], [1, 0], 1), ([1], [0.5], 0), ([], [], 0)])
def test_what_is_expected_of_plain_questions(prior: list[float], yes: list[float], bits: float) -> None:
    assert isclose(expected_bits(prior, yes), bits, abs_tol=1e-12)
