"""Sealing and merging: fewer segments, the same answers, whatever happens meanwhile."""

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from seawall.engine.codes import Codes
from seawall.engine.search import index as index_module
from seawall.engine.search import merge, writer
from seawall.engine.search.index import Index
from seawall.engine.search.kernel import KERNEL
from seawall.engine.search.manifest import SegmentEntry
from seawall.engine.search.segment_file import Contents
from seawall.engine.search.segments import Segment
from seawall.engine.search.tests.oracle import Oracle, check, check_search, some_codes


def both(index: Index, oracle: Oracle, deed: str, *values: object) -> None:
    assert getattr(index, deed)(*values) == getattr(oracle, deed)(*values)


def seal(index: Index) -> None:
    index._source.seal()  # type: ignore[union-attr]


def segments(index: Index) -> int:
    return len(index._view().segments)


def test_it_writes_one_segment_without_what_was_withdrawn(tmp_path: Path) -> None:
    oracle, codes = Oracle(), some_codes(60)
    with Index.open(tmp_path, writable=True) as index, Index.open(tmp_path) as reader:
        for at in range(0, 60, 20):
            both(index, oracle, "add", list(range(at, at + 20)), codes[at : at + 20], at)
            seal(index)
        both(index, oracle, "remove", [1, 21, 41])
        assert segments(index) == segments(reader) == 3
        check(reader, oracle)
        index.merge()
        assert segments(index) == segments(reader) == 1
        check(reader, oracle)
        check_search(reader.search(codes), oracle, codes, [31] * 60, 1000)
        assert codes[1].tobytes() not in next(tmp_path.glob("segment-*")).read_bytes()


def test_merging_twice_or_nothing_changes_nothing(tmp_path: Path) -> None:
    with Index.open(tmp_path, writable=True) as index:
        index.merge()
        assert len(index) == 0 and not list(tmp_path.glob("segment-*"))
        index.add([1, 2], some_codes(2))
        index.merge()
        files = sorted(path.name for path in tmp_path.iterdir())
        index.merge()
        assert sorted(path.name for path in tmp_path.iterdir()) == files
        index.remove([1, 2])
        index.merge()
        assert len(index) == 0 and not list(tmp_path.glob("segment-*"))


@pytest.mark.parametrize("deed", ["remove", "remove and add again", "add"])
def test_what_changes_while_it_writes_is_obeyed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, deed: str
) -> None:
    """The kernel is interrupted in the middle of sealing; a reader follows before and after."""
    meanwhile: list[Callable[[], None]] = []

    def interrupted(codes: Codes, *, seed: int) -> dict[str, NDArray[np.generic]]:
        while meanwhile:
            meanwhile.pop()()
        return KERNEL.seal(codes, seed=seed)

    monkeypatch.setattr(index_module, "KERNEL", replace(KERNEL, seal=interrupted))
    oracle, codes = Oracle(), some_codes(40)
    with Index.open(tmp_path, writable=True) as index, Index.open(tmp_path) as reader:

        def change() -> None:
            if deed != "add":
                both(index, oracle, "remove", [3, 23])
            if deed != "remove":
                both(index, oracle, "add", [3, 50], codes[:2])
            check(reader, oracle)

        for at in (0, 20):
            both(index, oracle, "add", list(range(at, at + 20)), codes[at : at + 20], at)
            meanwhile.append(change)
            seal(index)
            assert not meanwhile
            check(reader, oracle)
        both(index, oracle, "add", [3, 23], codes[3:5])
        meanwhile.append(change)
        index.merge()
        for one in (index, reader, again := Index.open(tmp_path)):
            check(one, oracle)
        again.close()
        index.merge()
        check(reader, oracle)


def test_it_merges_by_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "TAIL_ROWS", 50)
    oracle, codes = Oracle(), some_codes(3000)
    with Index.open(tmp_path, writable=True) as index:
        for at in range(0, 3000, 20):
            both(index, oracle, "add", list(range(at, at + 20)), codes[at : at + 20])
        patience = time.monotonic() + 60
        while not 1 <= segments(index) <= 6:
            assert time.monotonic() < patience, segments(index)
            time.sleep(0.01)
        check(index, oracle)
    check(Index.open(tmp_path), oracle)


def test_more_than_a_tail_is_sealed_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was withdrawn before must not take the same id with it when it is added again this way."""
    monkeypatch.setattr(writer, "TAIL_ROWS", 50)
    oracle, codes = Oracle(), some_codes(100)
    with Index.open(tmp_path, writable=True) as index, Index.open(tmp_path) as reader:
        both(index, oracle, "add", [1, 2], codes[:2], 1)
        both(index, oracle, "remove", [1, 2], 2)
        twice = [*range(50), *range(50)], np.concatenate([codes[:50], codes[:50]])
        both(index, oracle, "add", *twice, 3)
        both(index, oracle, "add", *twice, 4)
        for one in (index, reader, again := Index.open(tmp_path)):
            check(one, oracle)
        again.close()


def test_a_segment_of_another_kernel_is_searched_and_sealed_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    codes = some_codes(20)
    with Index.open(tmp_path, writable=True) as index:
        index.add(np.arange(20), codes)
        index.merge()
    newer = replace(KERNEL, oldest=KERNEL.format + 1, format=KERNEL.format + 1)
    monkeypatch.setattr(index_module, "KERNEL", newer)
    with Index.open(tmp_path, writable=True) as index:
        assert index.search(codes, radius=0).id.tolist() == list(range(20))
        index.merge()
        assert index._view().segments[0].format == newer.format


def sized(*sizes: int) -> list[Segment]:
    empty = {"codes": np.zeros((0, 32), np.uint8)}
    return [
        Segment(
            SegmentEntry(number, size, 0, ""),
            replace(KERNEL, Sealed=lambda *_: None),  # type: ignore[arg-type, return-value]
            Contents(KERNEL.format, size, {"ids": np.zeros(size, np.uint64), **empty}),
            0,
        )
        for number, size in enumerate(sizes)
    ]


@pytest.mark.parametrize(
    ("sizes", "merged"),
    [
        ([], 0),
        ([50], 0),
        ([50, 50], 2),
        ([50, 201], 0),
        ([50, 200], 2),
        ([10, 50, 301, 1500], 0),
        ([10, 50, 100, 1000], 3),
        ([50, 201, 900], 3),
    ],
)
def test_small_segments_are_merged_before_large_ones(sizes: list[int], merged: int) -> None:
    chosen = merge.due(sized(*sizes), KERNEL.oldest)
    assert sorted(map(len, chosen)) == sorted(sizes)[:merged]


def test_a_segment_is_written_anew_when_much_of_it_is_withdrawn() -> None:
    [segment] = sized(100)
    segment.dead.kill(np.arange(25))
    assert merge.due([segment], KERNEL.oldest) == []
    segment.dead.kill(np.arange(26))
    assert merge.due([segment], KERNEL.oldest) == [segment]
