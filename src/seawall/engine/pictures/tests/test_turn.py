"""The eight turns from one transform, and bars taken off on the side of the question."""

from collections.abc import Callable

import numpy as np
import pytest

from seawall.engine.pictures.hashing import VARIANT_NAMES, codes_of_variants
from seawall.engine.pictures.pdq import Floats, pdq_of_luma
from seawall.engine.pictures.scale import whole
from seawall.engine.pictures.tests.oracle import distance, luma
from seawall.engine.pictures.tests.scenes import scene
from seawall.engine.pictures.trim import trimmed
from seawall.engine.pictures.turns import Turn, turned

# The two boxes of an even window reach one pixel further ahead than back, so a turned picture is not quite a turned grid.
TURN_BITS = 12
TRIM_BITS = 16
MATCH = 31


def gray() -> Floats:
    return luma(scene("shapes", 21, (400, 300)))


@pytest.mark.parametrize("turn", list(Turn), ids=lambda turn: turn.name)
def test_it_has_the_code_of_every_turn(turn: Turn) -> None:
    codes = codes_of_variants(whole(gray()))
    direct, _ = pdq_of_luma(np.ascontiguousarray(turned(gray(), turn)))
    bits = [distance(direct, code) for code in codes]
    assert int(np.argmin(bits)) == VARIANT_NAMES.index(turn.name.lower()) and min(bits) <= TURN_BITS
    assert sorted(bits)[1] > MATCH


def test_the_first_code_is_the_picture_as_it_is() -> None:
    assert distance(codes_of_variants(whole(gray()))[0], pdq_of_luma(gray())[0]) == 0


def test_turns_move_pixels_as_exif_means_them() -> None:
    corner = np.array([[1, 2], [3, 4], [5, 6]])
    assert turned(corner, Turn.TURNED_RIGHT).tolist() == [[5, 3, 1], [6, 4, 2]]
    assert turned(corner, Turn.TURNED_LEFT).tolist() == [[2, 4, 6], [1, 3, 5]]
    assert turned(corner, Turn.MIRRORED).tolist() == [[2, 1], [4, 3], [6, 5]]


def bars_above_and_below(inner: Floats) -> Floats:
    return np.pad(inner, ((90, 90), (0, 0)), constant_values=3)


def bars_left_and_right(inner: Floats) -> Floats:
    return np.pad(inner, ((0, 0), (60, 75)), constant_values=255)


def all_around_and_restless(inner: Floats) -> Floats:
    framed = np.pad(inner, ((40, 60), (70, 30)), constant_values=30)
    unrest = np.random.RandomState(5).normal(0, 3, framed.shape)
    return np.asarray(framed + unrest, np.float32)


@pytest.mark.parametrize("framed", [bars_above_and_below, bars_left_and_right, all_around_and_restless])
def test_it_finds_the_picture_within_bars(framed: Callable[[Floats], Floats]) -> None:
    code, _ = pdq_of_luma(gray())
    codes = codes_of_variants(whole(framed(gray())))
    assert len(codes) == 16
    assert distance(code, codes[0]) > MATCH
    assert distance(code, codes[VARIANT_NAMES.index("trimmed_as_it_is")]) <= TRIM_BITS


def test_it_trims_nothing_where_there_are_no_bars() -> None:
    assert trimmed(gray()) is None
    assert len(codes_of_variants(whole(gray()))) == 8


def test_it_does_not_trim_a_plain_picture_to_a_detail() -> None:
    plain = np.full((300, 400), 200, np.float32)
    assert trimmed(plain) is None
    plain[140:160, 190:210] = 0
    assert trimmed(plain) is None
