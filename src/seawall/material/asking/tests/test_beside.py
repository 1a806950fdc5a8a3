"""Different fingerprints within a few bits of a found one are counted, once each; what is strewn or comes again is not."""

import secrets

import numpy as np
from numpy.typing import NDArray

from seawall.material.asking.beside import BESIDE_BITS, REMEMBERED, beside

Codes = NDArray[np.uint8]


def rows(*places: int) -> NDArray[np.int64]:
    return np.array(places, np.int64)


def strewn(count: int) -> Codes:
    return np.random.default_rng(7).integers(0, 256, (count, 32), np.uint8)


def flipped(code: Codes, *bits: int) -> Codes:
    unpacked = np.unpackbits(code)
    unpacked[list(bits)] ^= 1
    return np.packbits(unpacked)


def a_key() -> str:
    return f"key_{secrets.token_hex(8)}"


def test_found_or_not_what_lies_beside_a_found_one_counts() -> None:
    key, found = a_key(), strewn(1)
    assert beside(key, found, rows(0)) == 0
    near = np.stack([flipped(found[0], bit) for bit in range(256)])
    assert beside(key, near, rows()) == 256
    assert beside(key, near[:100], rows(*range(100))) == 100


def test_just_outside_does_not_count() -> None:
    key, found = a_key(), strewn(1)
    beside(key, found, rows(0))
    edge = np.stack([flipped(found[0], *range(bits)) for bits in (BESIDE_BITS, BESIDE_BITS + 1)])
    assert beside(key, edge, rows()) == 1


def test_the_same_picture_again_does_not_count() -> None:
    key, found = a_key(), strewn(1)
    pair = np.stack([found[0], flipped(found[0], 3, 90)])
    assert beside(key, pair, rows(0, 1)) == 2
    assert [beside(key, pair, rows(0, 1)) for _ in range(5)] == [0] * 5


def test_within_one_call_it_counts_too() -> None:
    """Otherwise ten thousand at once would go unseen."""
    found = strewn(1)[0]
    call = np.stack([flipped(found, bit) for bit in range(200)])
    assert beside(a_key(), call, rows(*range(200))) == 200


def test_what_is_strewn_does_not_count() -> None:
    assert beside(a_key(), strewn(10_000), rows(*range(10_000))) == 0


def test_keys_do_not_mix_and_old_ones_are_forgotten() -> None:
    key, found = a_key(), strewn(REMEMBERED + 1)
    beside(key, found, rows(*range(len(found))))
    near = np.stack([flipped(code, 5) for code in found])
    assert beside(a_key(), near, rows()) == 0
    assert beside(key, near, rows()) == REMEMBERED
