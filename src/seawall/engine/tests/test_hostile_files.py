"""Files made to harm whoever opens them, through the engine's own sandbox: an answer or a reason, in time, and the next file is
read as if nothing had been."""

import gzip
import io
import random
import resource
import struct
import time
import zlib
from collections.abc import Callable, Iterator
from functools import cache

import numpy as np
import pytest
from PIL import Image

from seawall.engine.sandbox import Refusal, Sandbox, readable

Run = Callable[[str, bytes], bytes | Refusal]
CALM = {"declined", "memory", "time", "failed", "crashed"}


def chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def png(width: int, height: int, pixels: bytes, *more: bytes) -> bytes:
    """A grey PNG that declares this size, whatever its pixels are."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(more) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


@cache
def zeros(count: int) -> bytes:
    """So many zeros, deflated."""
    packer, block = zlib.compressobj(9), bytes(1 << 20)
    whole = [packer.compress(block[: min(len(block), count - at)]) for at in range(0, count, len(block))]
    return b"".join(whole) + packer.flush()


def squares(kind: str, **choices: object) -> bytes:
    rng = np.random.default_rng(3)
    shown = np.kron(rng.integers(0, 256, (8, 8, 3), np.uint8), np.ones((32, 32, 1), np.uint8))
    out = io.BytesIO()
    Image.fromarray(shown).save(out, kind, **choices)
    return out.getvalue()


def enlarged(jpeg: bytes, side: int) -> bytes:
    """A JPEG whose frame header declares another size."""
    at = jpeg.index(b"\xff\xc0")
    return jpeg[: at + 5] + struct.pack(">HH", side, side) + jpeg[at + 9 :]


def tiff(side: int) -> bytes:
    """One strip of nothing that is said to be a picture of side x side."""
    entries = [
        (256, 4, side),
        (257, 4, side),
        (258, 3, 8),
        (259, 3, 1),
        (262, 3, 1),
        (273, 4, 8),
        (278, 4, side),
    ]
    table = b"".join(
        struct.pack("<HHII", tag, kind, 1, value) for tag, kind, value in [*entries, (279, 4, 9)]
    )
    return b"II*\0" + struct.pack("<I", 8) + struct.pack("<H", len(entries) + 1) + table + bytes(4)


HOSTILE: dict[str, Callable[[], bytes]] = {
    "nothing": lambda: b"",
    "one byte": lambda: b"\xff",
    "20,000 x 20,000 PNG that is all there": lambda: png(20000, 20000, zeros(20000 * 20001)),
    "20,000 x 20,000 PNG of a few bytes": lambda: png(20000, 20000, zeros(1000)),
    "2^31 x 2^31 PNG": lambda: png(2**31 - 1, 2**31 - 1, zeros(1000)),
    "PNG of 0 x 0": lambda: png(0, 0, zeros(1)),
    "PNG with 256 MiB of words": lambda: png(8, 8, zeros(72), chunk(b"zTXt", b"a\0\0" + zeros(1 << 28))),
    "PNG with 256 MiB of colours": lambda: png(8, 8, zeros(72), chunk(b"iCCP", b"a\0\0" + zeros(1 << 28))),
    "PNG whose pixels go on": lambda: png(8, 8, zeros(1 << 28)),
    "65,500 x 65,500 JPEG": lambda: enlarged(squares("JPEG"), 65500),
    "half a JPEG": lambda: squares("JPEG")[: len(squares("JPEG")) // 2],
    "half a PNG": lambda: squares("PNG")[: len(squares("PNG")) // 2],
    "JPEG that is also an archive": lambda: (
        squares("JPEG") + b"PK\x03\x04" + bytes(500) + b"PK\x05\x06" + bytes(18)
    ),
    "GIF that is also a script": lambda: b"GIF89a/*" + squares("GIF")[8:] + b"*/=1;alert(1)",
    "GIF of 65,535 x 65,535": lambda: b"GIF89a\xff\xff\xff\xff" + squares("GIF")[10:],
    "TIFF of 60,000 x 60,000": lambda: tiff(60000),
    "PDF before a JPEG": lambda: b"%PDF-1.7\n" + squares("JPEG"),
    "gzip of a gigabyte": lambda: gzip.compress(bytes(1 << 24)) * 64,
    "XML that doubles itself": lambda: (
        b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
        b'<svg xmlns="http://www.w3.org/2000/svg">&b;</svg>'
    ),
    "noise": lambda: random.Random(9).randbytes(1 << 16),
    "PostScript": lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9999 9999\n{} loop\n",
    "MPEG start codes without end": lambda: b"\0\0\1\xba\0\0\1\xe0\0\0" * 50000,
}


@pytest.fixture(scope="module")
def run() -> Iterator[Run]:
    sandbox = Sandbox()

    def on(task: str, content: bytes) -> bytes | Refusal:
        with readable(content) as fd:
            return sandbox.run(task, fd)

    yield on
    sandbox.close()


@pytest.mark.parametrize("task", ["picture", "video"])
@pytest.mark.parametrize("name", HOSTILE)
def test_nobody_is_harmed(run: Run, name: str, task: str) -> None:
    content = HOSTILE[name]()
    before, heaviest = time.monotonic(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found = run(task, content)
    assert isinstance(found, bytes) or found.reason in CALM, found
    # The limit of a picture is 15 seconds of its own processor.
    assert time.monotonic() - before < 90
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - heaviest < 50_000, "the caller grew"
    assert isinstance(run("picture", squares("PNG")), bytes)


@pytest.mark.parametrize("name", ["JPEG that is also an archive"])
def test_a_polyglot_is_the_picture_that_is_shown(run: Run, name: str) -> None:
    assert run("picture", HOSTILE[name]()) == run("picture", squares("JPEG"))
