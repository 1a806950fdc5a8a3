"""What a search of a whole index found."""

from collections.abc import Sequence
from typing import Any, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from seawall.engine.codes import Codes, Ids, Radii
from seawall.engine.search.brute import Dead
from seawall.engine.search.found import Found

# A kernel's rows, the ids of as many of them as are to be seen, and the bitmap of the withdrawn ones if there are any.
Held = tuple[Any, Ids, Dead | None]


class Matches(NamedTuple):
    """Parallel arrays, one place a match, ordered by query, nearest first; `cut` has one place a query.

    An id that carries several codes within the radius is there once for each of them.
    """

    query: NDArray[np.uint32]
    id: Ids
    # Differing bits, 0 to 31; always 0 for exact kinds.
    distance: NDArray[np.uint8]
    # Whether this query had more matches than the limit; the nearest were kept.
    cut: NDArray[np.bool_]


class Places(NamedTuple):
    """Matches with the place of each matched code: the same place is the same code under the same id."""

    matches: Matches
    place: NDArray[np.int64]


class Part(Protocol):
    """Rows and the ids they carry."""

    @property
    def ids(self) -> Ids: ...
    @property
    def held(self) -> Held: ...
    def search(self, queries: Codes, radius: Radii, limit: int) -> Found: ...


def in_each(parts: Sequence[Part], queries: Codes, radius: Radii, limit: int) -> Places:
    """All parts searched one after another, the answers joined."""
    # Ids after the search: whoever finds a row of a tail must find its id.
    found = [(part.search(queries, radius, limit), part.ids) for part in parts]
    return joined(found, queries=len(queries), limit=limit)


def joined(found: Sequence[tuple[Found, Ids]], *, queries: int, limit: int) -> Places:
    """What was found in each part, with the ids of its rows, as one answer."""
    hits, first = [], 0
    for part, ids in found:
        if len(part.query):
            hits.append((part, ids, first))
        first += len(ids)
    if len(hits) == 1:
        part, ids, first = hits[0]
        return Places(Matches(part.query, ids[part.row], part.distance, part.cut), part.row + np.int64(first))
    if not hits:
        return _nothing(queries)
    query = np.concatenate([part.query for part, _, _ in hits])
    distance = np.concatenate([part.distance for part, _, _ in hits])
    ids = np.concatenate([ids[part.row] for part, ids, _ in hits])
    place = np.concatenate([part.row + np.int64(first) for part, _, first in hits])
    cut = np.any([part.cut for part, _, _ in hits], axis=0)
    order = np.lexsort((place, distance, query))
    whole = Places(Matches(query[order], ids[order], distance[order], cut), place[order])
    return _nearest(whole, limit) if limit else whole


def _nothing(queries: int) -> Places:
    cut = np.zeros(queries, np.bool_)
    matches = Matches(np.empty(0, np.uint32), np.empty(0, np.uint64), np.empty(0, np.uint8), cut)
    return Places(matches, np.empty(0, np.int64))


def _nearest(whole: Places, limit: int) -> Places:
    """At most `limit` matches a query."""
    (query, ids, distance, cut), place = whole
    counts = np.bincount(query, minlength=len(cut))
    if (counts <= limit).all():
        return whole
    kept = np.arange(len(query)) - np.repeat(np.cumsum(counts) - counts, counts) < limit
    matches = Matches(query[kept], ids[kept], distance[kept], cut | (counts > limit))
    return Places(matches, place[kept])
