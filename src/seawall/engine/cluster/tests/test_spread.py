"""Where an id lies: everywhere alike, and for ever."""

import numpy as np

from seawall.engine.cluster.spread import by_shard, shard_of
from seawall.engine.search.tests.oracle import some_codes

ENDS = np.array([0, 1, 2, 1 << 32, (1 << 63) - 1, 1 << 63, (1 << 64) - 1], np.uint64)


def test_an_id_lies_where_it_always_lay() -> None:
    """What is stored was spread by these numbers: another mixing would lose it."""
    assert shard_of(ENDS, 8).tolist() == [7, 1, 6, 0, 7, 3, 0]
    assert shard_of(ENDS, 1).tolist() == [0] * 7
    # The published first output of splitmix64 from state 0 is E220A8397B1DCDAF.
    assert shard_of(ENDS[:1], 4096).tolist() == [0xE220A8397B1DCDAF % 4096]


def test_consecutive_ids_are_spread_evenly() -> None:
    for shards in (2, 3, 8, 100):
        counts = np.bincount(shard_of(np.arange(100_000, dtype=np.uint64), shards), minlength=shards)
        assert counts.min() > 0.85 * 100_000 / shards


def test_every_pair_goes_to_one_shard() -> None:
    ids, codes = np.arange(1000, dtype=np.uint64) // 3, some_codes(1000)
    parts = by_shard(ids, codes, 7)
    back = [
        (int(i), c.tobytes()) for mine, of_mine in parts.values() for i, c in zip(mine, of_mine, strict=True)
    ]  # type: ignore[arg-type]
    assert sorted(back) == sorted(zip(ids.tolist(), (code.tobytes() for code in codes), strict=True))
    for shard, (mine, _) in parts.items():
        assert set(shard_of(mine, 7).tolist()) == {shard}
    assert by_shard(np.empty(0, np.uint64), None, 7) == {}
