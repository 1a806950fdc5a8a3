"""Codes that a node under measurement knows, and questions planted near them: the same in every process."""

import numpy as np
from numpy.typing import NDArray

SEED = 20


def codes(count: int) -> NDArray[np.uint8]:
    return np.random.default_rng(SEED).integers(0, 256, (count, 32), np.uint8)


def planted(count: int, wanted: int, every: int, seed: int) -> NDArray[np.uint8]:
    """So many questions: of `every` the first is a stored code with 0 to 31 bits changed, the others are strewn."""
    chance = np.random.default_rng(seed)
    asked = chance.integers(0, 256, (wanted, 32), np.uint8)
    near = codes(count)[chance.integers(0, count, -(-wanted // every))]
    bits = np.unpackbits(near, axis=1)
    places = chance.permuted(np.tile(np.arange(256), (len(bits), 1)), axis=1)
    for row, distance in enumerate(chance.integers(0, 32, len(bits))):
        bits[row, places[row, :distance]] ^= 1
    asked[::every] = np.packbits(bits, axis=1)
    return asked
