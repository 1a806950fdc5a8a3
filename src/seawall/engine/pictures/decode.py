"""Bytes to pixels. The decoders are called by name, not found by a registry that others may have added to."""

from io import BytesIO

from pi_heif.as_plugin import HeifImageFile
from PIL import Image, ImageFile
from PIL.AvifImagePlugin import AvifImageFile
from PIL.BmpImagePlugin import BmpImageFile
from PIL.GifImagePlugin import GifImageFile
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.TiffImagePlugin import TiffImageFile
from PIL.WebPImagePlugin import WebPImageFile

from seawall.engine.nothashable import Reason
from seawall.engine.pictures.bounds import Bounds
from seawall.engine.pictures.formats import Format, is_cut
from seawall.engine.pictures.refusal import Unreadable
from seawall.engine.pictures.scale import LONGEST_SIDE
from seawall.engine.pictures.turns import Turn

DECODERS: dict[Format, type[ImageFile.ImageFile]] = {
    Format.JPEG: JpegImageFile,
    Format.PNG: PngImageFile,
    Format.GIF: GifImageFile,
    Format.WEBP: WebPImageFile,
    Format.AVIF: AvifImageFile,
    Format.HEIF: HeifImageFile,
    Format.TIFF: TiffImageFile,
    Format.BMP: BmpImageFile,
}
ORIENTATION_TAG = 0x0112
EXIF_HEADER = b"Exif\0\0"
# Pillow turns a TIFF while it loads it. In HEIF the container says how to turn and libheif does it; an EXIF tag is a leftover there
# (ISO/IEC 23008-12).
TURNED_BY_DECODER = frozenset([Format.TIFF, Format.HEIF])


def opened(kind: Format, data: bytes, bounds: Bounds) -> ImageFile.ImageFile:
    """The picture with its header read and its size within bounds. Errors: Unreadable."""
    try:
        picture = DECODERS[kind](BytesIO(data))
    # A decoder fed with garbage fails in any way it likes; what it means is always the same.
    except Exception as fault:
        raise Unreadable(_why(kind, data, fault)) from fault
    _check(picture, kind, data, bounds)
    return picture


def _check(picture: ImageFile.ImageFile, kind: Format, data: bytes, bounds: Bounds) -> None:
    pixels = picture.width * picture.height
    # A JPEG may be decoded to an eighth of its length and width.
    decoded = pixels // shrinking(picture.size) ** 2 if kind is Format.JPEG else pixels
    scans = data.count(b"\xff\xda") if kind is Format.JPEG else 0
    too_large = (
        pixels > bounds.pixels or decoded > bounds.decoded_pixels or pixels * scans > bounds.scanned_pixels
    )
    if too_large:
        raise Unreadable(Reason.TOO_LARGE)


def shrinking(size: tuple[int, int]) -> int:
    """By how much a JPEG of this size is shrunk while it is decoded: its longer side keeps 512 samples, its shorter one 256.

    Measured on 144 pictures of 700 to 4096 pixels (free photographs, enlarged, and clouds): 1.0 bits from the reference on
    average, 4 at most; with half as many samples it would be 1.5 and 8.
    """
    return max(
        factor
        for factor in (1, 2, 4, 8)
        if factor == 1 or (max(size) // factor >= LONGEST_SIDE and min(size) // factor >= LONGEST_SIDE // 2)
    )


def loaded(picture: ImageFile.ImageFile, kind: Format, data: bytes) -> Image.Image:
    """The decoded first frame; of a JPEG only its brightness, shrunk by `shrinking`. Errors: Unreadable."""
    try:
        if isinstance(picture, JpegImageFile):
            factor = shrinking(picture.size)
            picture.draft("L", (picture.width // factor, picture.height // factor))
        frame = picture.tile[0][1] if isinstance(picture, GifImageFile) else None
        picture.load()
        return picture if frame is None else _on_screen(picture, frame)
    except Exception as fault:
        raise Unreadable(_why(kind, data, fault)) from fault


def _on_screen(picture: Image.Image, frame: tuple[int, int, int, int] | None) -> Image.Image:
    """A GIF's frame may be smaller than its screen: what it leaves out is see-through, whatever the palette's first colour is."""
    if frame == (0, 0, *picture.size):
        return picture
    screen = Image.new("RGBA", picture.size, (0, 0, 0, 0))
    screen.paste(picture.convert("RGBA").crop(frame), frame)
    return screen


def _why(kind: Format, data: bytes, fault: Exception) -> Reason:
    if isinstance(fault, MemoryError | Image.DecompressionBombError):
        return Reason.TOO_LARGE
    return Reason.TRUNCATED if "truncated" in str(fault).lower() or is_cut(kind, data) else Reason.DAMAGED


def turn_of(picture: Image.Image, kind: Format) -> Turn:
    """How a loaded picture has still to be turned to be shown. Nonsense means: as it is."""
    if kind in TURNED_BY_DECODER:
        return Turn.AS_IT_IS
    try:
        value = _tag(picture)
    except Exception:
        # Broken notes about a picture do not make it less of a picture.
        return Turn.AS_IT_IS
    return Turn(value) if value in set(Turn) else Turn.AS_IT_IS


def _tag(picture: Image.Image) -> int:
    notes = picture.info.get("exif")
    if not isinstance(notes, bytes):
        return Turn.AS_IT_IS
    exif = Image.Exif()
    exif.load(notes if notes.startswith(EXIF_HEADER) else EXIF_HEADER + notes)
    value = exif.get(ORIENTATION_TAG)
    return value if isinstance(value, int) else Turn.AS_IT_IS
