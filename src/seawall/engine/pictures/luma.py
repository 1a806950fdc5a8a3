"""From any of Pillow's modes to the brightness that a viewer would show."""

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms

from seawall.engine.nothashable import Reason
from seawall.engine.pictures.pdq import Floats
from seawall.engine.pictures.refusal import Unreadable

# ITU-R BT.601, as PDQ and JPEG use them.
RED, GREEN, BLUE = 0.299, 0.587, 0.114
WHITE = 255

ON_WHITE = "RGBa"
_LAB = ImageCms.createProfile("LAB")
_SCREEN = ImageCms.createProfile("sRGB")


def plain(picture: Image.Image) -> Image.Image:
    """The picture in one of the modes L, RGB or RGBa (colours already multiplied by how opaque they are), 8 bits a channel.

    Colour profiles are not applied: neither the reference implementation nor any list does, and a fingerprint must be theirs.
    Errors: Unreadable for 32-bit and floating-point samples, which have no agreed black and white.
    """
    if picture.mode.startswith("I;16"):
        return _of_16_bits(picture)
    if picture.has_transparency_data:
        return picture.convert("RGBA").convert(ON_WHITE)
    match picture.mode:
        case "L" | "RGB":
            return picture
        case "1":
            return picture.convert("L")
        case "P" | "PA" | "CMYK" | "YCbCr" | "RGBX":
            return picture.convert("RGB")
        case "LAB":
            return _of_lab(picture)
        case _:
            raise Unreadable(Reason.UNSUPPORTED_FORMAT)


def _of_16_bits(picture: Image.Image) -> Image.Image:
    values = np.asarray(picture).astype(np.uint16, copy=False)
    shown = (values >> 8).astype(np.uint8)
    clear = picture.info.get("transparency")
    if isinstance(clear, int):
        shown[values == clear] = WHITE
    return Image.fromarray(shown)


def _of_lab(picture: Image.Image) -> Image.Image:
    shown = ImageCms.profileToProfile(picture, _LAB, _SCREEN, outputMode="RGB")
    if shown is None:
        raise Unreadable(Reason.DAMAGED)
    return shown


def luma_of(picture: Image.Image) -> Floats:
    """float32[h, w] of a picture in mode L, RGB or RGBa; what is not opaque lies on white."""
    pixels: NDArray[np.uint8] = np.asarray(picture)
    if picture.mode == "L":
        return pixels.astype(np.float32)
    gray = pixels[..., 0] * np.float32(RED)
    gray += pixels[..., 1] * np.float32(GREEN)
    gray += pixels[..., 2] * np.float32(BLUE)
    if picture.mode == ON_WHITE:
        gray += WHITE - pixels[..., 3]
    return gray
