"""A second process that goes ahead: the same as if it were done in turn, also where it goes wrong."""

import os
import signal
from collections.abc import Iterator

import pytest

from seawall.core.ahead import Ended, ahead
from seawall.wire.faults import Fault, Malformed, Problem, Unit

FAULT = Fault(Unit.RECORD, 3, "MD5", Problem.WRONG)


def numbers() -> Iterator[int]:
    yield from range(5)


def spoiled() -> Iterator[int]:
    yield 1
    raise Malformed(FAULT)


def killed() -> Iterator[int]:
    yield 1
    os.kill(os.getpid(), signal.SIGKILL)


def endless() -> Iterator[bytes]:
    while True:
        yield bytes(1 << 20)


def test_it_gives_what_is_made_in_another_process_in_its_order() -> None:
    with ahead(numbers) as made:
        assert list(made) == [0, 1, 2, 3, 4]
    with ahead(lambda: iter([os.getpid()])) as made:
        assert list(made) != [os.getpid()]


def test_what_it_raises_is_raised_in_its_place() -> None:
    with ahead(spoiled) as made:
        assert next(made) == 1
        with pytest.raises(Malformed) as raised:
            next(made)
    assert raised.value.fault == FAULT


def test_one_that_was_killed_is_not_taken_for_one_that_came_to_its_end() -> None:
    with ahead(killed) as made:
        assert next(made) == 1
        with pytest.raises(Ended):
            next(made)


def test_whoever_leaves_early_leaves_no_process_behind() -> None:
    with ahead(lambda: iter([os.getpid()])) as made:
        pid = next(made)
    with ahead(endless) as many:
        assert len(next(many)) == 1 << 20
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
