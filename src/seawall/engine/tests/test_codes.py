import numpy as np
import pytest

from seawall.engine.codes import as_codes, as_ids, as_radii, from_hex, to_hex
from seawall.engine.errors import BadInput


def test_codes_are_taken_as_they_are() -> None:
    codes = np.arange(64, dtype=np.uint8).reshape(2, 32)
    assert as_codes(codes) is codes
    assert as_codes(codes[0]).shape == (1, 32)
    assert as_codes(codes[:, :16], width=16).flags.c_contiguous


@pytest.mark.parametrize(
    "wrong",
    [np.zeros((2, 31), np.uint8), np.zeros((2, 32), np.int64), np.zeros(64, np.uint8), [], "f8" * 32],
)
def test_other_shapes_and_types_are_refused(wrong: object) -> None:
    with pytest.raises(BadInput):
        as_codes(wrong)


def test_ids_are_whole_numbers() -> None:
    assert as_ids(np.array([1, 2**63], np.uint64)).tolist() == [1, 2**63]
    assert as_ids([]).dtype == np.uint64
    assert as_ids(7).tolist() == [7]


@pytest.mark.parametrize("wrong", [[-1], [0.5], [[1]], ["1"], [2**64]])
def test_an_id_is_never_bent_to_fit(wrong: object) -> None:
    with pytest.raises(BadInput):
        as_ids(wrong)


def test_a_radius_is_for_all_or_for_each() -> None:
    assert as_radii(31, 2).tolist() == [31, 31]
    assert as_radii([0, 5], 2).tolist() == [0, 5]


@pytest.mark.parametrize("wrong", [32, -1, 1.5, [1, 2, 3], None])
def test_other_radii_are_refused(wrong: object) -> None:
    with pytest.raises(BadInput):
        as_radii(wrong, 2)


def test_hexadecimal_there_and_back() -> None:
    text = "00ff" * 16
    assert to_hex(from_hex([text, text.upper()])) == [text, text]
    assert from_hex([]).shape == (0, 32)


@pytest.mark.parametrize("wrong", ["", "0" * 63, "0" * 62 + " 0", "g" * 64, "٠" * 64])
def test_anything_else_is_no_code(wrong: str) -> None:
    with pytest.raises(BadInput):
        from_hex([wrong])
