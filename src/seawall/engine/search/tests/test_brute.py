"""The oracle itself, held to plain Python."""

import numpy as np

from seawall.engine.codes import as_radii
from seawall.engine.search import brute


def distance(one: bytes, other: bytes) -> int:
    return (int.from_bytes(one) ^ int.from_bytes(other)).bit_count()


def near(codes: np.ndarray, queries: np.ndarray, radius: int) -> list[tuple[int, int, int]]:
    pairs = [
        (q, distance(query.tobytes(), code.tobytes()), row)
        for q, query in enumerate(queries)
        for row, code in enumerate(codes)
    ]
    return sorted(pair for pair in pairs if pair[1] <= radius)


def some(n: int, seed: int = 1) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, 256, (n, 32), np.uint8)


def test_it_finds_what_counting_bits_finds() -> None:
    codes = some(300)
    queries = np.concatenate([some(70, 2), codes[:5], codes[7:9] ^ np.uint8(1)])
    found = brute.search(codes, queries, as_radii(31, 77))
    assert list(zip(found.query.tolist(), found.distance.tolist(), found.row.tolist(), strict=True)) == near(
        codes, queries, 31
    )
    assert not found.cut.any()
    assert [part.dtype for part in found] == [np.uint32, np.uint32, np.uint8, np.bool_]


def test_the_complement_is_far() -> None:
    """256 differing bits do not fit a byte, and must not come out as 0."""
    code = some(1)
    assert len(brute.search(code, ~code, as_radii(31, 1)).row) == 0


def test_the_nearest_are_kept_and_the_cut_is_said() -> None:
    codes = np.repeat(some(1), 6, axis=0)
    codes[:3, 0] ^= 1
    found = brute.search(codes, codes[5:], as_radii(31, 1), limit=4)
    assert found.row.tolist() == [3, 4, 5, 0]
    assert found.distance.tolist() == [0, 0, 0, 1]
    assert found.cut.tolist() == [True]


def test_as_many_as_the_limit_is_not_cut() -> None:
    codes = np.repeat(some(1), 4, axis=0)
    assert brute.search(codes, codes[:1], as_radii(0, 1), limit=4).cut.tolist() == [False]


def test_the_dead_are_not_found() -> None:
    codes = np.repeat(some(1), 20, axis=0)
    dead = np.packbits(np.arange(20) % 2 == 0, bitorder="little")
    assert brute.search(codes, codes[:1], as_radii(31, 1), dead=dead).row.tolist() == list(range(1, 20, 2))


def test_nothing_in_nothing_out() -> None:
    for codes, queries in ((some(0), some(3)), (some(3), some(0)), (some(0), some(0))):
        found = brute.search(codes, queries, as_radii(31, len(queries)), limit=3)
        assert len(found.row) == 0
        assert len(found.cut) == len(queries)
