"""What is worth showing to which decoder, by its first bytes and never by its name. Comparing bytes decodes nothing."""

from seawall.engine.nothashable import Reason
from seawall.engine.pictures.formats import format_of
from seawall.engine.pictures.refusal import Unreadable

# Transport streams show themselves by a sign every 188 bytes, or 192 with a time before each.
HEAD_BYTES = 1024
SYNC, PACKETS = 0x47, ((0, 188), (4, 192))
BEGINNINGS = (
    b"\x1aE\xdf\xa3",  # Matroska, WebM
    b"0&\xb2u\x8ef\xcf\x11",  # ASF, WMV
    b"FLV\x01",
    b"OggS",
    b".RMF",
    b"DKIF",  # IVF
    b"YUV4MPEG2 ",
    b"nut/multimedia container\0",
    b"\x06\x0e+4\x02\x05\x01\x01\r\x01\x02\x01\x01\x02",  # MXF
    b"\xb7\xd8\x00 7I\xda\x11",  # WTV
    b"\x1f\x07\x00",  # DV
    b"\0\0\1\xba",  # MPEG program stream
    b"\0\0\1\xb3",  # MPEG video
    b"\0\0\1\xb0",  # MPEG-4 video
    b"\0\0\0\1g",  # H.264, each way to begin
    b"\0\0\0\1'",
    b"\0\0\0\1\t",
    b"\0\0\0\1@\1",  # H.265
    b"\0\0\0\1F\1",
    b"\0\0\1\x0f",  # VC-1
)
# QuickTime and MP4: the name of the first box follows its length.
BOXES = frozenset([b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot", b"uuid"])


def is_picture(head: bytes) -> bool:
    """Whether the picture decoder has something to say, if only why it refuses; an empty file is its to name."""
    try:
        format_of(head)
    except Unreadable as fault:
        return fault.reason is not Reason.NO_IMAGE
    return True


def is_video(head: bytes) -> bool:
    return (
        head.startswith(BEGINNINGS)
        or head[4:8] in BOXES
        or (head.startswith(b"RIFF") and head[8:12] == b"AVI ")
        or any(_is_stream(head, first, step) for first, step in PACKETS)
    )


def _is_stream(head: bytes, first: int, step: int) -> bool:
    signs = head[first::step]
    return len(signs) > 2 and set(signs) == {SYNC}
