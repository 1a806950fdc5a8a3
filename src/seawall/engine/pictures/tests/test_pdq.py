"""Held to the reference implementation: its own hashes of generated pictures, and of every format what it would make of the pixels."""

from collections.abc import Callable, Iterator
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from seawall.engine.pictures.hashing import picture_of
from seawall.engine.pictures.pdq import code_of, pdq_of_luma
from seawall.engine.pictures.read import read_picture
from seawall.engine.pictures.tests.encoders import saved
from seawall.engine.pictures.tests.oracle import distance, luma, reference_of
from seawall.engine.pictures.tests.reference import Known, known
from seawall.engine.pictures.tests.scenes import Pixels, Size, scene

# The reference implementation's own limits for another implementation, and the mean that is asked of this one.
MOST_BITS, MEAN_BITS, ENOUGH_QUALITY = 10, 4.5, 80
SMALL = [case for case in known() if not case.is_large]
# Of the largest, which take ten seconds each to make, the one with the finest detail and the one with none.
LARGE = [
    case for case in known() if case.is_large and (max(case.size) < 4096 or case.name in ("rough", "waves"))
]
# A third of them, every scene and size among it; and all.
SOME = SMALL[::3]
some_and_all = pytest.mark.parametrize(
    "cases", [SOME, pytest.param(SMALL, marks=pytest.mark.slow)], ids=["some", "all"]
)

Bits = list[int]


def compare(cases: list[Known], seen: Callable[[Pixels], tuple[np.ndarray, int]]) -> Bits:
    bits = []
    for case in cases:
        code, quality = seen(case.pixels())
        assert abs(quality - case.quality) <= 2, str(case)
        bits.append(distance(code, case.code))
    return [found for found, case in zip(bits, cases, strict=True) if case.quality >= ENOUGH_QUALITY]


def read(data: bytes) -> tuple[np.ndarray, int]:
    found = picture_of(read_picture(BytesIO(data)))
    return found.code, found.quality


@some_and_all
def test_it_hashes_luma_like_the_reference(cases: list[Known]) -> None:
    """Within 512 x 512 nothing is resized: only rounding may differ."""
    cases = [case for case in cases if max(case.size) <= 512]
    bits = compare(cases, lambda pixels: pdq_of_luma(luma(pixels)))
    assert len(bits) >= len(cases) * 2 // 3 and max(bits) <= 2


@some_and_all
def test_the_oracle_resizes_like_the_reference(cases: list[Known]) -> None:
    bits = compare(cases, reference_of)
    assert len(bits) >= len(cases) * 3 // 4 and max(bits) <= 2


@some_and_all
def test_it_hashes_files_like_the_reference(cases: list[Known]) -> None:
    bits = compare(cases, lambda pixels: read(saved(Image.fromarray(pixels), "PNG")))
    assert max(bits) <= MOST_BITS and np.mean(bits) <= MEAN_BITS


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "options"), [("BMP", {}), ("JPEG", {"quality": 90})])
def test_it_hashes_large_files_like_the_reference(kind: str, options: dict[str, int]) -> None:
    bits = compare(LARGE, lambda pixels: read(saved(Image.fromarray(pixels), kind, **options)))
    assert len(bits) >= 18 and max(bits) <= MOST_BITS and np.mean(bits) <= MEAN_BITS


# What a lossy format has changed is not ours: here the reference is asked about the pixels that came out of the file.
LOSSY: list[tuple[str, dict[str, object]]] = [
    ("JPEG", {"quality": 90}),
    ("JPEG", {"quality": 40, "progressive": True}),
    ("WEBP", {"quality": 75, "method": 0}),
    ("AVIF", {"quality": 60, "speed": 10}),
    ("GIF", {}),
]
SIZES: list[Size] = [(64, 64), (200, 150), (600, 90), (511, 513), (1024, 768), (1290, 1103)]


def pictures() -> Iterator[Pixels]:
    names = ("clouds", "rough", "shapes", "waves")
    yield from (scene(names[place % 4], 900 + place, size) for place, size in enumerate(SIZES))


@pytest.mark.parametrize(
    ("kind", "options"), LOSSY, ids=lambda value: value if isinstance(value, str) else ""
)
def test_it_hashes_lossy_formats_like_the_reference(kind: str, options: dict[str, object]) -> None:
    bits = []
    for pixels in pictures():
        data = saved(Image.fromarray(pixels), kind, **options)
        with Image.open(BytesIO(data)) as whole:
            code, quality = reference_of(np.asarray(whole.convert("RGB")))
        ours, our_quality = read(data)
        assert quality >= ENOUGH_QUALITY and abs(our_quality - quality) <= 5
        bits.append(distance(ours, code))
    assert max(bits) <= MOST_BITS and np.mean(bits) <= MEAN_BITS


def test_half_of_the_bits_are_set() -> None:
    code, _ = pdq_of_luma(luma(scene("clouds", 1, (100, 80))))
    assert code.dtype == np.uint8 and code.shape == (32,) and int(np.bitwise_count(code).sum()) == 128


def test_the_last_frequency_comes_first() -> None:
    frequencies = np.zeros((16, 16), np.float32)
    frequencies[0, 0] = 1
    assert code_of(frequencies).tobytes() == bytes(31) + b"\1"


def test_a_plain_picture_has_a_code_without_quality() -> None:
    code, quality = pdq_of_luma(np.full((300, 200), 77, np.float32))
    assert quality == 0 and code.shape == (32,)


def test_less_than_five_pixels_are_nothing() -> None:
    code, quality = pdq_of_luma(np.full((4, 200), 77, np.float32))
    assert not code.any() and quality == 0
