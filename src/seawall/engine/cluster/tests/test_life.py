"""Random lives of a cluster - changes, searches, losses of replicas and of the warden - held to one index at every step."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from seawall.engine import Index
from seawall.engine.cluster.errors import Unfinished
from seawall.engine.cluster.index import ClusterIndex
from seawall.engine.cluster.tests.machines import Machines, created, replicas, suppress_gone, wardens
from seawall.engine.cluster.tests.same import check_same
from seawall.engine.codes import Codes
from seawall.engine.search.tests.oracle import flipped, pairs_of, some_codes

IDS = st.sampled_from([0, 1, 2, 3, 7, 1 << 32, (1 << 63) - 1, 1 << 63, (1 << 64) - 1])
BASES = [*some_codes(4), np.zeros(32, np.uint8), np.full(32, 255, np.uint8)]
CODES = st.builds(flipped, st.sampled_from(BASES), st.lists(st.integers(0, 255), max_size=20, unique=True))
STEPS = st.one_of(
    st.tuples(st.just("add"), st.lists(st.tuples(IDS, CODES), max_size=20), st.none() | st.integers(0, 99)),
    st.tuples(st.just("remove"), st.lists(IDS, max_size=4), st.none() | st.integers(0, 99)),
    st.tuples(
        st.just("search"),
        st.lists(st.tuples(CODES, st.integers(0, 31)), max_size=5),
        st.sampled_from([0, 1, 3, 1000]),
    ),
    st.tuples(st.just("search"), st.lists(st.tuples(CODES, st.integers(0, 31)), min_size=1), st.just(0)),
    st.tuples(st.just("lose a replica"), st.integers(0, 9), st.none()),
    st.tuples(st.just("lose the warden"), st.none(), st.none()),
)


class Life:
    """A cluster and one index that are told the same."""

    def __init__(self, folder: Path, cluster: ClusterIndex, one: Index) -> None:
        self.folder, self.cluster, self.one = folder, cluster, one

    def add(self, pairs: list[tuple[int, Codes]], mark: int | None) -> None:
        ids, codes = np.array([n for n, _ in pairs], np.uint64), rows([code for _, code in pairs])
        self.change(lambda index: index.add(ids, codes, mark))

    def remove(self, ids: list[int], mark: int | None) -> None:
        numbers = np.array(ids, np.uint64)
        self.change(lambda index: index.remove(numbers, mark))

    def change(self, deed: Callable[[ClusterIndex | Index], int]) -> None:
        wanted = deed(self.one)
        try:
            assert deed(self.cluster) == wanted
        except Unfinished:
            # The warden was lost in the middle of it: made again, it holds, whatever was stored before.
            deed(self.cluster)

    def search(self, queries: list[tuple[Codes, int]], limit: int) -> None:
        codes, radii = (
            rows([code for code, _ in queries]),
            np.array([radius for _, radius in queries], np.uint8),
        )
        check_same(self.cluster.search(codes, radii, limit), self.one.search(codes, radii, limit))

    def lose_a_replica(self, which: int, _: None) -> None:
        """One that another can stand in for: the last of a shard that dies may take minutes to be back, and no more."""
        there = replicas(self.folder)
        standing = {len(shard.nodes) for shard in self.cluster.state()}
        if standing == {2} and there:
            with suppress_gone():
                there[sorted(there)[which % len(there)]].kill()

    def lose_the_warden(self, *_: None) -> None:
        """If there is one: it may not be back yet."""
        with suppress_gone():
            for process in wardens(self.folder):
                process.kill()

    def check(self) -> None:
        ids, codes = self.cluster.pairs()
        pairs = list(zip(ids.tolist(), (code.tobytes() for code in codes), strict=True))
        assert len(pairs) == len(set(pairs)) == len(self.cluster) and set(pairs) == pairs_of(self.one)
        assert self.cluster.mark == self.one.mark


def rows(codes: list[Codes]) -> Codes:
    return np.array(codes, np.uint8).reshape(-1, 32)


@pytest.fixture(scope="module")
def life(machines: Machines, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Life]:
    folder = tmp_path_factory.mktemp("life")
    machines.whole()
    with (
        created(folder / "cluster", shards=2) as cluster,
        Index.open(folder / "one", writable=True) as one,
    ):
        yield Life(folder / "cluster", cluster, one)


@pytest.mark.slow
@settings(max_examples=12, phases=[Phase.generate], deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=st.lists(STEPS, min_size=4, max_size=15))
def test_it_is_like_one_index_whatever_is_lost(life: Life, steps: list[tuple[str, Any, Any]]) -> None:
    everything = life.one.pairs().ids
    life.change(lambda index: index.remove(everything, 0))
    for deed, *words in steps:
        getattr(life, deed.replace(" ", "_"))(*words)
    life.check()
