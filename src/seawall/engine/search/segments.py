"""A sealed segment in memory: mapped arrays, the kernel's search over them, and the rows withdrawn since."""

import logging
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from seawall.engine.codes import Codes, Ids, Radii
from seawall.engine.search import segment_file
from seawall.engine.search.dead import Dead
from seawall.engine.search.disk import damaged
from seawall.engine.search.found import Found
from seawall.engine.search.kernel import Kernel
from seawall.engine.search.manifest import Manifest, SegmentEntry
from seawall.engine.search.matches import Held
from seawall.engine.search.segment_file import Checks, Contents

log = logging.getLogger(__name__)
Rows = NDArray[np.int64]
Arrays = Mapping[str, NDArray[np.generic]]


class Segment:
    """Rows sorted by id: the rows of an id are one slice, found by bisection."""

    def __init__(self, entry: SegmentEntry, kernel: Kernel, contents: Contents, seed: int) -> None:
        # `entry.dead` and `stored_dead`: the withdrawn rows' file that was read or written last, and its count.
        self.entry, self.stored_dead = replace(entry, dead=0), 0
        self.format = contents.format
        sections = dict(contents.arrays)
        self.ids: Ids = sections.pop("ids").view(np.uint64)
        self.codes: Codes = sections.pop("codes").view(np.uint8)
        self.dead = Dead(len(self.ids))
        self._rows = kernel.Sealed(self.codes, self._readable(sections, kernel), seed)

    def _readable(self, sections: Arrays, kernel: Kernel) -> Arrays:
        if kernel.oldest <= self.format <= kernel.format:
            return sections
        log.warning(
            "segment %d was sealed by another kernel: searched slowly until sealed again", self.entry.number
        )
        return {}

    @classmethod
    def seal(
        cls, folder: Path, manifest: Manifest, number: int, kernel: Kernel, ids: Ids, codes: Codes
    ) -> Self:
        """Write the pairs (in any order) as `segment-<number>` and open it. No manifest names it yet."""
        if (ids[1:] < ids[:-1]).any():
            order = np.argsort(ids, kind="stable")
            ids, codes = ids[order], codes[order]
        arrays: dict[str, NDArray[np.generic]] = {
            "ids": ids,
            "codes": codes,
            **kernel.seal(codes, seed=manifest.seed),
        }
        entry = segment_file.write(folder, manifest, number, Contents(kernel.format, len(ids), arrays))
        return cls.open(folder, manifest, entry, kernel)

    @classmethod
    def open(
        cls,
        folder: Path,
        manifest: Manifest,
        entry: SegmentEntry,
        kernel: Kernel,
        later: Checks | None = None,
    ) -> Self:
        """Map and check the file; raises `Damaged`, or FileNotFoundError if a later commit has removed it. With `later` the long part
        of the check is added there."""
        contents = segment_file.read(folder, manifest, entry, later)
        wanted = {"ids": ("<u8", (entry.rows,)), "codes": ("|u1", (entry.rows, manifest.width))}
        for name, (dtype, shape) in wanted.items():
            array = contents.arrays.get(name)
            if array is None or (array.dtype.str, array.shape) != (dtype, shape):
                raise damaged(folder / entry.name, f"its {name} are missing or of the wrong shape")
        segment = cls(entry, kernel, contents, manifest.seed)
        segment.follow(folder, entry)
        return segment

    def __len__(self) -> int:
        """Rows that are not withdrawn."""
        return len(self.ids) - self.dead.count

    @property
    def held(self) -> Held:
        return self._rows, self.ids, self.dead.bits if self.dead.count else None

    def search(self, queries: Codes, radius: Radii, limit: int) -> Found:
        return self._rows.search(queries, radius, limit, self.dead.bits if self.dead.count else None)

    def rows_of(self, ids: Ids) -> Rows:
        """Living rows of these ids (each named once)."""
        first, last = np.searchsorted(self.ids, ids, "left"), np.searchsorted(self.ids, ids, "right")
        rows = _ranges(first, last - first)
        return rows[self.dead.alive(rows)]

    def living(self) -> Rows:
        return self.dead.living()

    def kill(self, ids: Ids) -> int:
        return self.dead.kill(self.rows_of(ids))

    def follow(self, folder: Path, entry: SegmentEntry) -> None:
        """Take over the withdrawn rows that a commit names."""
        if entry.dead not in (0, self.entry.dead):
            stored = Dead.read(folder / entry.dead_name, entry.number, entry.rows)
            self.dead.add(stored)
            self.entry, self.stored_dead = entry, stored.count

    def store_dead(self, folder: Path, generation: int) -> SegmentEntry:
        """Write the withdrawn rows if they are more than were written before; the entry for the next manifest."""
        if self.dead.count == self.stored_dead:
            return self.entry
        entry = replace(self.entry, dead=generation)
        self.dead.write(folder / entry.dead_name, entry.number)
        return entry

    def stored(self, entry: SegmentEntry) -> None:
        """The manifest that names the withdrawn rows as they are now is committed."""
        self.entry, self.stored_dead = entry, self.dead.count


def _ranges(first: Rows, counts: Rows) -> Rows:
    """first[i], first[i] + 1, … counts[i] of them, for every i, one after another."""
    starts = np.cumsum(counts) - counts
    return np.repeat(first - starts, counts) + np.arange(counts.sum())
