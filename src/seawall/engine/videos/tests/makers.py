"""Harmless films made on the spot: coloured squares that drift over a gradient, another arrangement for each seed."""

import io
import struct
from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from tempfile import NamedTemporaryFile
from typing import Any

import av
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
SIZE = (320, 240)


def picture(seed: int, second: float) -> Picture:
    """What film `seed` shows at a second, uint8[240, 320, 3]."""
    rng = np.random.default_rng(seed)
    down, across = (np.arange(side) / side for side in reversed(SIZE))
    shown = gradient(*rng.uniform(0, 60, 3)).copy()
    for _ in range(9):
        x, y, *speed = rng.uniform(0, 1, 4)
        wide, high = rng.uniform(0.05, 0.2, 2)
        x, y = (x + second * (speed[0] - 0.5) / 5) % 1, (y + second * (speed[1] - 0.5) / 5) % 1
        shown[np.ix_(abs(down - y) < high, abs(across - x) < wide)] = rng.integers(0, 256, 3)
    return shown


@lru_cache
def gradient(*slope: float) -> Picture:
    width, height = SIZE
    down, across = np.mgrid[0:height, 0:width] / np.array([height, width])[:, None, None]
    return (across[..., None] * slope + down[..., None] * slope[::-1]).astype(np.uint8)


def evenly(seconds: float, rate: int = 8) -> list[Fraction]:
    return [Fraction(number, rate) for number in range(round(seconds * rate))]


def film(
    seed: int = 0,
    *,
    times: Iterable[Fraction] | None = None,
    **choices: Any,
) -> bytes:
    """A film file with a frame at each of `times` (5 seconds at 8 frames a second if not given)."""
    shown = list(evenly(5) if times is None else times)
    return encoded([picture(seed, float(second)) for second in shown], shown, **choices)


def encoded(
    pictures: list[Picture],
    times: list[Fraction],
    *,
    container: str = "mp4",
    codec: str = "libx264",
    pixels: str = "yuv420p",
    bit_rate: int = 400_000,
    size: tuple[int, int] = SIZE,
    b_frames: int = 0,
    index_first: bool = False,
) -> bytes:
    """A film file of pictures shown at `times`, scaled to `size`; with the index of an MP4 file before its frames if wanted."""
    options = {"x265-params": "log-level=none"} if codec == "libx265" else {"bf": str(b_frames)}
    layout = {"movflags": "faststart"} if index_first else {}
    steps = [after - before for before, after in pairwise(times)] or [Fraction(1, 8)]
    # FFmpeg moves the index by opening the finished file again, by its name.
    with NamedTemporaryFile() as out:
        with av.open(out.name, "w", format=container, options=layout) as file:
            track: Any = file.add_stream(codec, rate=1 / min(steps), options=options)
            track.pix_fmt, track.bit_rate = pixels, bit_rate
            track.codec_context.thread_count = 1
            track.width, track.height = size
            for shown, second in zip(pictures, times, strict=True):
                frame = av.VideoFrame.from_ndarray(shown, "rgb24").reformat(*size, interpolation="AREA")
                frame.pts, frame.time_base = int(second * 1000), Fraction(1, 1000)
                file.mux(track.encode(frame))
            file.mux(track.encode())
        return out.read()


def joined(*films: bytes) -> bytes:
    """Transport streams played one after another."""
    return b"".join(films)


def with_matrix(film: bytes, a: int, b: int, c: int, d: int) -> bytes:
    """An MP4 file whose track header turns or mirrors the picture (ISO/IEC 14496-12, 8.3.2)."""
    at = film.index(b"tkhd") + 8 + 20 + 16
    one, unit = 1 << 16, 1 << 30
    matrix = struct.pack(">9i", a * one, b * one, 0, c * one, d * one, 0, 0, 0, unit)
    return film[:at] + matrix + film[at + len(matrix) :]


def sound(container: str = "wav", codec: str = "pcm_s16le") -> bytes:
    out = io.BytesIO()
    with av.open(out, "w", format=container) as file:
        track: Any = file.add_stream(codec, rate=8000, layout="mono")
        for block in _tones():
            file.mux(track.encode(block))
        file.mux(track.encode())
    return out.getvalue()


def _tones() -> Iterator[av.AudioFrame]:
    for number in range(4):
        wave = (8000 * np.sin(np.arange(1024) / 5)).astype(np.int16)[None]
        frame = av.AudioFrame.from_ndarray(wave, "s16", "mono")
        frame.sample_rate, frame.pts = 8000, 1024 * number
        yield frame
