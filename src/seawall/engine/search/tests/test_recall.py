"""Nothing within the radius is missed: questions planted at every distance, on strewn codes and on codes that crowd together as those
of pictures do, where one picture is there in many versions."""

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from seawall.engine.codes import WIDEST_RADIUS, Codes
from seawall.engine.search import brute
from seawall.engine.search.found import Found
from seawall.engine.search.kernel import KERNEL, SealedRows

ROWS = 100_000
# For each radius and each kind of codes: all together a million.
PLANTED = 16_000
COMPARED = 8


def strewn(rng: np.random.Generator) -> Codes:
    return rng.integers(0, 256, (ROWS, 32), np.uint8)


def crowded(rng: np.random.Generator) -> Codes:
    """Half of the bits set, as PDQ has them, strong low frequencies and weak high ones; of each picture a hundred versions, which
    differ in some tens of bits at most, most of them the weak ones."""
    row, column = np.mgrid[1:17, 1:17]
    strength = (1 / np.hypot(row, column)).reshape(-1)
    pictures = rng.standard_normal((ROWS // 100, 1, 256)) * strength
    versions = pictures + rng.standard_normal((1, 100, 256)) * strength.min() * rng.random((1, 100, 1))
    values = versions.reshape(ROWS, 256)
    return np.packbits(values > np.median(values, axis=1, keepdims=True), axis=1)


def planted(codes: Codes, distance: int, count: int, rng: np.random.Generator) -> tuple[Codes, np.ndarray]:
    """So many questions, each at exactly this distance of a row, and these rows."""
    rows = rng.integers(0, len(codes), count)
    # The places of the smallest of 256 random numbers are a random choice of so many places.
    flips = rng.random((count, 256), np.float32).argsort(axis=1) < distance
    return codes[rows] ^ np.packbits(flips, axis=1), rows


def sealed(codes: Codes) -> SealedRows:
    return KERNEL.Sealed(codes, KERNEL.seal(codes, seed=11), 11)


def pairs(found: Found) -> NDArray[np.int64]:
    """Each match as one number."""
    return found.query.astype(np.int64) * ROWS + found.row


@pytest.mark.slow
@pytest.mark.parametrize("make", [strewn, crowded])
def test_it_finds_every_planted_code_at_every_radius(make: Callable[[np.random.Generator], Codes]) -> None:
    rng = np.random.default_rng(31)
    codes = make(rng)
    index = sealed(codes)
    for radius in range(WIDEST_RADIUS + 1):
        questions, rows = planted(codes, radius, PLANTED, rng)
        wanted = np.arange(PLANTED) * ROWS + rows
        found = pairs(index.search(questions, np.full(PLANTED, radius, np.uint8)))
        assert np.isin(wanted, found).all(), (radius, int(np.isin(wanted, found, invert=True).sum()))
        if radius:
            # One bit less, and none of them is found: the planted distance is what it is said to be.
            closer = pairs(index.search(questions, np.full(PLANTED, radius - 1, np.uint8)))
            assert not np.isin(wanted, closer).any()
        some = np.full(COMPARED, radius, np.uint8)
        expected = pairs(brute.search(codes, questions[:COMPARED], some, 0, None))
        assert np.array_equal(np.sort(expected), np.sort(found[found < COMPARED * ROWS]))


def test_crowded_codes_crowd() -> None:
    """As pictures do: half of the bits set, many near neighbours, and yet thousands that are far from each other."""
    codes = crowded(np.random.default_rng(1))
    assert set(np.bitwise_count(codes[:1000]).sum(axis=1).tolist()) == {128}
    near = np.bitwise_count(codes[:100] ^ codes[0]).sum(axis=1)
    far = np.bitwise_count(codes[::100] ^ codes[0]).sum(axis=1)[1:]
    assert 1 < np.median(near) <= 31 and 100 < far.mean() < 150
