"""Whether a key feels its way towards what is stored.

Somebody who may ask can change a found fingerprint bit by bit and watch where it stops being found: some hundreds of
questions, all beside one another, give the stored one. A provider asks what its users send, and that is strewn. So what
is counted is how many different fingerprints lie within a few bits of one that the same key has found, found or not.
"""

import threading
from collections import defaultdict

import numpy as np
from numpy.typing import NDArray

from seawall.engine.codes import Codes

# Two pictures that differ have fingerprints some 128 bits apart; a picture saved anew seldom stays within so few.
BESIDE_BITS = 12
# Found fingerprints of a key that are remembered; feeling one's way returns to the same one within far fewer.
REMEMBERED = 64
Words = NDArray[np.uint64]


class _Found:
    """The near-found fingerprints of one key, uint64[n, 4], the newest last."""

    def __init__(self) -> None:
        self.words: Words = np.empty((0, 4), np.uint64)
        self.lock = threading.Lock()

    def note(self, asked: Words, found: NDArray[np.int64]) -> int:
        with self.lock:
            before = self.words
            self.words = np.concatenate([before, asked[found[-REMEMBERED:]]])[-REMEMBERED:]
            if not len(self.words):
                return 0
            beside = asked[_within(asked, self.words, 1, BESIDE_BITS)]
            if not len(beside):
                return 0
            # Asked before: the same picture came again.
            return int(np.count_nonzero(~_within(beside, before, 0, 0)))


_of_keys: defaultdict[str, _Found] = defaultdict(_Found)


def beside(key_id: str, codes: Codes, found: NDArray[np.int64]) -> int:
    """How many of these PDQ codes (uint8[n, 32], all different) lie beside found ones; `found` are the rows found near just now.

    What this process has seen: a connection stays with one process, and whoever asks enough is seen by each.
    """
    return _of_keys[key_id].note(np.ascontiguousarray(codes).view(np.uint64), found)


def _within(asked: Words, known: Words, least: int, most: int) -> NDArray[np.bool_]:
    """Which rows of `asked` are so many bits from any of `known`."""
    # A quarter of the bits first: of rows that have nothing to do with one another hardly any gets past it.
    quarter = np.bitwise_count(asked[:, None, 0] ^ known[None, :, 0]) <= most
    rows, columns = np.nonzero(quarter)
    bits = np.bitwise_count(asked[rows] ^ known[columns]).sum(axis=1)
    hit = np.zeros(len(asked), np.bool_)
    hit[rows[(bits >= least) & (bits <= most)]] = True
    return hit
