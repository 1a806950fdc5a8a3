"""A large picture sampled down to 512 x 512, where the reference implementation would sample it.

The reference implementation takes, of a picture longer than 512 on any side, the first pixel of each of 512 x 512 cells. Here the
picture is already shrunk by whole factors (by the JPEG decoder, or by averaging), which is many times faster and does not let single
pixels decide; it is then read between those averages at the very places where the reference takes its pixels. Without that the
pictures would lie half a cell apart: 6 bits of the code on average instead of 1.4.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from seawall.engine.pictures.pdq import GRID, Floats, Taps, grid_of, narrowed, taps

LONGEST_SIDE = 512


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a picture: its pixels, how many of them each sample stands for, and whether it is read from its far end.

    The last sample may stand for fewer; read from the far end, that is the first.
    """

    pixels: int
    factor: int
    is_reversed: bool = False

    @property
    def samples(self) -> int:
        return -(-self.pixels // self.factor)


def further_factor(pixels: int) -> int:
    """By how much a side of so many pixels can be shrunk before it is sampled at 512 places."""
    return max(1, pixels // LONGEST_SIDE)


@dataclass(frozen=True, slots=True, eq=False)
class Shrunk:
    """A picture's luma, float32[rows.samples, columns.samples], 0 black to 255 white, and what its samples stand for."""

    gray: Floats
    rows: Side
    columns: Side

    @property
    def is_whole(self) -> bool:
        """Whether the reference implementation would read every pixel."""
        return max(self.rows.pixels, self.columns.pixels) <= LONGEST_SIDE

    def grid(self) -> Floats:
        """float32[64, 64], as of `luma`, which need not be made for it: reading between samples is one more weighted sum."""
        if self.is_whole:
            return grid_of(self.gray)
        return taps_of(self.columns).weigh(taps_of(self.rows).weigh(self.gray).T).T

    def luma(self) -> Floats:
        """float32[h, w] with sides of at most 512; a picture that is longer on any side becomes 512 x 512."""
        return (
            self.gray if self.is_whole else _along(_along(self.gray, self.columns, axis=1), self.rows, axis=0)
        )


def whole(gray: Floats) -> Shrunk:
    """Luma float32[h, w] of a picture that is not shrunk."""
    return Shrunk(gray, Side(gray.shape[0], 1), Side(gray.shape[1], 1))


def _places(side: Side) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
    """Where the reference's 512 pixels lie between the samples: the sample before, and how far on towards the next, 0 to 1."""
    wanted = np.arange(LONGEST_SIDE) * side.pixels // LONGEST_SIDE + 0.5
    lead = side.samples * side.factor - side.pixels if side.is_reversed else 0
    place = np.clip((wanted + lead) / side.factor - 0.5, 0, side.samples - 1)
    before = place.astype(np.intp)
    return before, (place - before).astype(np.float32)


def _along(gray: Floats, side: Side, *, axis: int) -> Floats:
    before, share = _places(side)
    found = gray.take(before, axis)
    if share.any():
        # In place: fresh memory costs more than the sums.
        step = gray.take(np.minimum(before + 1, side.samples - 1), axis)
        step -= found
        step *= share if axis else share[:, None]
        found += step
    return found


def taps_of(side: Side) -> Taps:
    """The weights of the samples of a side for its 64 places of the grid."""
    whole = taps(LONGEST_SIDE)
    before, share = _places(side)
    pixels = whole.first[:, None] + np.arange(whole.weights.shape[1])
    # Pairs of row and sample as one number, so that weights of the same pair are summed up.
    row = np.arange(GRID)[:, None] * side.samples
    pairs = np.concatenate([row + before[pixels], row + np.minimum(before[pixels] + 1, side.samples - 1)])
    parts = np.concatenate([whole.weights * (1 - share[pixels]), whole.weights * share[pixels]])
    weights = np.bincount(pairs.reshape(-1), parts.reshape(-1), GRID * side.samples).astype(
        np.float64, copy=False
    )
    return narrowed(weights.reshape(GRID, side.samples))
