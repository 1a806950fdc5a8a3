"""Random lives of an index - changes, seals, merges, crashes, restarts - held to a set of pairs at every step."""

import os
import shutil
import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from seawall.engine.codes import Codes
from seawall.engine.search import records, writer
from seawall.engine.search.index import Index
from seawall.engine.search.records import ADD, Record
from seawall.engine.search.tests.oracle import Oracle, check, check_search, flipped, some_codes

MEMORY = "/dev/shm" if os.path.isdir("/dev/shm") else None
IDS = st.sampled_from([0, 1, 2, 3, 7, 1 << 32, (1 << 63) - 1, 1 << 63, (1 << 64) - 1])
BASES = [*some_codes(4), np.zeros(32, np.uint8), np.full(32, 255, np.uint8)]
CODES = st.builds(flipped, st.sampled_from(BASES), st.lists(st.integers(0, 255), max_size=20, unique=True))
PAIRS = st.lists(st.tuples(IDS, CODES), max_size=30)
MARKS = st.none() | st.integers(-(1 << 63), (1 << 63) - 1)


def rows(codes: list[Codes]) -> Codes:
    return np.array(codes, np.uint8).reshape(-1, 32)


class Life(RuleBasedStateMachine):
    @initialize(seed=st.integers(0, (1 << 63) - 1))
    def begin(self, seed: int) -> None:
        self.base = Path(tempfile.mkdtemp(dir=MEMORY))
        self.folder = self.base / "index"
        self.oracle = Oracle()
        self.index = Index.open(self.folder, writable=True, seed=seed)
        self.follower = Index.open(self.folder)
        self.snapshots: list[tuple[Path, Oracle]] = []

    @rule(pairs=PAIRS, mark=MARKS)
    def add(self, pairs: list[tuple[int, Codes]], mark: int | None) -> None:
        ids, codes = [number for number, _ in pairs], rows([code for _, code in pairs])
        assert self.index.add(np.array(ids, np.uint64), codes, mark) == self.oracle.add(ids, codes, mark)

    @rule(ids=st.lists(IDS, max_size=4), mark=MARKS)
    def remove(self, ids: list[int], mark: int | None) -> None:
        assert self.index.remove(np.array(ids, np.uint64), mark) == self.oracle.remove(ids, mark)

    @rule()
    def seal(self) -> None:
        self.index._source.seal()  # type: ignore[union-attr]

    @rule()
    def merge(self) -> None:
        self.index.merge()
        assert len(self.index._source.view.segments) <= 1  # type: ignore[union-attr]

    @rule()
    def reopen(self) -> None:
        self.index.close()
        self.index = Index.open(self.folder, writable=True)

    @rule(torn=st.integers(0, 200), pairs=PAIRS)
    def crash(self, torn: int, pairs: list[tuple[int, Codes]]) -> None:
        """The process is gone in the middle of storing `pairs`: its files are as they are, with a piece of a record."""
        survived = self.base / f"crash-{len(list(self.base.iterdir()))}"
        with self.index._source._tidying:  # type: ignore[union-attr]
            shutil.copytree(self.folder, survived)
        ids, codes = np.array([number for number, _ in pairs], np.uint64), rows([code for _, code in pairs])
        data = records.encoded(Record(ADD, ids, codes), self.index._source._commits._journal.records)  # type: ignore[union-attr]
        with self._last_journal(survived).open("ab") as file:
            file.write(data[: min(torn, len(data) - 1)])
        (survived / "segment-999999").write_bytes(b"half a segm")
        self.index.close()
        self.follower.close()
        self.folder = survived
        check(reader := Index.open(self.folder), self.oracle)
        reader.close()
        self.index, self.follower = Index.open(self.folder, writable=True), Index.open(self.folder)

    def _last_journal(self, folder: Path) -> Path:
        return max(folder.glob("journal-*"), key=lambda path: int(path.name.split("-")[1]))

    @rule()
    def snapshot(self) -> None:
        target = self.base / f"snapshot-{len(self.snapshots)}"
        self.index.snapshot(target)
        self.snapshots.append((target, self.oracle.copy()))

    @rule(write=st.booleans())
    def live_on_in_a_snapshot(self, write: bool) -> None:
        for folder, oracle in self.snapshots[-1:]:
            with Index.open(folder, writable=write) as index:
                check(index, oracle)
                if write:
                    assert index.add([5], BASES[0]) == oracle.add([5], rows([BASES[0]]))
                    index.merge()
                    check(index, oracle)

    @rule(
        queries=st.lists(st.tuples(CODES, st.integers(0, 31)), max_size=5),
        limit=st.sampled_from([0, 1, 3, 1000]),
        following=st.booleans(),
    )
    def search(self, queries: list[tuple[Codes, int]], limit: int, following: bool) -> None:
        codes, radii = rows([code for code, _ in queries]), [radius for _, radius in queries]
        index = self.follower if following else self.index
        found = index.search(codes, np.array(radii, np.uint8), limit)
        check_search(found, self.oracle, codes, radii, limit)

    @rule()
    def follow(self) -> None:
        check(self.follower, self.oracle)

    @invariant()
    def nothing_is_lost(self) -> None:
        check(self.index, self.oracle)
        assert self.index.trouble == ""

    def teardown(self) -> None:
        if hasattr(self, "index"):
            self.follower.close()
            self.index.close()
            shutil.rmtree(self.base)


@pytest.fixture(autouse=True)
def small_tails(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tails fill up at once, so that sealing and merging in the background happen all the time."""
    monkeypatch.setattr(writer, "TAIL_ROWS", 25)


Life.TestCase.settings = settings(
    max_examples=60, stateful_step_count=40, suppress_health_check=list(HealthCheck)
)
TestLife = Life.TestCase
