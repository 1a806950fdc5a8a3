"""Invented time does deeds in their order, and tells when its story cannot happen."""

from datetime import UTC, datetime, timedelta

import pytest

from seawall.core import clock
from seawall.core.errors import WrongState
from seawall.demo.past.timeline import Timeline

START = datetime(2031, 3, 3, 8, tzinfo=UTC)
pytestmark = pytest.mark.django_db(transaction=True)


def too_late() -> None:
    raise WrongState("A colleague has it in hand.")


def lived(done: int, late: int) -> list[datetime]:
    timeline, moments = a_day(), list[datetime]()
    for number in range(done):
        timeline.attempt(START + timedelta(minutes=done - number), lambda: moments.append(clock.now()))
    for _ in range(late):
        timeline.attempt(START + timedelta(minutes=1), too_late)
    timeline.live(lambda _moment: None)
    return moments


def a_day() -> Timeline:
    return Timeline(START, START + timedelta(hours=20))


def test_deeds_are_done_in_their_order_and_a_colleague_may_be_faster_at_some() -> None:
    moments = lived(40, 2)
    assert len(moments) == 40 and moments == sorted(moments)


def test_a_few_too_late_end_no_story_however_short() -> None:
    assert len(lived(2, 10)) == 2


def test_a_story_much_of_which_comes_too_late_says_so() -> None:
    with pytest.raises(RuntimeError, match="11 of 41 invented deeds came too late; the first: A colleague"):
        lived(30, 11)


def test_what_was_to_happen_for_certain_is_heard_at_its_first_refusal() -> None:
    timeline = a_day()
    timeline.plan(START + timedelta(minutes=1), too_late)
    with pytest.raises(WrongState, match="A colleague has it in hand"):
        timeline.live(lambda _moment: None)
