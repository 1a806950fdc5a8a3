"""A change: stored by all living replicas of its shards, or acknowledged to nobody."""

import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from typing import Any

from ray.exceptions import RayError

from seawall.engine.cluster.errors import ShardLost, Unfinished
from seawall.engine.cluster.replica import Change
from seawall.engine.cluster.roll import RollFile
from seawall.engine.cluster.shard import Seat, Shard, Standing
from seawall.engine.cluster.talk import CHANGE, ask, got, put, ready
from seawall.engine.errors import EngineError
from seawall.engine.search.disk import NotWritten

# A replica that has not stored a change by then is left behind: it is not asked again before it was made anew.
STORING_SECONDS = 60.0
Answers = dict[Seat, int | str | Exception]


@contextmanager
def held(shards: list[Shard], seconds: float) -> Iterator[None]:
    """All these shards, none of them lost, and nobody else changes them. Raises `ShardLost` if one is not back in time."""
    deadline = time.monotonic() + seconds
    while True:
        missing = tuple(s.number for s in shards if not s.wait(deadline - time.monotonic()))
        if missing:
            raise ShardLost(lost(missing), missing)
        with ExitStack() as locks:
            for shard in shards:
                locks.enter_context(shard.changing)
            if all(shard.standing.seats for shard in shards):
                yield
                return


def lost(shards: tuple[int, ...]) -> str:
    numbers = ", ".join(map(str, shards))
    return f"no living replica of shard {numbers}: without it nothing can be answered or stored whole"


def store(shards: Mapping[Shard, Change], roll: RollFile) -> int:
    """Store each shard's part; returns the pairs added or withdrawn in all. The caller holds the shards.

    Raises `NotWritten` if nothing was stored anywhere, `Unfinished` if that is not certain.
    """
    changes = {shard: put(change) for shard, change in shards.items()}
    asked = {
        shard: {seat: _asked(shard, seat, change) for seat in shard.standing.seats}
        for shard, change in changes.items()
    }
    everything = [answer for answers in asked.values() for answer in answers.values()]
    ready(everything, STORING_SECONDS, count=len(everything))
    outcomes: list[int | NotWritten | Unfinished] = []
    for shard, answers in asked.items():
        outcomes.append(_settle(shard, {seat: _said(a) for seat, a in answers.items()}, changes[shard], roll))
    return _together(outcomes)


def _asked(shard: Shard, seat: Seat, change: Any) -> Any:
    return ask(seat.actor, "apply", seat.term, shard.standing.version + 1, change, group=CHANGE)


def _said(answer: Any) -> int | str | Exception:
    try:
        said: int | str = got(answer, 0)
        return said
    except (RayError, EngineError, OSError) as error:
        return error


def _settle(shard: Shard, answers: Answers, change: Any, roll: RollFile) -> int | NotWritten | Unfinished:
    """Let out who has not stored it, for good if others have; then the change counts."""
    stored = {seat: said for seat, said in answers.items() if isinstance(said, int)}
    refused = {seat: said for seat, said in answers.items() if isinstance(said, str)}
    version = shard.standing.version
    for seat in answers.keys() - stored.keys() - refused.keys():
        shard.let_out(seat.key)
    try:
        if stored:
            for seat in refused:
                shard.let_out(seat.key)
            roll.enrol(shard.number, {seat.token for seat in stored})
            if shard.since is not None:
                shard.since[version + 1] = change
            shard.standing = Standing(version + 1, shard.standing.seats)
            return next(iter(stored.values()))
        if refused:
            # Who did not answer may hold it all the same, and must not be taken for whole again.
            roll.enrol(shard.number, {seat.token for seat in refused})
            return NotWritten(next(iter(refused.values())))
    except NotWritten as error:
        _doubt(shard)
        return Unfinished(
            f"the roll could not be written, so shard {shard.number} cannot answer for it: {error}"
        )
    return Unfinished(f"every replica of shard {shard.number} was lost while storing")


def _doubt(shard: Shard) -> None:
    """Nobody can say which replicas are whole: all are let out, and come back by the roll as it is on the disk."""
    for seat in shard.standing.seats:
        shard.let_out(seat.key)


def _together(outcomes: list[int | NotWritten | Unfinished]) -> int:
    counts = [outcome for outcome in outcomes if isinstance(outcome, int)]
    faults = [outcome for outcome in outcomes if not isinstance(outcome, int)]
    if not faults:
        return sum(counts)
    unfinished = [fault for fault in faults if isinstance(fault, Unfinished)]
    if not counts and not unfinished:
        raise faults[0]
    raise Unfinished(
        f"{len(counts)} of {len(outcomes)} shards have stored it; repeat the change: {(unfinished or faults)[0]}"
    )
