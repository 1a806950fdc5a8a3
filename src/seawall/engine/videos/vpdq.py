"""A video's fingerprint: codes, qualities and times of its frames, and its form on the way out of the sandbox.

After the public description of vPDQ (facebook/ThreatExchange, vpdq/README.md): one frame a second, PDQ of each, quality and time
kept beside it.
"""

import struct
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from seawall.engine.codes import PDQ_BYTES, Codes
from seawall.engine.errors import Damaged

_HEADER = struct.Struct("!4sIH")
_MAGIC = b"VPQ1"
_FRAME_BYTES = 8 + 1 + PDQ_BYTES
BEST_QUALITY = 100


@dataclass(frozen=True, slots=True, eq=False)
class Frames:
    """Frames in the order they are shown: `codes` uint8[n, 32], `quality` uint8[n] (0..100), `seconds` float64[n] since the first.

    `fault` is empty, or says up to where a broken file could be read.
    """

    codes: Codes
    quality: NDArray[np.uint8]
    seconds: NDArray[np.float64]
    fault: str = ""

    def __len__(self) -> int:
        return len(self.codes)


def packed(frames: Frames) -> bytes:
    """Header, fault, times, qualities, codes."""
    fault = frames.fault.encode()
    head = _HEADER.pack(_MAGIC, len(frames), len(fault))
    times = frames.seconds.astype(">f8").tobytes()
    return head + fault + times + frames.quality.tobytes() + frames.codes.tobytes()


def unpacked(data: bytes) -> Frames:
    """The frames in `data`, every byte of which may be hostile. Raises Damaged."""
    if len(data) < _HEADER.size:
        raise Damaged("too short for frames of a video")
    magic, count, length = _HEADER.unpack_from(data)
    start = _HEADER.size + length
    if magic != _MAGIC or len(data) != start + count * _FRAME_BYTES:
        raise Damaged("not the frames of a video")
    seconds = np.frombuffer(data, ">f8", count, start).astype(np.float64)
    quality = np.frombuffer(data, np.uint8, count, start + 8 * count).copy()
    codes = (
        np.frombuffer(data, np.uint8, PDQ_BYTES * count, start + 9 * count).reshape(count, PDQ_BYTES).copy()
    )
    if not (np.isfinite(seconds).all() and (np.diff(seconds) >= 0).all() and (quality <= BEST_QUALITY).all()):
        raise Damaged("frames of a video with impossible times or qualities")
    return Frames(codes, quality, seconds, _printable(data[_HEADER.size : start]))


def _printable(text: bytes) -> str:
    return "".join(letter for letter in text.decode("ascii", "replace") if letter.isprintable())
