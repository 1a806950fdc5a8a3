"""Which kind of picture a file is, by its first bytes and never by its name.

A file that is two things at once is what it begins as: that is what a viewer shows.
"""

import struct
from enum import Enum, auto

from seawall.engine.nothashable import Reason
from seawall.engine.pictures.refusal import Unreadable

ISO_HEIC = frozenset([b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs"])
ISO_AVIF = frozenset([b"avif", b"avis"])
# Containers of either: what is inside stands among the compatible brands.
ISO_EITHER = frozenset([b"mif1", b"mif2", b"msf1", b"miaf"])
MOST_BRANDS = 64

BMP_HEADERS = frozenset([12, 16, 40, 52, 56, 64, 108, 124])
TIFF_BEGINNINGS = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")

# Pictures that few browsers show, or that need a decoder of their own. They are named so that nobody takes them for something else.
OTHERS = (
    b"8BPS",
    b"\0\0\0\x0cjP  ",
    b"\xff\x4f\xff\x51",
    b"\xff\x0a",
    b"\0\0\0\x0cJXL ",
    b"\0\0\1\0",
    b"\0\0\2\0",
    b"DDS ",
    b"qoif",
    b"v/1\1",
    b"#?RADIANCE",
    b"II\xbc",
    b"FUJIFILM",
    b"gimp xcf",
    *(b"P%d\n" % number for number in range(1, 8)),
)


class Format(Enum):
    JPEG = auto()
    PNG = auto()
    GIF = auto()
    WEBP = auto()
    AVIF = auto()
    HEIF = auto()
    TIFF = auto()
    BMP = auto()


def format_of(data: bytes) -> Format:
    """The format that the bytes begin as. Errors: Unreadable for anything else."""
    if not data:
        raise Unreadable(Reason.EMPTY)
    found = _by_beginning(data) or _by_brand(data)
    if found is None:
        raise Unreadable(Reason.UNSUPPORTED_FORMAT if _is_other(data) else Reason.NO_IMAGE)
    return found


def _by_beginning(data: bytes) -> Format | None:
    if data.startswith(b"\xff\xd8\xff"):
        return Format.JPEG
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return Format.PNG
    if data.startswith((b"GIF87a", b"GIF89a")):
        return Format.GIF
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return Format.WEBP
    if data.startswith(TIFF_BEGINNINGS):
        return Format.TIFF
    # Two letters are little: the length of the header that follows must be one that exists.
    if data.startswith(b"BM") and int.from_bytes(data[14:18], "little") in BMP_HEADERS:
        return Format.BMP
    return None


def _by_brand(data: bytes) -> Format | None:
    if data[4:8] != b"ftyp" or len(data) < 16:
        return None
    length = min(struct.unpack(">I", data[:4])[0], 16 + 4 * MOST_BRANDS, len(data))
    main, others = data[8:12], {data[place : place + 4] for place in range(16, length - 3, 4)}
    if main in ISO_AVIF or (main in ISO_EITHER and others & ISO_AVIF):
        return Format.AVIF
    return Format.HEIF if main in ISO_HEIC | ISO_EITHER else None


def _is_other(data: bytes) -> bool:
    return data.startswith(OTHERS) or b"<svg" in data[:1024]


def is_cut(kind: Format, data: bytes) -> bool:
    """Whether the end is missing, as far as the format says where it is. Asked only of files that could not be decoded."""
    match kind:
        case Format.JPEG:
            return data.rfind(b"\xff\xd9") < data.rfind(b"\xff\xda")
        case Format.PNG:
            return b"IEND\xae\x42\x60\x82" not in data
        case Format.GIF:
            return not data.rstrip(b"\0").endswith(b";")
        case Format.WEBP:
            return int.from_bytes(data[4:8], "little") + 8 > len(data)
        case Format.AVIF | Format.HEIF:
            return _boxes_end(data) > len(data)
        case Format.BMP:
            return int.from_bytes(data[2:6], "little") > len(data)
        case Format.TIFF:
            # Its parts may stand in any order: only the decoder knows.
            return False


def _boxes_end(data: bytes) -> int:
    place = 0
    while place + 8 <= len(data):
        length = int.from_bytes(data[place : place + 4], "big")
        if length == 1:
            length = int.from_bytes(data[place + 8 : place + 16], "big")
        if length < 8:
            # 0: up to the end of the file.
            return len(data)
        place += length
    return place if place >= len(data) else len(data) + 1
