"""The kernel in C++ (`engine/native`), which reads a few in a million codes where NumPy reads all; `chunks.hpp` says why."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from seawall.engine import _native
from seawall.engine.codes import PDQ_BYTES, Codes, Radii
from seawall.engine.errors import Damaged
from seawall.engine.search.brute import Dead
from seawall.engine.search.found import Found
from seawall.engine.search.matches import Matches, Part, Places

# The instruction sets that this machine runs, the best first.
SETS: tuple[str, ...] = tuple(_native.sets())
NAME = f"native/{SETS[0]}"
FORMAT: int = _native.FORMAT
# Of what older kernels wrote, read as well.
OLDEST_FORMAT: int = _native.OLDEST_FORMAT

_TABLES = ("lines", "rows", "shape")
_LINE = 64
# Made once: a look-up is over in microseconds, and each of these takes a tenth of one.
_NUMBER, _BYTE, _TRUTH = np.dtype(np.uint32), np.dtype(np.uint8), np.dtype(np.bool_)
_ID, _PLACE = np.dtype(np.uint64), np.dtype(np.int64)


def seal(codes: Codes, *, seed: int, chunks: int = 0) -> dict[str, NDArray[np.generic]]:
    """`lines` uint32[·], `rows` uint32[chunks * n] and `shape` uint64[2 + chunks]; nothing for a segment so small that all is read.

    A code is cut into 16, 14 or 12 chunks; 0: into as many as are quickest for so many codes. About 131 bytes a code at a million
    codes, 102 at ten million, 84 at a hundred million, and 32 more while it works.
    """
    if len(codes) < _native.BARE_SIZE:
        return {}
    sealing = _native.Sealing(codes, seed, chunks)
    lines, rows = _lines(sealing.lines), np.empty(sealing.rows, np.uint32)
    sealing.fill(lines, rows)
    return {"lines": lines, "rows": rows, "shape": np.array(sealing.shape, np.uint64)}


def _lines(count: int) -> NDArray[np.uint32]:
    """Room that begins where a cache line does, as in a file: a line across two would cost two fetches."""
    room = np.empty(count * _LINE + _LINE, np.uint8)
    start = -room.ctypes.data % _LINE
    return room[start : start + count * _LINE].view(np.uint32)


def _found(count: int, parts: bytearray) -> Found:
    return Found(
        np.ndarray(count, _NUMBER, parts),
        np.ndarray(count, _NUMBER, parts, 4 * count),
        np.ndarray(count, _BYTE, parts, 8 * count),
        np.ndarray(len(parts) - 9 * count, _TRUTH, parts, 9 * count),
    )


def search(parts: Sequence[Part], queries: Codes, radius: Radii, limit: int) -> Places:
    """All parts in one call: C++ is done with each of them sooner than Python could ask it and join the answers."""
    count, joined = _native.search([part.held for part in parts], queries, radius, limit)
    query = np.ndarray(count, _NUMBER, joined, 16 * count)
    distance = np.ndarray(count, _BYTE, joined, 20 * count)
    cut = np.ndarray(len(queries), _TRUTH, joined, 21 * count)
    matches = Matches(query, np.ndarray(count, _ID, joined), distance, cut)
    return Places(matches, np.ndarray(count, _PLACE, joined, 8 * count))


class Sealed(_native.Sealed):
    def __init__(
        self,
        codes: Codes,
        sections: Mapping[str, NDArray[np.generic]],
        seed: int,
        *,
        instructions: str = SETS[0],
    ) -> None:
        try:
            tables = [sections[name] for name in _TABLES] if sections else []
            super().__init__(codes, *tables, seed, instructions)
        except (KeyError, TypeError, ValueError) as fault:
            raise Damaged("these sections are not those of these codes") from fault

    def search(self, queries: Codes, radius: Radii, limit: int = 0, dead: Dead | None = None) -> Found:
        return _found(*self.find(queries, radius, limit, dead))


class Tail(_native.Tail):
    def __init__(self, seed: int, *, instructions: str = SETS[0]) -> None:
        super().__init__(seed, instructions)

    def kill(self, rows: NDArray[np.integer]) -> None:
        """Withdraws these rows; IndexError, and nothing withdrawn, if one is not there."""
        super().kill(np.ascontiguousarray(rows, dtype=np.uint32))

    def codes(self) -> Codes:
        """A copy of all rows so far, dead ones too."""
        return np.frombuffer(self.bytes(), np.uint8).reshape(-1, PDQ_BYTES)

    def search(self, queries: Codes, radius: Radii, limit: int = 0) -> Found:
        return _found(*self.find(queries, radius, limit))
