"""Limits that hold for all processes of this machine: one small file of counters for each holder, without the database.

A limit counted in one process is no limit where there are four, and one kept in the database would be asked at every call.
Counters survive a restart. After a power cut the last seconds may be missing from them, which costs nothing but a few
more looks.
"""

import fcntl
import os
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.utils.translation import gettext, ngettext

from seawall.core import clock
from seawall.core.errors import TooOften

MINUTE, DAY = 60, 86_400
# The minute and what was used in it, the day and what was used in it; both counted from the epoch, in UTC.
COUNTERS = struct.Struct("<QQQQ")


@dataclass(frozen=True, slots=True)
class Limits:
    per_minute: int
    per_day: int


@dataclass(frozen=True, slots=True)
class Used:
    minute: int = 0
    day: int = 0


def budget_of(name: str) -> "Budget":
    """The counters under this name, such as the id of a key, in the data folder."""
    return _budget(os.getpid(), Path(settings.DATA) / "limits" / name)


@lru_cache(maxsize=10_000)
def _budget(_process: int, path: Path) -> "Budget":
    """One for each process: its lock and its file must not be shared across a fork."""
    return Budget(path)


class Budget:
    """The counters of one holder. Safe from several threads and processes; made anew in every process."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        # Not for appending: counters are written in place. FileIO closes the file when nobody holds the budget any more.
        self._file = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b", buffering=0)
        # flock keeps processes apart, not the threads of one, which share the open file.
        self._thread = threading.Lock()

    def take(self, amount: int, limits: Limits, *, said: "Sentences | None" = None) -> Used:
        """Count `amount` in, or raise `TooOften` and count nothing: half a call helps nobody."""
        with self._alone():
            return self._taken(amount, limits, said or OF_FINGERPRINTS)

    def give_back(self, amount: int) -> None:
        """For a call that was counted and could not be answered."""
        with self._alone():
            minute, day = _now()
            before = self._read(minute, day)
            self._write(minute, day, Used(max(0, before.minute - amount), max(0, before.day - amount)))

    def used(self) -> Used:
        """What was counted in this minute and on this day."""
        return self._read(*_now())

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with self._thread:
            fcntl.flock(self._file, fcntl.LOCK_EX)
            try:
                yield
            finally:
                fcntl.flock(self._file, fcntl.LOCK_UN)

    def _taken(self, amount: int, limits: Limits, said: "Sentences") -> Used:
        minute, day = _now()
        before = self._read(minute, day)
        if before.day + amount > limits.per_day:
            raise TooOften(said.day(limits.per_day - before.day), _left_of(DAY))
        if before.minute + amount > limits.per_minute:
            raise TooOften(said.minute(limits.per_minute - before.minute), _left_of(MINUTE))
        after = Used(before.minute + amount, before.day + amount)
        self._write(minute, day, after)
        return after

    def _read(self, minute: int, day: int) -> Used:
        held = os.pread(self._file.fileno(), COUNTERS.size, 0)
        if len(held) < COUNTERS.size:
            return Used()
        its_minute, in_minute, its_day, in_day = COUNTERS.unpack(held)
        return Used(in_minute if its_minute == minute else 0, in_day if its_day == day else 0)

    def _write(self, minute: int, day: int, used: Used) -> None:
        os.pwrite(self._file.fileno(), COUNTERS.pack(minute, used.minute, day, used.day), 0)


def _now() -> tuple[int, int]:
    seconds = int(clock.now().timestamp())
    return seconds // MINUTE, seconds // DAY


def _left_of(span: int) -> int:
    return span - int(clock.now().timestamp()) % span


def day_is_used(left: int) -> str:
    return ngettext(
        "The limit for a day leaves %(left)s fingerprint. The next day begins at midnight UTC.",
        "The limit for a day leaves %(left)s fingerprints. The next day begins at midnight UTC.",
        left,
    ) % {"left": max(left, 0)}


def minute_is_used(left: int) -> str:
    return ngettext(
        "The limit for a minute leaves %(left)s fingerprint. Please ask again when the next minute begins.",
        "The limit for a minute leaves %(left)s fingerprints. Please ask again when the next minute begins.",
        left,
    ) % {"left": max(left, 0)}


class Sentences(NamedTuple):
    """What somebody is told whose limit is used up; each is made of how much is left."""

    day: Callable[[int], str]
    minute: Callable[[int], str]


OF_FINGERPRINTS = Sentences(day_is_used, minute_is_used)


def day_of_calls_is_used(_left: int) -> str:
    return gettext("Today's calls are used up. The next day begins at midnight UTC.")


def minute_of_calls_is_used(_left: int) -> str:
    return gettext("This minute's calls are used up. Please ask again when the next minute begins.")


OF_CALLS = Sentences(day_of_calls_is_used, minute_of_calls_is_used)
