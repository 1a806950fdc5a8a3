"""Which frames are taken: those a viewer sees at second 0, 1, 2 …, held to a plain look at the whole list."""

import random
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seawall.engine.videos.sampling import LONGEST_STEP, Clock, Shown, Spaced, with_following

STEPS = st.lists(st.fractions(Fraction(1, 120), 5, max_denominator=120), min_size=1, max_size=60)


def times_of(steps: list[Fraction]) -> list[Fraction]:
    """Times that begin at 0."""
    return [sum(steps[:number], Fraction(0)) for number in range(len(steps))]


def taken(times: list[Fraction], lasting: Fraction) -> list[Fraction]:
    shown: Shown[Fraction] = Shown()
    found = [second for time in times for _, second in shown.take(time, time)]
    return found + [second for _, second in shown.rest(lasting)]


def seen(times: list[Fraction], end: Fraction) -> list[Fraction]:
    """At each whole second before the end, the last frame that has begun; each once."""
    found = []
    for second in range(int(-(-end // 1))):
        frame = max(time for time in times if time <= second)
        if frame not in found:
            found.append(frame)
    return found


@settings(max_examples=40)
@given(STEPS)
def test_it_takes_what_is_shown_at_each_second(steps: list[Fraction]) -> None:
    times = times_of(steps)
    assert taken(times, steps[-1]) == seen(times, times[-1] + steps[-1])


@settings(max_examples=40)
@given(STEPS, st.integers(0, 2**32))
def test_what_lies_between_is_never_shown(steps: list[Fraction], seed: int) -> None:
    """Whatever the order of storing, as long as no frame is more than 16 places from where it is shown."""
    times = times_of(steps)
    length = dict(zip(times, steps, strict=True))
    clock, dice = Clock(Fraction(1, 25)), random.Random(seed)
    clock.second(Fraction(0))
    stored = [
        time
        for at in range(0, len(times), 16)
        for time in dice.sample(times[at : at + 16], len(times[at : at + 16]))
    ]
    left = sorted(
        time
        for time, following in with_following(stored, lambda time: time)
        if not clock.between(time, following)
    )
    assert taken(left, length[left[-1]]) == taken(times, steps[-1])


def test_between_is_found_at_all() -> None:
    clock = Clock(Fraction(1, 25))
    clock.second(Fraction(7))
    quarters = [7 + Fraction(number, 4) for number in range(12)]
    between = [
        time for time, following in with_following(quarters, lambda t: t) if clock.between(time, following)
    ]
    assert between == [time for time in quarters[:-1] if time.denominator > 1]


@settings(max_examples=40)
@given(STEPS, st.fractions(-10, 10, max_denominator=1000))
def test_good_timestamps_are_kept_whatever_they_begin_with(steps: list[Fraction], start: Fraction) -> None:
    clock, times = Clock(Fraction(1, 25)), times_of(steps)
    assert [clock.second(start + time) for time in times] == times


@settings(max_examples=40)
@given(st.lists(st.none() | st.fractions(-(10**9), 10**9), min_size=1, max_size=50))
def test_time_never_runs_back_or_leaps(stamps: list[Fraction | None]) -> None:
    clock = Clock(Fraction(1, 25))
    times = [clock.second(stamp) for stamp in stamps]
    assert times[0] == 0
    steps = [after - before for before, after in zip(times, times[1:], strict=False)]
    assert all(0 <= step <= LONGEST_STEP for step in steps)


def test_frames_without_times_follow_each_other() -> None:
    clock = Clock(Fraction(1, 4))
    assert [float(clock.second(None)) for _ in range(5)] == [0, 0.25, 0.5, 0.75, 1]


@pytest.mark.parametrize(
    ("stamp", "following"), [(None, Fraction(1)), (Fraction(1, 2), None), (Fraction(1, 2), Fraction(1, 4))]
)
def test_nothing_is_skipped_on_a_guess(stamp: Fraction | None, following: Fraction | None) -> None:
    clock = Clock(Fraction(1, 25))
    assert not clock.between(Fraction(1, 4), Fraction(1, 2)), "before the first frame no second is known"
    clock.second(Fraction(0))
    assert not clock.between(stamp, following)


@settings(max_examples=40)
@given(STEPS)
def test_key_frames_come_no_closer_than_a_second(steps: list[Fraction]) -> None:
    spaced: Spaced[Fraction] = Spaced()
    times = times_of(steps)
    found = [second for time in times for _, second in spaced.take(time, time)]
    assert found[0] == 0
    assert all(after - before >= 1 for before, after in zip(found, found[1:], strict=False))
    assert all(any(time < other + 1 for other in found if other <= time) for time in times)
