"""All parts of an index at one moment: sealed segments and tails. Its list of parts never changes; their withdrawn rows do."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from seawall.engine.codes import Codes, Ids, Radii, each_once
from seawall.engine.search import records
from seawall.engine.search.kernel import Kernel
from seawall.engine.search.matches import Places
from seawall.engine.search.records import Record
from seawall.engine.search.segments import Segment
from seawall.engine.search.tail import Tail

Part = Segment | Tail


class Pairs(NamedTuple):
    """Ids with their codes: uint64[n], uint8[n, width]."""

    ids: Ids
    codes: Codes


@dataclass(frozen=True)
class View:
    kernel: Kernel
    width: int
    segments: tuple[Segment, ...]
    # One for each journal, oldest first; what is added goes to the last.
    tails: tuple[Tail, ...]

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        return (*self.segments, *self.tails)

    def __len__(self) -> int:
        return sum(len(part) for part in self.parts)

    def search(self, queries: Codes, radius: Radii, limit: int) -> Places:
        return self.kernel.search([part for part in self.parts if len(part)], queries, radius, limit)

    def apply(self, tail: Tail, record: Record) -> int:
        """Do what a record of this tail's journal says; returns the pairs added or withdrawn.

        Withdrawn is what is here now: the same pair added later is back.
        """
        if record.mark is not None:
            tail.mark = record.mark
        if record.kind == records.ADD:
            tail.add(record.ids, record.codes)
            return len(record.ids)
        if len(record.ids):
            tail.removed.append(record.ids)
        return sum(part.kill(record.ids) for part in self.parts)

    def among(self, ids: Ids) -> Ids:
        """Those of these ids that carry a living code, each once."""
        ids = each_once(ids)
        return each_once(np.concatenate([part.ids[part.rows_of(ids)] for part in self.parts]))

    def pairs_of(self, ids: Ids) -> Pairs:
        """Living pairs of these ids (each named once)."""
        return gathered([(part, part.rows_of(ids)) for part in self.parts], self.width)

    def living(self) -> Pairs:
        return gathered([(part, part.living()) for part in self.parts], self.width)

    def news(self, ids: Ids, codes: Codes) -> Pairs:
        """Those of these pairs that are neither here nor named before among themselves, in order."""
        here = self.pairs_of(different := each_once(ids))
        if not len(here.ids) and len(different) == len(ids):
            return Pairs(ids, codes)
        keys = np.concatenate([_keys(*here), _keys(ids, codes)])
        first = np.unique(keys, return_index=True)[1] - len(here.ids)
        new = np.sort(first[first >= 0])
        return Pairs(ids[new], codes[new])


def gathered(chosen: list[tuple[Part, NDArray[np.int64]]], width: int) -> Pairs:
    """The pairs in these rows of these parts."""
    return together([Pairs(part.ids[rows], part.codes[rows]) for part, rows in chosen if len(rows)], width)


def together(pairs: list[Pairs], width: int) -> Pairs:
    """All of these, not copied where there is only one."""
    if len(pairs) == 1:
        return pairs[0]
    ids, codes = zip(*pairs, (np.empty(0, np.uint64), np.empty((0, width), np.uint8)), strict=True)
    return Pairs(np.concatenate(ids), np.concatenate(codes))


def _keys(ids: Ids, codes: Codes) -> NDArray[np.bytes_]:
    """Each pair as one text of bytes, all of one width, so that equal pairs and only those are equal."""
    both = np.concatenate([ids.view(np.uint8).reshape(-1, 8), codes], axis=1)
    return both.reshape(-1).view(f"S{both.shape[1]}")
