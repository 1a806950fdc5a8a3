"""What a search of one segment found."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class Found(NamedTuple):
    """Parallel arrays, one place a match, ordered by query, then distance, then row; `cut` has one place a query."""

    query: NDArray[np.uint32]
    row: NDArray[np.uint32]
    # Differing bits, 0 to 31.
    distance: NDArray[np.uint8]
    # Whether this query had more matches than the limit; the nearest were kept.
    cut: NDArray[np.bool_]


def in_order(
    query: NDArray[np.uint32],
    row: NDArray[np.uint32],
    distance: NDArray[np.uint8],
    *,
    queries: int,
    limit: int,
) -> Found:
    """Matches in any order as `Found`; at most `limit` a query, the nearest, then the lowest row; 0 is all."""
    order = np.lexsort((row, distance, query))
    query, row, distance = query[order], row[order], distance[order]
    counts = np.bincount(query, minlength=queries)
    if not limit or (counts <= limit).all():
        return Found(query, row, distance, np.zeros(queries, np.bool_))
    place = np.arange(len(query)) - np.repeat(np.cumsum(counts) - counts, counts)
    kept = place < limit
    return Found(query[kept], row[kept], distance[kept], counts > limit)
