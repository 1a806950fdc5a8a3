"""An answer is taken from a replica that is as far as the warden says, and from no other."""

import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import ray

from seawall.engine.cluster.asking import AT_ONCE, Asker, Question
from seawall.engine.cluster.errors import ShardLost, WardenLost
from seawall.engine.cluster.nodes import Nodes, end, wait_for_the_end
from seawall.engine.cluster.replica import Place
from seawall.engine.cluster.talk import ASK, CHANGE, ask, got, here
from seawall.engine.cluster.tests.machines import Machines
from seawall.engine.cluster.warden import Bearings

KEY = ("a", 1)


class Claims:
    """A warden who says of one replica what it was told to say."""

    def __init__(self, version: int, replica: Any) -> None:
        self._version, self._replica, self._suspected = version, replica, 0

    def bearings(self) -> Bearings:
        return [(self._version, (KEY,))]

    def actors(self) -> dict[tuple[str, int], Any]:
        return {KEY: self._replica}

    def suspect(self, numbers: list[int]) -> None:
        self._suspected += len(numbers)

    def suspected(self) -> int:
        return self._suspected


@pytest.fixture(scope="module")
def replica(machines: Machines, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    actor = Nodes("claims").start(Place(tmp_path_factory.mktemp("claims"), "pdq", 0, "a"), here())
    got(ask(actor, "begin", group=CHANGE), 60)
    yield actor
    end(actor)


@pytest.fixture
def asker(replica: Any) -> Iterator[Callable[[int], Asker]]:
    made = []

    def asker(version: int) -> Asker:
        warden = ray.remote(num_cpus=0, concurrency_groups={ASK: 2})(Claims).remote(version, replica)
        made.append(warden)
        # A process takes its time to start; what is tried here is patience with one that runs.
        assert got(ask(warden, "suspected"), 120) == 0
        return Asker(warden, patience=1.5)

    yield asker
    for warden in made:
        end(warden)


def test_who_is_far_enough_is_believed(asker: Callable[[int], Asker]) -> None:
    many = [Question(0, "size", ())] * (5 * AT_ONCE)
    assert asker(0).answers(many) == [0] * len(many)
    assert asker(0).answers([]) == []


def test_who_is_behind_is_not_believed_and_the_warden_hears_of_it(asker: Callable[[int], Asker]) -> None:
    claims = asker(1)
    before = time.monotonic()
    with pytest.raises(ShardLost, match="shard 0"):
        claims.answers([Question(0, "size", ())])
    assert time.monotonic() - before > 1.5
    assert claims.of_warden("suspected") > 0


def test_what_a_replica_raises_is_its_own_fault_and_named(asker: Callable[[int], Asker]) -> None:
    with pytest.raises(ShardLost, match="FileNotFoundError"):
        asker(0).answers([Question(0, "piece", ("no such file", 0, 1))])


def test_without_a_warden_nothing_is_believed(asker: Callable[[int], Asker]) -> None:
    claims = asker(0)
    assert claims.answers([Question(0, "size", ())]) == [0]
    end(claims.warden)
    wait_for_the_end(claims.warden)
    with pytest.raises(WardenLost):
        claims.answers([Question(0, "size", ())])
