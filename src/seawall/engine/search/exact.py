"""Exact kinds (md5, sha1, sha256) behind the same door as near search: equal bytes are found, at distance 0."""

import threading

import numpy as np
from numpy.typing import NDArray

from seawall.engine.codes import Codes, Radii
from seawall.engine.search.brute import Dead, is_dead
from seawall.engine.search.found import Found, in_order
from seawall.engine.search.kernel import Kernel, Sections

# Apart from the formats of near search: neither takes the other's sections for its own.
FORMAT = 1001


def exact(width: int) -> Kernel:
    """The kernel for codes of `width` bytes; radius and seed mean nothing to it."""
    return Kernel("exact", FORMAT, FORMAT, seal, Sealed, lambda seed: Tail(width))


def seal(codes: Codes, *, seed: int) -> dict[str, NDArray[np.generic]]:
    """`order`: uint32[n], the rows sorted by code."""
    return {"order": np.argsort(_texts(codes), kind="stable").astype(np.uint32)}


def _texts(codes: Codes) -> NDArray[np.bytes_]:
    # NumPy sorts and bisects byte texts as memcmp does. It drops zeros at the end, but all are of one width here.
    return codes.reshape(-1).view(f"S{codes.shape[1]}")


class Sealed:
    def __init__(self, codes: Codes, sections: Sections, seed: int) -> None:
        self._texts = _texts(codes)
        order = sections.get("order")
        self._order = (seal(codes, seed=seed)["order"] if order is None else order).view(np.uint32)

    def __len__(self) -> int:
        return len(self._texts)

    def search(self, queries: Codes, radius: Radii, limit: int = 0, dead: Dead | None = None) -> Found:
        asked = _texts(queries)
        first = np.searchsorted(self._texts, asked, "left", sorter=self._order)
        counts = np.searchsorted(self._texts, asked, "right", sorter=self._order) - first
        query = np.repeat(np.arange(len(asked), dtype=np.uint32), counts)
        places = np.repeat(first - (np.cumsum(counts) - counts), counts) + np.arange(len(query))
        row = self._order[places]
        if dead is not None:
            alive = ~is_dead(dead, row)
            query, row = query[alive], row[alive]
        return _found(query, row, len(asked), limit)


class Tail:
    def __init__(self, width: int) -> None:
        self._width = width
        self._codes: list[bytes] = []
        # Rows of each code; a dict keeps their order and forgets one at once, however many are equal.
        self._rows: dict[bytes, dict[int, None]] = {}
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._codes)

    def add(self, codes: Codes) -> None:
        with self._lock:
            for code in _each(codes):
                self._rows.setdefault(code, {})[len(self._codes)] = None
                self._codes.append(code)

    def kill(self, rows: NDArray[np.integer]) -> None:
        with self._lock:
            for row in rows.tolist():
                self._rows[self._codes[row]].pop(row, None)

    def codes(self) -> Codes:
        """A copy of all rows so far, dead ones too."""
        with self._lock:
            return np.frombuffer(b"".join(self._codes), np.uint8).reshape(-1, self._width)

    def search(self, queries: Codes, radius: Radii, limit: int = 0) -> Found:
        with self._lock:
            found = [list(self._rows.get(code, ())) for code in _each(queries)]
        query = np.repeat(np.arange(len(found), dtype=np.uint32), [len(rows) for rows in found])
        row = np.array([row for rows in found for row in rows], np.uint32)
        return _found(query, row, len(found), limit)


def _each(codes: Codes) -> list[bytes]:
    data, width = codes.tobytes(), codes.shape[1]
    return [data[at : at + width] for at in range(0, len(data), width)]


def _found(query: NDArray[np.uint32], row: NDArray[np.uint32], queries: int, limit: int) -> Found:
    return in_order(query, row, np.zeros(len(query), np.uint8), queries=queries, limit=limit)
