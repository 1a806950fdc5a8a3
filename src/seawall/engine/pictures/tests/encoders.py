"""Files that Pillow does not write: PNG of 16 bits or interlaced, a GIF frame on a larger screen."""

import struct
import zlib
from io import BytesIO
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

PNG_BEGINNING = b"\x89PNG\r\n\x1a\n"
# Adam7 (PNG specification, 8.2): first column and row, and the steps, of each pass.
PASSES = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
COLOUR_TYPES = {1: 0, 2: 4, 3: 2, 4: 6}


def saved(picture: Image.Image, kind: str, **options: Any) -> bytes:
    file = BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def png_header(width: int, height: int, *, bits: int, colour: int, interlaced: bool = False) -> bytes:
    return chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, interlaced))


def png(pixels: NDArray[Any], *, interlaced: bool = False, extra: bytes = b"") -> bytes:
    """A PNG of uint8 or uint16[h, w, 1 grey, 2 grey and alpha, 3 colour, 4 colour and alpha]; `extra` chunks before the pixels."""
    height, width, channels = pixels.shape
    wide = pixels.astype(pixels.dtype.newbyteorder(">"))
    parts = [wide[y::dy, x::dx] for x, y, dx, dy in PASSES] if interlaced else [wide]
    rows = b"".join(b"\0" + row.tobytes() for part in parts for row in part)
    bits, colour = 8 * pixels.dtype.itemsize, COLOUR_TYPES[channels]
    header = png_header(width, height, bits=bits, colour=colour, interlaced=interlaced)
    return PNG_BEGINNING + header + extra + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def wide(pixels: NDArray[np.uint8]) -> NDArray[np.uint16]:
    """The same brightness in 16 bits, with unrest in the lower half that no viewer shows."""
    unrest = np.arange(pixels.size, dtype=np.uint16).reshape(pixels.shape) * 37 % 256
    return pixels.astype(np.uint16) * 256 + unrest


def bomb_png(side: int) -> bytes:
    """A black picture of so many pixels a side, a bit each, in a few kilobytes."""
    rows = zlib.compressobj(9)
    row = bytes(1 + (side + 7) // 8)
    content = b"".join(rows.compress(row) for _ in range(side)) + rows.flush()
    return (
        PNG_BEGINNING
        + png_header(side, side, bits=1, colour=0)
        + chunk(b"IDAT", content)
        + chunk(b"IEND", b"")
    )


def gif_on_screen(picture: Image.Image, width: int, height: int, x: int, y: int) -> bytes:
    """The GIF of a picture, whose only frame is moved to (x, y) of a larger screen."""
    data = bytearray(saved(picture, "GIF"))
    data[6:10] = struct.pack("<HH", width, height)
    frame = data.index(b"\x2c" + struct.pack("<HHHH", 0, 0, *picture.size))
    data[frame + 1 : frame + 5] = struct.pack("<HH", x, y)
    return bytes(data)


def jpeg_of_size(data: bytes, width: int, height: int) -> bytes:
    """A JPEG whose header claims another size."""
    for marker in (b"\xff\xc0", b"\xff\xc2"):
        if (place := data.find(marker)) > 0:
            return data[: place + 5] + struct.pack(">HH", height, width) + data[place + 9 :]
    raise ValueError("no frame header")
