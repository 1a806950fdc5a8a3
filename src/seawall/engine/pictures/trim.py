"""Bars around a picture: of a film in a frame, of a screenshot, of a picture pasted on a page.

A picture with bars has another code than without. Lists hold pictures as they were found, so the bars are taken off on the side of
the question, and both codes are asked for.
"""

import numpy as np
from numpy.typing import NDArray

from seawall.engine.pictures.pdq import SMALLEST_SIDE, Floats

# Lossy compression leaves some unrest in a bar, most of it beside the picture.
UNREST = 12.0
STRAY = 0.02
# A picture that fills less than this share of a side is more likely a detail of a plain picture than one with bars.
LEAST_SHARE = 0.25


def trimmed(gray: Floats) -> Floats | None:
    """A view of float32[h, w] without its bars of one even brightness; None if there are none, or if hardly anything is left."""
    across, along = _inner(gray), _inner(gray.T)
    if across is None or along is None:
        return None
    inner = gray[across, along]
    return None if inner.shape == gray.shape or min(inner.shape) < SMALLEST_SIDE else inner


def _inner(gray: Floats) -> slice | None:
    """The rows between the bars above and below."""
    first, last = _bar(gray), len(gray) - _bar(gray[::-1])
    return slice(first, last) if last - first >= LEAST_SHARE * len(gray) else None


def _bar(gray: Floats) -> int:
    """How many rows from the first on are even, and as bright as the first."""
    bright = np.sort(gray[0])[gray.shape[1] // 2]
    # Most pictures have no bars: their first row says so.
    if (np.abs(gray[0] - bright) > UNREST).mean() > STRAY:
        return 0
    even: NDArray[np.bool_] = (np.abs(gray - bright) > UNREST).mean(axis=1) <= STRAY
    return len(gray) if even.all() else int(even.argmin())
