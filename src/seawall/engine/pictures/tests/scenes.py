"""Pictures made by code from a number: clouds, shapes and waves. They show nothing."""

from collections.abc import Callable, Iterator
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Pixels = NDArray[np.uint8]
# (width, height)
Size = tuple[int, int]


def clouds(seed: int, size: Size, *, roughness: float) -> Pixels:
    """Noise at every scale from a quarter of the picture down, each half as wide and `roughness` times as strong as the last."""
    random = np.random.RandomState(seed)
    field = np.zeros((3, size[1], size[0]))
    cells, strength = 4, 1.0
    while cells < 2 * max(size):
        for plane, layer in zip(
            field, _stretched(random.random_sample((*_cells(cells, size), 3)) - 0.5, size), strict=True
        ):
            plane += strength * layer
        cells, strength = cells * 2, strength * roughness
    return _levels(np.moveaxis(field, 0, -1))


def shapes(seed: int, size: Size) -> Pixels:
    """Bright and dark discs and bars, one over another, on clouds."""
    random = np.random.RandomState(seed)
    field = clouds(seed + 1, size, roughness=0.5).astype(float)
    x, y = np.arange(size[0]) / size[0], np.arange(size[1])[:, None] / size[1]
    for _ in range(14):
        cx, cy, rx, ry = random.random_sample(4) * (1, 1, 0.3, 0.3)
        inside = (
            ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2 < 1
            if random.random_sample() < 0.5
            else (abs(x - cx) < rx) & (abs(y - cy) < ry)
        )
        field[inside] = random.random_sample(3) * 255
    return field.astype(np.uint8)


def waves(seed: int, size: Size) -> Pixels:
    """Sums of slanted cosines of up to twelve periods on a slope."""
    random = np.random.RandomState(seed)
    x, y = np.arange(size[0]) / size[0], np.arange(size[1]) / size[1]
    slope = x * random.random_sample() + y[:, None]
    rows, columns, strengths = [], [], []
    for _ in range(40):
        across, along = random.randint(-12, 13, 2)
        strength = 3 * random.random_sample(3) / (1 + np.hypot(across, along))
        # cos(a + b) is cos a cos b - sin a sin b, so that all waves together are one product of two matrices.
        angle_x, angle_y = 2 * np.pi * across * x, 2 * np.pi * (along * y + random.random_sample())
        rows += [np.cos(angle_y), -np.sin(angle_y)]
        columns += [np.cos(angle_x), np.sin(angle_x)]
        strengths += [strength, strength]
    layers = [(np.array(rows) * share[:, None]).T @ np.array(columns) for share in np.transpose(strengths)]
    return _levels(np.stack([slope + layer for layer in layers], axis=-1))


SCENES: dict[str, Callable[[int, Size], Pixels]] = {
    "smooth": lambda seed, size: clouds(seed, size, roughness=0.35),
    "clouds": lambda seed, size: clouds(seed, size, roughness=0.55),
    "rough": lambda seed, size: clouds(seed, size, roughness=0.75),
    "shapes": shapes,
    "waves": waves,
}


@lru_cache(maxsize=100)
def scene(name: str, seed: int, size: Size) -> Pixels:
    """uint8[h, w, 3] of a named scene; the same for the same arguments."""
    pixels = SCENES[name](seed, size)
    pixels.setflags(write=False)
    return pixels


def _cells(cells: int, size: Size) -> tuple[int, int]:
    longest = max(size)
    return max(2, cells * size[1] // longest), max(2, cells * size[0] // longest)


def _stretched(field: NDArray[np.float64], size: Size) -> Iterator[NDArray[np.float32]]:
    """The three channels of a small field, each as large as the picture."""
    for channel in np.moveaxis(field, -1, 0):
        layer = Image.fromarray(channel.astype(np.float32))
        yield np.asarray(layer.resize(size, Image.Resampling.BICUBIC))


def _levels(field: NDArray[np.float64]) -> Pixels:
    shown = (field - field.mean()) / field.std() * 55 + 128
    return shown.clip(0, 255).astype(np.uint8)
