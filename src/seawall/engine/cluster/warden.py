"""The warden: the one process of a cluster that knows which replicas are whole. Every change goes through it, and every search
asks it first. It keeps the roll on the disk of its node; started again there, it goes on from it."""

import itertools
import time
from pathlib import Path
from typing import Any, NamedTuple

from seawall.engine.cluster.changes import held, store
from seawall.engine.cluster.errors import Unfinished
from seawall.engine.cluster.mender import Mender
from seawall.engine.cluster.nodes import Nodes
from seawall.engine.cluster.replica import Change
from seawall.engine.cluster.roll import RollFile
from seawall.engine.cluster.shard import Shard
from seawall.engine.errors import Locked
from seawall.engine.search.disk import NotWritten
from seawall.engine.search.writer import lock

# The one before may still be ending.
TAKING_OVER_SECONDS = 60.0
# Of each shard: its version, and the keys (token, term) of the seats that hold all of it.
Bearings = list[tuple[int, tuple[tuple[str, int], ...]]]


class About(NamedTuple):
    cluster: str
    kind: str
    width: int
    shards: int


class ShardState(NamedTuple):
    """For the operator: changes so far, nodes of the living replicas, how many there should be, what is wrong."""

    shard: int
    version: int
    nodes: tuple[str, ...]
    replicas: int
    trouble: str


class Warden:
    def __init__(self, folder: Path) -> None:
        self._lock = _lock(folder)
        self._roll = RollFile(folder)
        self._terms = itertools.count(self._roll.next_era() << 32)
        self._shards = [Shard(number) for number in range(len(self._roll.roll.members))]
        nodes = Nodes(self._roll.roll.cluster)
        for shard in self._shards:
            Mender(
                shard, folder=folder, roll=self._roll, nodes=nodes, next_term=lambda: next(self._terms)
            ).start()

    def about(self) -> About:
        roll = self._roll.roll
        return About(roll.cluster, roll.kind, roll.width, len(roll.members))

    def bearings(self) -> Bearings:
        standings = [shard.standing for shard in self._shards]
        return [(standing.version, tuple(seat.key for seat in standing.seats)) for standing in standings]

    def actors(self) -> dict[tuple[str, int], Any]:
        """The actor of each seat."""
        return {seat.key: seat.actor for shard in self._shards for seat in shard.standing.seats}

    def suspect(self, numbers: list[int]) -> None:
        """A client had no answer from a replica of these shards."""
        for number in numbers:
            self._shards[number].call.set()

    def change(self, parts: dict[int, Change], mark: int | None, patience: float) -> int:
        """Store each shard's part in all its living replicas; returns the pairs added or withdrawn.

        Raises `ShardLost` if a shard has no living replica for `patience` seconds, `NotWritten` if nothing was stored,
        `Unfinished` if that is not certain.
        """
        shards = {self._shards[number]: parts[number] for number in sorted(parts)}
        with held(list(shards), patience):
            count = store(shards, self._roll)
            self._note(mark)
        return count

    def _note(self, mark: int | None) -> None:
        if mark is None:
            return
        try:
            self._roll.note(mark)
        except NotWritten as error:
            raise Unfinished(f"it is stored, but its mark could not be noted: {error}") from error

    def mark(self) -> int | None:
        return self._roll.roll.mark

    def state(self) -> list[ShardState]:
        wanted = self._roll.roll.replicas
        return [
            ShardState(
                shard.number,
                shard.standing.version,
                tuple(seat.node for seat in shard.standing.seats),
                wanted,
                shard.trouble,
            )
            for shard in self._shards
        ]


def _lock(folder: Path) -> int:
    deadline = time.monotonic() + TAKING_OVER_SECONDS
    while True:
        try:
            return lock(folder)
        except Locked:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
