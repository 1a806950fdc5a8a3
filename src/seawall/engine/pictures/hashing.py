"""The codes of a picture: as it is shown, and in every way in which it may have been laid down or framed."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from seawall.engine.pictures.pdq import Code, Floats, code_of, grid_of, quality_of, transform
from seawall.engine.pictures.scale import Shrunk
from seawall.engine.pictures.trim import trimmed
from seawall.engine.pictures.turns import Turn, turned_frequencies

TURN_NAMES = tuple(turn.name.lower() for turn in Turn)
# The order of the rows of `codes_of_variants`; the second half only where there are bars to trim.
VARIANT_NAMES = (*TURN_NAMES, *(f"trimmed_{name}" for name in TURN_NAMES))


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """PDQ: `code` uint8[32]; `quality` 0..100, below 50 too little to recognise the picture by."""

    code: Code
    quality: int


@dataclass(frozen=True, slots=True, eq=False)
class VariedPicture:
    """A picture as it is shown, and the codes of its variants, uint8[32] by name; the one called `as_it_is` is the picture's own."""

    picture: Picture
    variants: dict[str, Code]


def picture_of(shown: Shrunk) -> Picture:
    """PDQ of a picture as `read_picture` gives it."""
    grid = shown.grid()
    return Picture(code_of(transform(grid)), quality_of(grid))


def codes_of_variants(shown: Shrunk) -> NDArray[np.uint8]:
    """uint8[8 or 16, 32], in the order of VARIANT_NAMES, of a picture with sides of at least 5."""
    return _codes_of_variants(shown, shown.grid())


def quality_and_codes(shown: Shrunk) -> tuple[int, NDArray[np.uint8]]:
    """The picture's quality and the codes of its variants, of which the first is its own."""
    grid = shown.grid()
    return quality_of(grid), _codes_of_variants(shown, grid)


def _codes_of_variants(shown: Shrunk, grid: Floats) -> NDArray[np.uint8]:
    codes, inner = _codes_of_turns(grid), trimmed(shown.luma())
    return codes if inner is None else np.concatenate([codes, _codes_of_turns(grid_of(inner))])


def _codes_of_turns(grid: Floats) -> NDArray[np.uint8]:
    frequencies = transform(grid)
    return np.stack([code_of(turned_frequencies(frequencies, turn)) for turn in Turn])
