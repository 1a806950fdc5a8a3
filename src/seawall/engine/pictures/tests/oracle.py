"""What the reference implementation does with a picture of any size, as plainly as it can be written, and slow.

`test_pdq.py` holds it to the hashes that the reference implementation itself gave.
"""

import numpy as np

from seawall.engine.pictures.pdq import Code, Floats, pdq_of_luma
from seawall.engine.pictures.tests.scenes import Pixels

LONGEST = 512


def luma(shown: Pixels) -> Floats:
    return np.asarray(shown @ np.array([0.299, 0.587, 0.114]), np.float32)


def reference_of(shown: Pixels) -> tuple[Code, int]:
    """Of each of 512 x 512 cells the first pixel; nothing is averaged."""
    height, width = shown.shape[:2]
    if max(height, width) > LONGEST:
        places = np.arange(LONGEST)
        shown = shown[places * height // LONGEST][:, places * width // LONGEST]
    return pdq_of_luma(luma(shown))


def distance(one: Code, other: Code) -> int:
    """Bits that differ."""
    return int(np.bitwise_count(one ^ other).sum())
