"""One line a minute, however often it happens, and memory for so much and no more."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from seawall.core import clock, seldom
from seawall.core.seldom import first_in_minute

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def nothing_seen() -> Iterator[None]:
    seldom._seen.clear()
    yield
    seldom._seen.clear()


def test_it_is_the_first_once_a_minute_and_each_thing_has_its_own() -> None:
    with clock.at(NOON):
        assert first_in_minute("lists", "key_1", "429") and first_in_minute("lists", "key_2", "429")
        assert not first_in_minute("lists", "key_1", "429")
    with clock.at(NOON + timedelta(minutes=1)):
        assert first_in_minute("lists", "key_1", "429") and not first_in_minute("lists", "key_1", "429")


def test_what_it_remembers_has_an_end() -> None:
    with clock.at(NOON):
        assert all(first_in_minute("lists", str(number)) for number in range(2 * seldom.MOST + 5))
        assert len(seldom._seen) <= seldom.MOST
        assert not first_in_minute("lists", str(2 * seldom.MOST + 4))
