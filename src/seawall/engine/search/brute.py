"""Every query against every code, in NumPy: always exact, the oracle of the tests and the fallback without a compiler."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from seawall.engine.codes import Codes, Radii
from seawall.engine.search.found import Found, in_order

Dead = NDArray[np.uint8]
# Query, row and distance of some matches.
Block = tuple[NDArray[np.uint32], NDArray[np.uint32], NDArray[np.uint8]]

# Pairs compared at once: the working arrays stay within a few megabytes, whatever the number of codes and queries.
PAIRS = 1 << 18
QUERIES = 64
_NONE: Block = (np.empty(0, np.uint32), np.empty(0, np.uint32), np.empty(0, np.uint8))


def search(codes: Codes, queries: Codes, radius: Radii, limit: int = 0, dead: Dead | None = None) -> Found:
    """All rows of `codes` (uint8[n, 32]) within `radius` (uint8[q], bits) of `queries` (uint8[q, 32]).

    `dead` is a bitmap of withdrawn rows: row r is bit r % 8, counted from the lowest, of byte r // 8.
    """
    words, asked = codes.view(np.uint64), queries.view(np.uint64)
    blocks = [block for at in range(0, len(asked), QUERIES) for block in _near(words, asked, radius, at)]
    query, row, distance = (np.concatenate(part) for part in zip(_NONE, *blocks, strict=True))
    if dead is not None:
        alive = ~is_dead(dead, row)
        query, row, distance = query[alive], row[alive], distance[alive]
    return in_order(query, row, distance, queries=len(asked), limit=limit)


def is_dead(dead: Dead, row: NDArray[np.uint32]) -> NDArray[np.bool_]:
    bits: NDArray[np.uint8] = dead[row >> 3] >> (row & 7).astype(np.uint8)
    return (bits & 1).astype(np.bool_)


def distances(codes: NDArray[np.uint64], queries: NDArray[np.uint64]) -> NDArray[np.uint16]:
    """Differing bits of each pair, uint16[q, n], of codes and queries given as uint64[·, 4]."""
    # 16 bits wide: a code and its complement differ in 256, which one byte would call 0.
    total = np.zeros((len(queries), len(codes)), np.uint16)
    for word in range(codes.shape[1]):
        total += np.bitwise_count(queries[:, word, None] ^ codes[None, :, word])
    return total


def _near(codes: NDArray[np.uint64], queries: NDArray[np.uint64], radius: Radii, at: int) -> Iterator[Block]:
    asked, reach = queries[at : at + QUERIES], radius[at : at + QUERIES, None]
    for start in range(0, len(codes), PAIRS // QUERIES):
        distance = distances(codes[start : start + PAIRS // QUERIES], asked)
        query, row = np.nonzero(distance <= reach)
        near = distance[query, row].astype(np.uint8)
        yield (query + at).astype(np.uint32), (row + start).astype(np.uint32), near
