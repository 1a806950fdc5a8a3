"""How large a picture may be."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bounds:
    """What is refused before it is decoded. The largest pictures of today's cameras have 200 million pixels.

    `file_bytes`: the whole file, which is read into memory. `pixels`: width times height, as the header declares them.
    `decoded_pixels`: those held in memory at once; a JPEG of twice this size can be decoded to a fraction of its own.
    `scanned_pixels`: pixels times scans of a JPEG: a few bytes each, a thousand empty scans would cost minutes.
    """

    file_bytes: int = 256 << 20
    pixels: int = 200_000_000
    decoded_pixels: int = 80_000_000
    scanned_pixels: int = 4_000_000_000


BOUNDS = Bounds()
