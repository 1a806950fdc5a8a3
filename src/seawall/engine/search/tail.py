"""The tail: rows of one journal, in memory, searched like a segment until they are sealed."""

import numpy as np
from numpy.typing import NDArray

from seawall.engine.codes import Codes, Ids, Radii
from seawall.engine.search.found import Found
from seawall.engine.search.kernel import Kernel
from seawall.engine.search.matches import Held

Rows = NDArray[np.int64]


class Tail:
    """One thread changes it; others may search meanwhile."""

    def __init__(self, journal: int, kernel: Kernel, seed: int) -> None:
        # Number of the journal whose records these are.
        self.journal = journal
        # What the journal withdrew: to be withdrawn too in segments that are opened later.
        self.removed: list[Ids] = []
        self.mark: int | None = None
        self._rows = kernel.Tail(seed)
        # Room is doubled when full; only the first `_count` places are rows.
        self._ids = np.empty(64, np.uint64)
        self._alive = np.zeros(64, np.bool_)
        self._count = self._living = 0
        # Most ids asked for are not here: a set says so without reading the rows.
        self._known: set[int] = set()

    def __len__(self) -> int:
        """Rows that are not withdrawn."""
        return self._living

    @property
    def rows(self) -> int:
        """All rows, the withdrawn ones too."""
        return self._count

    @property
    def ids(self) -> Ids:
        return self._ids[: self._count]

    @property
    def held(self) -> Held:
        return self._rows, self.ids, None

    @property
    def codes(self) -> Codes:
        return self._rows.codes()

    def add(self, ids: Ids, codes: Codes) -> None:
        if not len(ids):
            return
        end = self._count + len(ids)
        self._grow_to(end)
        self._ids[self._count : end] = ids
        self._alive[self._count : end] = True
        self._known.update(ids.tolist())
        # Ids before codes: whoever finds a row must find its id.
        self._count, self._living = end, self._living + len(ids)
        self._rows.add(codes)

    def kill(self, ids: Ids) -> int:
        rows = self.rows_of(ids)
        if len(rows):
            self._alive[rows] = False
            self._living -= len(rows)
            self._rows.kill(rows)
        return len(rows)

    def search(self, queries: Codes, radius: Radii, limit: int) -> Found:
        return self._rows.search(queries, radius, limit)

    def rows_of(self, ids: Ids) -> Rows:
        """Living rows of these ids (each named once)."""
        if not self._known or self._known.isdisjoint(ids.tolist()):
            return np.empty(0, np.int64)
        return np.flatnonzero(np.isin(self.ids, ids) & self._alive[: self._count])

    def living(self) -> Rows:
        return np.flatnonzero(self._alive[: self._count])

    def _grow_to(self, rows: int) -> None:
        if rows <= len(self._ids):
            return
        room = max(rows, 2 * len(self._ids))
        self._ids = np.concatenate([self._ids, np.empty(room - len(self._ids), np.uint64)])
        self._alive = np.concatenate([self._alive, np.zeros(room - len(self._alive), np.bool_)])
