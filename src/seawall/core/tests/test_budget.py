"""A limit holds for all threads and processes of the machine together, and a restart does not renew it."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from seawall.core import clock
from seawall.core.budget import Budget, Limits, Used
from seawall.core.errors import TooOften

NOON = datetime(2026, 11, 20, 12, 0, 15, tzinfo=UTC)
LIMITS = Limits(per_minute=10, per_day=25)
TAKER = """
import django
django.setup()
import sys
from pathlib import Path
from seawall.core.budget import Budget, Limits
from seawall.core.errors import TooOften
budget, got = Budget(Path(sys.argv[1])), 0
for _ in range(400):
    try:
        budget.take(1, Limits(10**9, 1000))
        got += 1
    except TooOften:
        pass
print(got)
"""


@pytest.fixture
def counters(tmp_path: Path) -> Path:
    return tmp_path / "limits" / "key_1"


def test_it_counts_in_the_minute_and_the_day(counters: Path) -> None:
    with clock.at(NOON):
        assert Budget(counters).take(4, LIMITS) == Used(4, 4)
        assert Budget(counters).take(6, LIMITS) == Used(10, 10)
    with clock.at(NOON + timedelta(minutes=1)):
        assert Budget(counters).take(1, LIMITS) == Used(1, 11)
    with clock.at(NOON + timedelta(days=1)):
        assert Budget(counters).used() == Used(0, 0)


def test_beyond_the_minute_it_says_when_to_come_again_and_counts_nothing(counters: Path) -> None:
    budget = Budget(counters)
    with clock.at(NOON):
        budget.take(9, LIMITS)
        with pytest.raises(TooOften, match="leaves 1 fingerprint[.]") as refused:
            budget.take(2, LIMITS)
        assert refused.value.headers == {"Retry-After": "45"}
        assert budget.take(1, LIMITS) == Used(10, 10)


def test_beyond_the_day_it_says_so(counters: Path) -> None:
    budget = Budget(counters)
    for minute in range(2):
        with clock.at(NOON + timedelta(minutes=minute)):
            budget.take(10, LIMITS)
    with clock.at(NOON + timedelta(minutes=2)), pytest.raises(TooOften, match="a day leaves 5 ") as refused:
        budget.take(6, LIMITS)
    assert refused.value.headers["Retry-After"] == str(12 * 3600 - 120 - 15)


def test_what_could_not_be_answered_is_given_back(counters: Path) -> None:
    budget = Budget(counters)
    with clock.at(NOON):
        budget.take(7, LIMITS)
        budget.give_back(3)
        assert budget.used() == Used(4, 4)
    with clock.at(NOON + timedelta(minutes=1)):
        budget.give_back(3)
        assert budget.used() == Used(0, 1)


def test_a_limit_that_was_lowered_leaves_nothing(counters: Path) -> None:
    budget = Budget(counters)
    with clock.at(NOON):
        budget.take(10, LIMITS)
        with pytest.raises(TooOften, match="leaves 0 fingerprints"):
            budget.take(1, Limits(5, 5))


def test_processes_and_threads_share_it(counters: Path) -> None:
    counters.parent.mkdir()
    argv = [sys.executable, "-c", TAKER, str(counters)]
    others = [subprocess.Popen(argv, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    budget, wide = Budget(counters), Limits(10**9, 1000)

    def take(_: int) -> int:
        try:
            budget.take(1, wide)
        except TooOften:
            return 0
        return 1

    with ThreadPoolExecutor(4) as threads:
        mine = sum(threads.map(take, range(800)))
    theirs = sum(int(other.communicate(timeout=60)[0]) for other in others)
    assert mine + theirs == 1000


def test_a_file_that_was_cut_begins_anew(counters: Path) -> None:
    counters.parent.mkdir()
    counters.write_bytes(b"\x01\x02")
    with clock.at(NOON):
        assert Budget(counters).take(3, LIMITS) == Used(3, 3)
