"""The PDQ fingerprint of luma: 256 bits that change little when a picture is scaled, recompressed or slightly edited.

The method and its constants are those of the reference implementation (pdq/cpp in the public repository facebook/ThreatExchange), to
whose answers it is held: tests/reference.csv. Its steps are arranged otherwise. Everything up to the transform is linear and works on rows and columns apart from each other: blurring twice
with a box and taking every n-th sample is one weighted sum for each of 64 rows, then of 64 columns.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Code = NDArray[np.uint8]

GRID = 64
FREQUENCIES = 16
SMALLEST_SIDE = 5
BLURS = 2

# How strong a step between two neighbours of the grid must be to count, in parts of the full range; and how many make 100.
QUALITY_STEPS = 100
QUALITY_SHARE = 90


def pdq_of_luma(gray: Floats) -> tuple[Code, int]:
    """The PDQ code uint8[32] and its quality 0..100 of a picture's luma, float32[h, w] with 0 black and 255 white.

    Sides below 5 pixels carry no information: the code is all zero and the quality 0, as in the reference implementation.
    """
    if min(gray.shape) < SMALLEST_SIDE:
        return np.zeros(32, np.uint8), 0
    grid = grid_of(gray)
    return code_of(transform(grid)), quality_of(grid)


def grid_of(gray: Floats) -> Floats:
    """`gray` blurred and sampled down to float32[64, 64]. A picture of exactly that size is its own grid."""
    if gray.shape == (GRID, GRID):
        return gray.astype(np.float32)
    height, width = gray.shape
    rows = taps(height).weigh(gray)
    return taps(width).weigh(rows.T).T


def transform(grid: Floats) -> Floats:
    """The 16 x 16 lowest frequencies of the cosine transform of a grid, without the constant terms: float32[16, 16]."""
    # einsum and not @: BLAS would start threads, which a sandboxed child may not.
    rows = np.einsum("ik,kj->ij", COSINES, grid)
    frequencies: Floats = np.einsum("ik,jk->ij", rows, COSINES)
    return frequencies


def code_of(frequencies: Floats) -> Code:
    """uint8[32] of float32[16, 16]: a bit is set where a frequency is above the median; the last one comes first."""
    values = frequencies.reshape(-1)
    # Of 256 values the lower of the two in the middle, so that 128 are above it.
    median = np.partition(values, values.size // 2 - 1)[values.size // 2 - 1]
    return np.packbits((values > median)[::-1])


def quality_of(grid: Floats) -> int:
    """How much there is to recognise, 0..100: the sum of the clear steps between neighbours of the grid."""
    steps = (np.diff(grid, axis=0).reshape(-1), np.diff(grid, axis=1).reshape(-1))
    clear = sum(int(np.abs(np.trunc(step * QUALITY_STEPS / 255)).sum()) for step in steps)
    return min(100, clear // QUALITY_SHARE)


def _cosines() -> Floats:
    frequency = np.arange(1, FREQUENCIES + 1)[:, None]
    place = 2 * np.arange(GRID)[None, :] + 1
    return np.asarray(np.sqrt(2 / GRID) * np.cos(np.pi / 2 / GRID * frequency * place), np.float32)


COSINES = _cosines()


@dataclass(frozen=True, slots=True)
class Taps:
    """For each of 64 places along a side: where its window begins, intp[64], and the window's weights, float32[64, k]."""

    first: NDArray[np.intp]
    weights: Floats

    def weigh(self, gray: Floats) -> Floats:
        """float32[64, w] of float32[h, w]."""
        found = np.zeros((GRID, gray.shape[1]), np.float32)
        for place in range(self.weights.shape[1]):
            found += self.weights[:, place, None] * gray[self.first + place]
        return found


@lru_cache(maxsize=512)
def taps(side: int) -> Taps:
    """The weights that blur a side of so many pixels twice and sample 64 of them."""
    weights = np.zeros((GRID, side))
    weights[np.arange(GRID), ((np.arange(GRID) + 0.5) * side / GRID).astype(int)] = 1
    for _ in range(BLURS):
        weights = _blurred(weights)
    return narrowed(weights)


def narrowed(weights: NDArray[np.float64]) -> Taps:
    """Weights float64[64, side] as the windows outside of which they are 0."""
    side, seen = weights.shape[1], weights > 0
    first = seen.argmax(axis=1)
    width = int((side - seen[:, ::-1].argmax(axis=1) - first).max())
    # The last windows are moved inwards to be as wide as the others; what they gain has no weight.
    first = np.minimum(first, side - width)
    within = first[:, None] + np.arange(width)
    return Taps(first, np.take_along_axis(weights, within, axis=1).astype(np.float32))


def _blurred(weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """What `weights` of blurred samples are as weights of the samples before a box was moved over them.

    The box is so wide that two of them span a cell of the grid, reaches one further ahead than back when it is even, and is cut at
    both ends.
    """
    side = weights.shape[1]
    box = (side + 2 * GRID - 1) // (2 * GRID)
    ahead = (box + 2) // 2 - 1
    places = np.arange(side)
    begin = np.maximum(places - (box - 1 - ahead), 0)
    end = np.minimum(places + ahead, side - 1)
    shares = weights / (end - begin + 1)
    # A sample's weight is the sum of the shares of all boxes that it lies in: differences at their ends, summed up.
    change = np.zeros((weights.shape[0], side + 1))
    for row, share in zip(change, shares, strict=True):
        np.add.at(row, begin, share)
        np.add.at(row, end + 1, -share)
    summed = np.cumsum(change, axis=1)[:, :side]
    return np.where(summed > 1e-12, summed, 0)
