"""PDQ codes of free photographs of things (a cat, a cup, coins, bricks, grass, gravel, the moon, a rocket, galaxies), which scikit-image brings:
crops of them at every place and size, brighter and darker, each in its eight turns. Their bits hang together as those of pictures do.
"""

import tempfile
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from seawall.engine.pictures.hashing import codes_of_variants
from seawall.engine.pictures.pdq import Floats
from seawall.engine.pictures.scale import whole
from seawall.engine.pictures.turns import Turn

PHOTOGRAPHS = (
    "brick.png",
    "chelsea.png",
    "coffee.png",
    "coins.png",
    "grass.png",
    "gravel.png",
    "hubble_deep_field.jpg",
    "moon.png",
    "rocket.jpg",
)
LONGEST = 256
LEAST_SHARE = 0.2


def natural_codes(count: int, seed: int) -> NDArray[np.uint8]:
    """uint8[count, 32]; made once for all processes of a bench, about 0.1 ms each."""
    kept = Path(tempfile.gettempdir(), f"seawall-bench-natural-{seed}-{count}.npy")
    if not kept.exists():
        made = kept.with_suffix(f".{id(kept)}.npy")
        np.save(made, _made(count, seed))
        made.replace(kept)
    return np.load(kept)


def _made(count: int, seed: int) -> NDArray[np.uint8]:
    rng = np.random.default_rng(seed)
    photographs = [_luma(name) for name in PHOTOGRAPHS]
    crops = -(-count // len(Turn))
    found = [
        codes_of_variants(whole(_crop(photographs[number % len(photographs)], rng)))[: len(Turn)]
        for number in range(crops)
    ]
    return np.concatenate(found)[:count]


def _luma(name: str) -> Floats:
    # Found without being imported, which would take longer than the pictures.
    package = find_spec("skimage")
    assert package and package.origin
    with Image.open(Path(package.origin).parent / "data" / name) as picture:
        picture.thumbnail((LONGEST, LONGEST))
        return np.asarray(picture.convert("L"), np.float32)


def _crop(gray: Floats, rng: np.random.Generator) -> Floats:
    """A part of it, with another brightness and other strength of light."""
    sides = [int(side * rng.uniform(LEAST_SHARE, 1)) for side in gray.shape]
    top, left = (int(rng.integers(0, side - part + 1)) for side, part in zip(gray.shape, sides, strict=True))
    part = gray[top : top + sides[0], left : left + sides[1]] / 255
    return np.asarray(255 * part ** rng.uniform(0.6, 1.6), np.float32)
