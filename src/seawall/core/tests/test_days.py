from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from seawall.core import clock
from seawall.core.days import FAR_AHEAD, FAR_BACK, NOT_COME, fault_of, fault_of_moment, fault_of_past

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
TODAY = NOON.date()
IN_TEN_YEARS = date(2036, 11, 24)


@pytest.mark.parametrize(
    ("day", "back", "either"),
    [
        (date.min, FAR_BACK, FAR_BACK),
        (date(1899, 12, 31), FAR_BACK, FAR_BACK),
        (date(1900, 1, 1), None, None),
        (TODAY, None, None),
        (TODAY + timedelta(days=1), NOT_COME, None),
        (IN_TEN_YEARS, NOT_COME, None),
        (IN_TEN_YEARS + timedelta(days=1), NOT_COME, FAR_AHEAD),
        (date.max, NOT_COME, FAR_AHEAD),
    ],
)
def test_a_year_mistyped_is_told(day: date, back: object, either: object) -> None:
    with clock.at(NOON):
        assert (fault_of_past(day), fault_of(day)) == (back, either)


@pytest.mark.parametrize("hours", [-14, 0, 14])
def test_the_ends_of_the_calendar_are_told_in_every_zone(hours: int) -> None:
    zone = timezone(timedelta(hours=hours))
    assert fault_of_moment(datetime.min.replace(tzinfo=zone)) is FAR_BACK
    assert fault_of_moment(datetime.max.replace(tzinfo=zone)) is FAR_AHEAD
    assert clock.cannot_have_been(datetime.min.replace(tzinfo=zone))
    assert clock.cannot_have_been(datetime.max.replace(tzinfo=zone))
