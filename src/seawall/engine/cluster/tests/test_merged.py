"""The answers of the shards, put together, are the answer of one index with everything in it."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from seawall.engine import Index
from seawall.engine.cluster import merged
from seawall.engine.cluster.spread import by_shard
from seawall.engine.cluster.tests.same import check_same
from seawall.engine.search.tests.oracle import flipped, some_codes

SHARDS = 3


@pytest.fixture(scope="module")
def indexes(tmp_path_factory: pytest.TempPathFactory) -> list[Index]:
    """The whole, then its shards; many codes near to each other, and ids with several of them."""
    rng, base = np.random.default_rng(4), some_codes(4)
    codes = np.array([flipped(base[n % 4], rng.integers(0, 256, n % 25).tolist()) for n in range(400)])
    ids = rng.integers(0, 150, 400).astype(np.uint64)
    folder = tmp_path_factory.mktemp("indexes")
    whole, *shards = [Index.open(folder / str(n), writable=True) for n in range(SHARDS + 1)]
    whole.add(ids, codes)
    for shard, part in by_shard(ids, codes, SHARDS).items():
        shards[shard].add(*part)
    return [whole, *shards]


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    asked=st.lists(st.tuples(st.integers(0, 4), st.integers(0, 30), st.integers(0, 31)), max_size=6),
    limit=st.sampled_from([0, 1, 2, 7, 50, 1000]),
)
def test_it_is_what_one_index_answers(
    indexes: list[Index], asked: list[tuple[int, int, int]], limit: int
) -> None:
    bases = some_codes(5)
    queries = np.array([flipped(bases[base], list(range(bits))) for base, bits, _ in asked], np.uint8)
    queries, radii = queries.reshape(-1, 32), np.array([radius for *_, radius in asked], np.uint8)
    whole, *shards = indexes
    found = [shard.search_places(queries, radii, limit) for shard in shards]
    check_same(
        merged.of_shards(found, queries=len(queries), limit=limit).matches,
        whole.search(queries, radii, limit),
    )
    pieces = [merged.of_shards([whole.search_places(q, r, limit)], queries=1, limit=limit).matches for q, r in zip(queries, radii, strict=True)]  # fmt: skip
    if pieces:
        check_same(merged.of_pieces(pieces), whole.search(queries, radii, limit))


def test_a_place_is_one_code_and_one_code_is_one_place(indexes: list[Index]) -> None:
    _, *shards = indexes
    queries = some_codes(4)
    (query, ids, distance, _), place = merged.of_shards(
        [shard.search_places(queries, 31, 0) for shard in shards], queries=4, limit=0
    )
    again = merged.of_shards(
        [s.search_places(np.concatenate([queries, queries]), 31, 0) for s in shards], queries=8, limit=0
    )
    assert len(place) > 300 and len(again.place) == 2 * len(place)
    for number in range(4):
        mine = sorted(zip(again.place[again.matches.query == number], ids[query == number], strict=True))
        twin = sorted(zip(again.place[again.matches.query == number + 4], ids[query == number], strict=True))
        assert mine == twin and len(set(mine)) == len(mine)
    assert len(set(place[query == 0].tolist())) == (query == 0).sum()
