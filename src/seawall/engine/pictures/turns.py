"""The eight ways to lay a picture down, numbered as EXIF's orientation tag numbers them (TIFF 6.0, CIPA DC-008).

Turning a picture swaps and negates its frequencies and does nothing else to them, so one transform gives the codes of all eight.
"""

from dataclasses import dataclass
from enum import IntEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from seawall.engine.pictures.pdq import FREQUENCIES, Floats

Array = NDArray[Any]


class Turn(IntEnum):
    """What has to be done to the stored rows and columns to show them."""

    AS_IT_IS = 1
    MIRRORED = 2
    UPSIDE_DOWN = 3
    FLIPPED = 4
    TRANSPOSED = 5
    TURNED_RIGHT = 6
    TRANSVERSED = 7
    TURNED_LEFT = 8


@dataclass(frozen=True, slots=True)
class Moves:
    """First rows and columns are exchanged, then the rows reversed, then the columns."""

    exchanged: bool
    rows_reversed: bool
    columns_reversed: bool


MOVES = {
    Turn.AS_IT_IS: Moves(False, False, False),
    Turn.MIRRORED: Moves(False, False, True),
    Turn.UPSIDE_DOWN: Moves(False, True, True),
    Turn.FLIPPED: Moves(False, True, False),
    Turn.TRANSPOSED: Moves(True, False, False),
    Turn.TURNED_RIGHT: Moves(True, False, True),
    Turn.TRANSVERSED: Moves(True, True, True),
    Turn.TURNED_LEFT: Moves(True, True, False),
}


def turned(pixels: Array, turn: Turn) -> Array:
    """A view of an array[h, w] as it is after the turn: [h, w], or [w, h] where rows and columns are exchanged."""
    moves = MOVES[turn]
    shown = pixels.T if moves.exchanged else pixels
    return shown[:: -1 if moves.rows_reversed else 1, :: -1 if moves.columns_reversed else 1]


# The first, third … cosine changes its sign when a side is reversed; the others are symmetric.
SIGNS = np.where(np.arange(FREQUENCIES) % 2 == 0, -1, 1).astype(np.float32)


def turned_frequencies(frequencies: Floats, turn: Turn) -> Floats:
    """The frequencies float32[16, 16] of a picture after the turn, from those before it."""
    moves = MOVES[turn]
    found = frequencies.T if moves.exchanged else frequencies
    if moves.rows_reversed:
        found = found * SIGNS[:, None]
    if moves.columns_reversed:
        found = found * SIGNS[None, :]
    return found
