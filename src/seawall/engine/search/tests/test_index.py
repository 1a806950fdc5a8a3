"""Adding, withdrawing and searching through the public door, at the edges."""

from pathlib import Path

import numpy as np
import pytest

from seawall.engine import Index
from seawall.engine.errors import BadInput
from seawall.engine.search import writer
from seawall.engine.search.tests.oracle import Oracle, check, check_search, flipped, some_codes

ENDS = [0, 1, (1 << 32) - 1, 1 << 32, (1 << 63) - 1, 1 << 63, (1 << 64) - 2, (1 << 64) - 1]


@pytest.mark.parametrize("sealed", [False, True])
def test_it_finds_every_code_within_the_radius(tmp_path: Path, sealed: bool) -> None:
    oracle, base = Oracle(), some_codes(1)[0]
    near = np.array([flipped(base, list(range(bits))) for bits in range(40)])
    with Index.open(tmp_path, writable=True) as index:
        for one in (index, oracle):
            one.add(list(range(40)), near)
        if sealed:
            index.merge()
        for limit in (0, 1, 5):
            radii = list(range(32))
            found = index.search(np.repeat(base[None], 32, axis=0), np.array(radii), limit)
            check_search(found, oracle, np.repeat(base[None], 32, axis=0), radii, limit)
        assert index.search(base).id.tolist() == list(range(32))
        assert index.search(base, radius=0).distance.tolist() == [0]


@pytest.mark.parametrize("sealed", [False, True])
def test_ids_are_any_number_of_64_bits(tmp_path: Path, sealed: bool) -> None:
    ids, codes = np.array(ENDS, np.uint64), some_codes(len(ENDS))
    with Index.open(tmp_path, writable=True) as index:
        index.add(ids, codes)
        if sealed:
            index.merge()
        assert index.search(codes, radius=0).id.tolist() == ENDS
        assert index.remove(ids[::2]) == 4
        assert index.search(codes, radius=0).id.tolist() == ENDS[1::2]
        assert index.pairs(ids).ids.tolist() == ENDS[1::2]


@pytest.mark.parametrize("copies", [1, 2, 64, 1024, 3000])
def test_one_code_or_many_equal_ones_are_found(tmp_path: Path, copies: int) -> None:
    code = some_codes(1)
    with Index.open(tmp_path, writable=True) as index:
        index.add(np.arange(copies), np.repeat(code, copies, axis=0))
        for _ in range(2):
            found = index.search(flipped(code[0], list(range(31))), limit=0)
            assert sorted(found.id.tolist()) == list(range(copies)) and set(found.distance.tolist()) == {31}
            assert index.search(code, limit=1).cut.tolist() == [copies > 1]
            index.merge()


def test_the_same_pair_twice_is_one(tmp_path: Path) -> None:
    code = some_codes(1)
    with Index.open(tmp_path, writable=True) as index:
        assert index.add([5, 5], np.repeat(code, 2, axis=0)) == 1
        index.merge()
        assert index.add([5, 6], np.repeat(code, 2, axis=0)) == 1
        assert index.search(code).id.tolist() == [5, 6]
        assert index.remove([5]) == 1 and index.remove([5, 77]) == 0
        assert index.add([5], code) == 1 and index.add([5], code) == 0
        assert sorted(index.search(code).id.tolist()) == [5, 6]


def test_an_empty_index_and_an_empty_query_find_nothing(tmp_path: Path) -> None:
    nothing = np.empty((0, 32), np.uint8)
    with Index.open(tmp_path, writable=True) as index:
        for _ in range(2):
            assert [len(part) for part in index.search(nothing)] == [0, 0, 0, 0]
            found = index.search(some_codes(3, 9))
            assert len(found.id) == 0 and found.cut.tolist() == [False] * 3
            assert [part.dtype for part in found] == [np.uint32, np.uint64, np.uint8, np.bool_]
            assert index.add(np.empty(0, np.uint64), nothing) == index.remove([]) == 0
            index.add(np.arange(3), some_codes(3))
        assert len(index) == 3


def test_a_mark_is_committed_with_or_without_codes(tmp_path: Path) -> None:
    nothing = np.empty((0, 32), np.uint8)
    with Index.open(tmp_path, writable=True) as index:
        assert index.mark is None
        for mark in (-(1 << 63), 0, (1 << 63) - 1):
            index.add([], nothing, mark=mark)
            assert index.mark == Index.open(tmp_path).mark == mark
        index.remove([], mark=4)
        index.merge()
        assert index.mark == Index.open(tmp_path).mark == 4


@pytest.mark.parametrize(
    ("ids", "codes", "mark"),
    [
        ([1], some_codes(2), None),
        ([-1], some_codes(1), None),
        ([0.5], some_codes(1), None),
        ([1], some_codes(1, width=16), None),
        ([1], some_codes(1).astype(np.int64), None),
        ([1], some_codes(1), 1 << 63),
    ],
)
def test_what_is_no_code_or_id_is_refused(
    tmp_path: Path, ids: object, codes: object, mark: int | None
) -> None:
    with Index.open(tmp_path, writable=True) as index:
        with pytest.raises(BadInput):
            index.add(ids, codes, mark)
        assert len(index) == 0 and index.mark is None


@pytest.mark.parametrize(("radius", "limit"), [(32, 1), (-1, 1), ([1, 2], 1), (0.5, 1), (31, -1)])
def test_what_is_no_radius_or_limit_is_refused(tmp_path: Path, radius: object, limit: int) -> None:
    with Index.open(tmp_path, writable=True) as index, pytest.raises(BadInput):
        index.search(some_codes(1), radius, limit)


@pytest.mark.parametrize(("kind", "width"), [("md5", 16), ("sha1", 20), ("sha256", 32)])
def test_exact_kinds_find_equal_codes_only(
    tmp_path: Path, kind: str, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "TAIL_ROWS", 60)
    # Zeros at the end, and codes that differ in the last byte alone, are where texts of bytes go wrong.
    codes = np.concatenate([some_codes(200, width=width), np.zeros((3, width), np.uint8)])
    codes[201, -1], codes[202, 0] = 1, 1
    with Index.open(tmp_path, writable=True, kind=kind) as index:  # type: ignore[arg-type]
        for at in range(0, 203, 29):
            part = slice(at, min(at + 29, 203))
            index.add(np.arange(203)[part], codes[part])
        index.add([900, 901], codes[[7, 200]])
        for _ in range(2):
            found = index.search(codes, limit=0)
            wanted = sorted([(at, at) for at in range(203)] + [(7, 900), (200, 901)])
            assert sorted(zip(found.query.tolist(), found.id.tolist(), strict=True)) == wanted
            assert not found.distance.any() and not found.cut.any()
            assert index.search(codes[[7, 8]], limit=1).cut.tolist() == [True, False]
            assert len(index.search(some_codes(50, 5, width)).id) == 0
            index.merge()
        assert index.remove([7, 200]) == 2
        assert index.search(codes[[7, 200]]).id.tolist() == [900, 901]
        check(Index.open(tmp_path), oracle_of(index))


def oracle_of(index: Index) -> Oracle:
    ids, codes = index.pairs()
    return Oracle(set(zip(ids.tolist(), (code.tobytes() for code in codes), strict=True)))
