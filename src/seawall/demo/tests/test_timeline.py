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
    timeline, moments = Timeline(START, START + timedelta(hours=20)), list[datetime]()
    for number in range(done):
        timeline.plan(START + timedelta(minutes=done - number), lambda: moments.append(clock.now()))
    for _ in range(late):
        timeline.plan(START + timedelta(minutes=1), too_late)
    timeline.live(lambda _moment: None)
    return moments


def test_deeds_are_done_in_their_order_and_one_may_come_too_late() -> None:
    moments = lived(40, 1)
    assert len(moments) == 40 and moments == sorted(moments)


def test_a_story_that_cannot_happen_says_so() -> None:
    with pytest.raises(
        RuntimeError, match="3 invented deeds came too late, 50 were done; the first: A colleague"
    ):
        lived(50, 3)
