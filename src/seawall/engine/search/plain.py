"""The kernel in NumPy: nothing to build, every search reads every code. Right always, fast enough for small lists."""

import threading
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from seawall.engine.codes import PDQ_BYTES, Codes, Radii
from seawall.engine.search import brute
from seawall.engine.search.brute import Dead
from seawall.engine.search.found import Found

NAME = "numpy"
FORMAT = 0


def seal(codes: Codes, *, seed: int) -> dict[str, NDArray[np.generic]]:
    """Nothing: the codes themselves are all this kernel reads."""
    return {}


class Sealed:
    def __init__(self, codes: Codes, sections: Mapping[str, NDArray[np.generic]], seed: int) -> None:
        self._codes = codes

    def __len__(self) -> int:
        return len(self._codes)

    def search(self, queries: Codes, radius: Radii, limit: int = 0, dead: Dead | None = None) -> Found:
        return brute.search(self._codes, queries, radius, limit, dead)


class Tail:
    def __init__(self, seed: int) -> None:
        # Room is doubled when full; rows past `_rows` are not yet written.
        self._codes = np.empty((1024, PDQ_BYTES), np.uint8)
        self._dead = np.zeros(1024 // 8, np.uint8)
        self._rows = 0
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return self._rows

    def add(self, codes: Codes) -> None:
        with self._lock:
            self._grow_to(self._rows + len(codes))
            self._codes[self._rows : self._rows + len(codes)] = codes
            self._rows += len(codes)

    def kill(self, rows: NDArray[np.integer]) -> None:
        with self._lock:
            np.bitwise_or.at(self._dead, rows >> 3, (1 << (rows & 7)).astype(np.uint8))

    def codes(self) -> Codes:
        """A copy of all rows so far, dead ones too."""
        with self._lock:
            return self._codes[: self._rows].copy()

    def search(self, queries: Codes, radius: Radii, limit: int = 0) -> Found:
        with self._lock:
            codes, dead = self._codes[: self._rows], self._dead.copy()
        # Outside the lock: rows once written never change, and a grown tail is a new array.
        return brute.search(codes, queries, radius, limit, dead)

    def _grow_to(self, rows: int) -> None:
        while rows > len(self._codes):
            self._codes = np.concatenate([self._codes, np.empty_like(self._codes)])
            self._dead = np.concatenate([self._dead, np.zeros_like(self._dead)])
