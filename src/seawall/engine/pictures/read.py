"""A file to the brightness of what it shows: the one call that a sandbox wraps."""

from typing import BinaryIO

from seawall.engine.nothashable import Reason
from seawall.engine.pictures.bounds import BOUNDS, Bounds
from seawall.engine.pictures.decode import loaded, opened, shrinking, turn_of
from seawall.engine.pictures.formats import Format, format_of
from seawall.engine.pictures.luma import luma_of, plain
from seawall.engine.pictures.pdq import SMALLEST_SIDE
from seawall.engine.pictures.refusal import Unreadable
from seawall.engine.pictures.scale import Shrunk, Side, further_factor
from seawall.engine.pictures.turns import MOVES, turned

# Most pictures are smaller: room for the largest would be new memory from the system for each.
PIECE = 4 << 20


def read_picture(stream: BinaryIO, bounds: Bounds = BOUNDS) -> Shrunk:
    """The luma of the picture that a viewer shows of the stream from where it stands, shrunk if it is large.

    Knows no state, opens no file, starts no process. Errors: Unreadable; OSError of reading.
    """
    data = stream.read(PIECE)
    if len(data) == PIECE:
        data += stream.read(bounds.file_bytes + 1 - PIECE)
    if len(data) > bounds.file_bytes:
        raise Unreadable(Reason.TOO_LARGE)
    kind = format_of(data)
    return _shown(kind, data, bounds)


def _shown(kind: Format, data: bytes, bounds: Bounds) -> Shrunk:
    picture = opened(kind, data, bounds)
    declared = picture.size
    if min(declared) < SMALLEST_SIDE:
        raise Unreadable(Reason.TOO_SMALL)
    decoded = loaded(picture, kind, data)
    # A shrunk JPEG is to be read where the whole one would be; of the others the decoder knows better than the header.
    shrunk = shrinking(declared) if kind is Format.JPEG else 1
    width, height = declared if kind is Format.JPEG else decoded.size
    further = (further_factor(decoded.width), further_factor(decoded.height))
    gray = luma_of(plain(decoded).reduce(further))

    turn = turn_of(decoded, kind)
    rows, columns = (height, shrunk * further[1]), (width, shrunk * further[0])
    if MOVES[turn].exchanged:
        rows, columns = columns, rows
    return Shrunk(
        turned(gray, turn),
        Side(*rows, MOVES[turn].rows_reversed),
        Side(*columns, MOVES[turn].columns_reversed),
    )
