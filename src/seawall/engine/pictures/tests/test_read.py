"""Every format and mode, and everything that is none: the picture that a viewer shows, or the reason why not."""

import time
from io import BytesIO

import numpy as np
import pytest

from seawall.engine.nothashable import Reason
from seawall.engine.pictures.bounds import BOUNDS, Bounds
from seawall.engine.pictures.hashing import picture_of
from seawall.engine.pictures.read import read_picture
from seawall.engine.pictures.refusal import Unreadable
from seawall.engine.pictures.tests.corpus import Case, cases, picture
from seawall.engine.pictures.tests.encoders import saved
from seawall.engine.pictures.tests.oracle import distance, reference_of
from seawall.engine.pictures.tests.scenes import Pixels

CORPUS = list(cases())
SHOWN = [case for case in CORPUS if not isinstance(case.shown, Reason)]
REFUSED = [case for case in CORPUS if isinstance(case.shown, Reason)]
# One side is what went into a lossy file, the other what came out.
MOST_BITS = 10
SECONDS = 5


def named(case: Case) -> str:
    return case.name


def reason_for(data: bytes, bounds: Bounds = BOUNDS) -> Reason:
    with pytest.raises(Unreadable) as refused:
        read_picture(BytesIO(data), bounds)
    return refused.value.reason


def test_the_corpus_is_large_enough() -> None:
    assert len(SHOWN) >= 60 and len(REFUSED) >= 30
    assert len({case.name for case in CORPUS}) == len(CORPUS)


@pytest.mark.parametrize("case", SHOWN, ids=named)
def test_it_reads_what_is_shown(case: Case) -> None:
    assert not isinstance(case.shown, Reason)
    code, quality = reference_of(case.shown)
    found = picture_of(read_picture(BytesIO(case.data)))
    assert distance(found.code, code) <= MOST_BITS
    assert abs(found.quality - quality) <= 5


@pytest.mark.parametrize("case", REFUSED, ids=named)
def test_it_refuses_with_a_reason(case: Case) -> None:
    begin = time.process_time()
    assert reason_for(case.data) is case.shown
    assert time.process_time() - begin < SECONDS


def test_luma_is_within_512_pixels() -> None:
    for case in SHOWN:
        gray = read_picture(BytesIO(case.data)).luma()
        assert gray.dtype == np.float32 and gray.ndim == 2 and max(gray.shape) <= 512
        assert gray.min() >= -0.01 and gray.max() <= 255.01


@pytest.mark.parametrize(
    "bounds",
    [
        Bounds(file_bytes=1000),
        Bounds(pixels=320 * 240 - 1),
        Bounds(decoded_pixels=320 * 240 - 1),
        Bounds(scanned_pixels=1),
    ],
)
def test_it_keeps_its_bounds(bounds: Bounds) -> None:
    assert reason_for(saved(picture(), "JPEG", quality=95), bounds) is Reason.TOO_LARGE


def test_it_reads_from_where_the_stream_stands() -> None:
    stream = BytesIO(b"before" + saved(picture(), "PNG"))
    stream.seek(6)
    assert read_picture(stream).gray.shape == (240, 320)


def test_it_would_notice_a_picture_shown_wrongly() -> None:
    """The faults seen elsewhere are far outside what is allowed here."""
    pixels = np.asarray(picture())
    code, _ = reference_of(pixels)
    wrongs: list[Pixels] = [
        255 - pixels,
        pixels[::-1],
        pixels[:, ::-1],
        np.swapaxes(pixels, 0, 1),
        np.roll(pixels, 30, axis=1),
    ]
    assert (
        min(distance(code, reference_of(np.ascontiguousarray(wrong))[0]) for wrong in wrongs) > 3 * MOST_BITS
    )
