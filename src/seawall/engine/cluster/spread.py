"""Which shard an id lies in."""

import numpy as np
from numpy.typing import NDArray

from seawall.engine.codes import Codes, Ids

# The finisher of splitmix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014).
_STEP, _FIRST, _SECOND = (np.uint64(n) for n in (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB))


def shard_of(ids: Ids, shards: int) -> NDArray[np.intp]:
    """The shard (0 to shards - 1) of each id. What is stored depends on it: it must never change."""
    mixed = ids + _STEP
    mixed = (mixed ^ (mixed >> np.uint64(30))) * _FIRST
    mixed = (mixed ^ (mixed >> np.uint64(27))) * _SECOND
    mixed ^= mixed >> np.uint64(31)
    return (mixed % np.uint64(shards)).astype(np.intp)


def by_shard(ids: Ids, codes: Codes | None, shards: int) -> dict[int, tuple[Ids, Codes | None]]:
    """The ids, with the codes if there are any, of each shard that has some, in their order."""
    shard = shard_of(ids, shards)
    rows = {number: np.flatnonzero(shard == number) for number in np.unique(shard).tolist()}
    return {number: (ids[mine], None if codes is None else codes[mine]) for number, mine in rows.items()}
