"""Files of every format and mode, each with what is to be found in it: the picture it was made from, or a reason why not."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image, ImageCms

from seawall.engine.nothashable import Reason
from seawall.engine.pictures.tests.encoders import (
    PNG_BEGINNING,
    bomb_png,
    chunk,
    gif_on_screen,
    jpeg_of_size,
    png,
    png_header,
    saved,
    wide,
)
from seawall.engine.pictures.tests.scenes import Pixels, scene
from seawall.engine.pictures.turns import MOVES, Turn

FILES = Path(__file__).with_name("files")
ORIENTATION_TAG = 0x0112


@dataclass(frozen=True, slots=True)
class Case:
    """`shown` is what a viewer shows, uint8[h, w, 3], or the reason why nothing is hashed."""

    name: str
    data: bytes
    shown: Pixels | Reason


def picture() -> Image.Image:
    return Image.fromarray(scene("shapes", 7, (320, 240)))


def large() -> Image.Image:
    """Large enough that a JPEG of it is shrunk while it is decoded, and not a multiple of anything."""
    return Image.fromarray(scene("shapes", 8, (1291, 1103)))


def as_stored(shown: Image.Image, turn: Turn) -> Image.Image:
    """The rows and columns that become `shown` by that turn: its moves undone, the last first."""
    moves, pixels = MOVES[turn], np.asarray(shown)
    pixels = pixels[:: -1 if moves.rows_reversed else 1, :: -1 if moves.columns_reversed else 1]
    return Image.fromarray(np.ascontiguousarray(pixels.swapaxes(0, 1) if moves.exchanged else pixels))


def exif(turn: int) -> bytes:
    notes = Image.Exif()
    notes[ORIENTATION_TAG] = turn
    return notes.tobytes()


def see_through() -> tuple[Image.Image, Image.Image]:
    """A picture with a clear, a half clear and a full third, and what it looks like on white."""
    shown = picture().convert("RGBA")
    alpha = np.repeat([0, 128, 255], 107)[:320].astype(np.uint8)
    shown.putalpha(Image.fromarray(np.tile(alpha, (240, 1))))
    return shown, Image.alpha_composite(Image.new("RGBA", shown.size, "white"), shown).convert("RGB")


def cases() -> Iterator[Case]:
    yield from jpegs()
    yield from turned_jpegs()
    yield from pngs()
    yield from gifs()
    yield from webs()
    yield from heics()
    yield from tiffs()
    yield from bitmaps()
    yield from refused()
    yield from cut()
    yield from too_large()


def _same(name: str, data: bytes, shown: Image.Image) -> Case:
    return Case(name, data, np.asarray(shown.convert("RGB")))


def _profile() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def jpegs() -> Iterator[Case]:
    base, big = picture(), large()
    for name, options in {
        "baseline": {},
        "fine_colour": {"subsampling": 0},
        "progressive": {"progressive": True},
        "optimized": {"optimize": True},
        "restarts": {"restart_marker_blocks": 3},
        "stored_as_rgb": {"keep_rgb": True},
        "profile": {"icc_profile": _profile()},
    }.items():
        yield _same(f"jpeg_{name}", saved(base, "JPEG", quality=90, **options), base)
    yield _same("jpeg_large", saved(big, "JPEG", quality=90), big)
    yield _same("jpeg_large_progressive", saved(big, "JPEG", quality=90, progressive=True), big)
    yield _same("jpeg_grey", saved(base.convert("L"), "JPEG", quality=90), base.convert("L"))
    yield _same("jpeg_cmyk", saved(base.convert("CMYK"), "JPEG", quality=90), base)
    yield _same("jpeg_cmyk_large", saved(big.convert("CMYK"), "JPEG", quality=90), big)
    yield _same("jpeg_ycck", (FILES / "ycck.jpg").read_bytes(), base)
    yield _same(
        "jpeg_of_many",
        saved(base, "MPO", quality=90, save_all=True, append_images=[big.crop((0, 0, 320, 240))]),
        base,
    )
    yield _same("jpeg_then_zip", saved(base, "JPEG", quality=90) + b"PK\3\4" + bytes(500), base)


def turned_jpegs() -> Iterator[Case]:
    for turn in Turn:
        for name, shown in {"": picture(), "_large": large()}.items():
            data = saved(as_stored(shown, turn), "JPEG", quality=90, exif=exif(turn))
            yield _same(f"jpeg_turned_{turn}{name}", data, shown)
    yield _same("jpeg_turned_nonsense", saved(picture(), "JPEG", quality=90, exif=exif(99)), picture())
    yield _same(
        "jpeg_broken_notes",
        saved(picture(), "JPEG", quality=90, exif=b"Exif\0\0MM\0*\xff\xff\xff\xff"),
        picture(),
    )


def pngs() -> Iterator[Case]:
    base, big = picture(), large()
    pixels, grey = np.asarray(base), np.asarray(base.convert("L"))[..., None]
    clear, on_white = see_through()
    grey_clear, grey_on_white = clear.convert("LA"), on_white.convert("L")
    few = base.quantize(200)
    yield _same("png_colour", saved(base, "PNG"), base)
    yield _same("png_large", saved(big, "PNG"), big)
    yield _same("png_grey", saved(base.convert("L"), "PNG"), base.convert("L"))
    yield _same("png_bits", saved(base.convert("1"), "PNG"), base.convert("1"))
    yield _same("png_palette", saved(few, "PNG"), few)
    yield _same("png_palette_small", saved(base.quantize(13), "PNG", bits=4), base.quantize(13))
    yield _same("png_alpha", saved(clear, "PNG"), on_white)
    yield _same("png_alpha_large", saved(big.convert("RGBA"), "PNG"), big)
    yield _same("png_grey_alpha", saved(grey_clear, "PNG"), grey_on_white)
    yield _same("png_interlaced", png(pixels, interlaced=True), base)
    yield _same("png_16_bits_grey", png(wide(grey)), base.convert("L"))
    yield _same("png_16_bits_colour", png(wide(pixels)), base)
    yield _same("png_16_bits_interlaced", png(wide(grey), interlaced=True), base.convert("L"))
    yield _same("png_16_bits_alpha", png(wide(np.asarray(clear))), on_white)
    yield _same("png_turned", saved(as_stored(base, Turn.TURNED_RIGHT), "PNG", exif=exif(6)), base)
    yield _same("png_then_zip", saved(base, "PNG") + b"PK\3\4" + bytes(500), base)
    yield _same("png_animated", saved(base, "PNG", save_all=True, append_images=[base.rotate(90)]), base)
    yield from _clear_by_one_colour()


def _clear_by_one_colour() -> Iterator[Case]:
    """A palette entry, a grey or a colour that stands for nothing: what has it is not there, and lies on white."""
    few = picture().quantize(100)
    on_white = np.asarray(few.convert("RGB")).copy()
    on_white[np.asarray(few) == 5] = 255
    yield Case("png_palette_clear", saved(few, "PNG", transparency=5), on_white)

    grey = np.asarray(picture().convert("L")) // 32 * 32
    on_white = np.where(grey == 96, 255, grey).astype(np.uint8)
    yield Case(
        "png_grey_clear", saved(Image.fromarray(grey), "PNG", transparency=96), np.dstack([on_white] * 3)
    )
    clear = chunk(b"tRNS", struct.pack(">H", 96 * 256))
    yield Case(
        "png_16_bits_clear",
        png(grey[..., None].astype(np.uint16) * 256, extra=clear),
        np.dstack([on_white] * 3),
    )


def gifs() -> Iterator[Case]:
    few = picture().quantize(200)
    on_white = np.asarray(few.convert("RGB")).copy()
    on_white[np.asarray(few) == 5] = 255
    screen = Image.new("RGB", (400, 300), "white")
    screen.paste(few.convert("RGB"), (50, 40))
    yield _same("gif", saved(few, "GIF", interlace=False), few)
    yield _same("gif_interlaced", saved(few, "GIF", interlace=True), few)
    yield _same("gif_grey", saved(picture().convert("L"), "GIF"), picture().convert("L"))
    yield _same("gif_animated", saved(few, "GIF", save_all=True, append_images=[few.rotate(90)]), few)
    yield Case("gif_clear", saved(few, "GIF", transparency=5), on_white)
    yield _same("gif_on_larger_screen", gif_on_screen(few, 400, 300, 50, 40), screen)


def webs() -> Iterator[Case]:
    base, (clear, on_white) = picture(), see_through()
    turned = as_stored(base, Turn.TURNED_LEFT)
    for kind, options in {"WEBP": {"method": 0}, "AVIF": {"speed": 10}}.items():
        name = kind.lower()
        yield _same(f"{name}", saved(base, kind, quality=90, **options), base)
        yield _same(f"{name}_grey", saved(base.convert("L"), kind, quality=90, **options), base.convert("L"))
        yield _same(f"{name}_alpha", saved(clear, kind, quality=90, **options), on_white)
        yield _same(f"{name}_turned", saved(turned, kind, quality=90, exif=exif(8), **options), base)
        several = saved(base, kind, quality=90, save_all=True, append_images=[base.rotate(90)], **options)
        yield _same(f"{name}_animated", several, base)
    yield _same("webp_lossless", saved(base, "WEBP", lossless=True, method=0), base)
    yield _same("avif_large", saved(large(), "AVIF", quality=90, speed=10), large())


def heics() -> Iterator[Case]:
    base = picture()
    cleared = np.asarray(base).copy()
    cleared[:, :100] = 255
    yield _same("heic", (FILES / "colour.heic").read_bytes(), base)
    yield _same("heic_grey", (FILES / "grey.heic").read_bytes(), base.convert("L"))
    yield _same(
        "heic_turned", (FILES / "turned.heic").read_bytes(), base.transpose(Image.Transpose.ROTATE_270)
    )
    yield Case("heic_alpha", (FILES / "clear.heic").read_bytes(), cleared)


def tiffs() -> Iterator[Case]:
    base, (clear, on_white) = picture(), see_through()
    for compression in ("raw", "tiff_lzw", "tiff_adobe_deflate", "packbits"):
        yield _same(f"tiff_{compression}", saved(base, "TIFF", compression=compression), base)
    yield _same("tiff_jpeg", saved(base, "TIFF", compression="jpeg", quality=90), base)
    yield _same("tiff_bits", saved(base.convert("1"), "TIFF", compression="group4"), base.convert("1"))
    yield _same("tiff_grey", saved(base.convert("L"), "TIFF"), base.convert("L"))
    yield _same("tiff_palette", saved(base.quantize(200), "TIFF"), base.quantize(200))
    yield _same("tiff_alpha", saved(clear, "TIFF"), on_white)
    yield _same("tiff_cmyk", saved(base.convert("CMYK"), "TIFF"), base)
    lab = ImageCms.profileToProfile(
        base, ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), outputMode="LAB"
    )
    assert lab is not None
    yield _same("tiff_lab", saved(lab, "TIFF"), base)
    wide_grey = Image.fromarray(wide(np.asarray(base.convert("L"))))
    yield _same("tiff_16_bits", saved(wide_grey, "TIFF"), base.convert("L"))
    yield _same("tiff_pages", saved(base, "TIFF", save_all=True, append_images=[base.rotate(90)]), base)
    for turn in (Turn.UPSIDE_DOWN, Turn.TURNED_RIGHT):
        data = saved(as_stored(base, turn), "TIFF", tiffinfo={ORIENTATION_TAG: int(turn)})
        yield _same(f"tiff_turned_{turn}", data, base)
    floats = Image.fromarray(np.asarray(base.convert("L")).astype(np.float32))
    yield Case("tiff_floats", saved(floats, "TIFF"), Reason.UNSUPPORTED_FORMAT)


def bitmaps() -> Iterator[Case]:
    base = picture()
    yield _same("bmp", saved(base, "BMP"), base)
    yield _same("bmp_grey", saved(base.convert("L"), "BMP"), base.convert("L"))
    yield _same("bmp_palette", saved(base.quantize(200), "BMP"), base.quantize(200))
    yield _same("bmp_bits", saved(base.convert("1"), "BMP"), base.convert("1"))
    yield _same("bmp_alpha", saved(base.convert("RGBA"), "BMP"), base)


def refused() -> Iterator[Case]:
    base = picture()
    small = Image.new("RGB", (3, 400))
    for name, data in {
        "text": b"just a few words\n" * 50,
        "zip": b"PK\3\4" + bytes(1000),
        "zip_with_jpeg": b"PK\3\4" + bytes(26) + saved(base, "JPEG"),
        "pdf": b"%PDF-1.7\n" + bytes(1000),
        "mp4": b"\0\0\0\x18ftypisom\0\0\2\0isommp42" + bytes(1000),
        "two_letters": b"BM and so on" + bytes(1000),
        "script_in_riff": b"RIFF\x10\0\0\0WAVEfmt " + bytes(1000),
    }.items():
        yield Case(f"not_{name}", data, Reason.NO_IMAGE)
    for name, data in {
        "photoshop": b"8BPS\0\1" + bytes(1000),
        "jpeg_2000": saved(base, "JPEG2000"),
        "jpeg_xl": b"\xff\x0a" + bytes(1000),
        "icon": saved(base, "ICO"),
        "drawing": b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>',
        "portable": saved(base, "PPM"),
    }.items():
        yield Case(f"other_{name}", data, Reason.UNSUPPORTED_FORMAT)
    yield Case("nothing", b"", Reason.EMPTY)
    yield Case("too_small", saved(small, "PNG"), Reason.TOO_SMALL)
    yield Case("png_only_beginning", PNG_BEGINNING + bytes(100), Reason.TRUNCATED)
    yield Case(
        "png_no_pixels",
        PNG_BEGINNING + png_header(9, 9, bits=8, colour=2) + chunk(b"IEND", b""),
        Reason.DAMAGED,
    )
    yield Case("jpeg_garbage", b"\xff\xd8\xff\xe0" + bytes(range(256)) * 4 + b"\xff\xd9", Reason.DAMAGED)
    yield Case("tiff_garbage", b"II*\0" + bytes(range(256)) * 4, Reason.DAMAGED)


def cut() -> Iterator[Case]:
    """The first half of a file of each format."""
    base = picture()
    whole = {kind: saved(base, kind) for kind in ("JPEG", "PNG", "GIF", "WEBP", "AVIF", "TIFF", "BMP")}
    whole["HEIF"] = (FILES / "colour.heic").read_bytes()
    for kind, data in whole.items():
        yield Case(f"cut_{kind.lower()}", data[: len(data) // 2], Reason.TRUNCATED)


def too_large() -> Iterator[Case]:
    base = picture()
    yield Case("bomb_png", bomb_png(20_000), Reason.TOO_LARGE)
    yield Case("bomb_jpeg", jpeg_of_size(saved(base, "JPEG"), 20_000, 20_000), Reason.TOO_LARGE)
    yield Case("bomb_gif", gif_on_screen(base.quantize(200), 65_535, 65_535, 0, 0), Reason.TOO_LARGE)
    yield Case(
        "bomb_bmp", _patched(saved(base, "BMP"), 18, struct.pack("<ii", 20_000, 20_000)), Reason.TOO_LARGE
    )
    scans = saved(Image.new("RGB", large().size), "JPEG", progressive=True)
    last = scans.rindex(b"\xff\xda")
    yield Case("bomb_jpeg_scans", scans[:last] + scans[last:-2] * 5000 + scans[-2:], Reason.TOO_LARGE)


def _patched(data: bytes, place: int, content: bytes) -> bytes:
    return data[:place] + content + data[place + len(content) :]
