"""The answers of the shards as the one answer that a single index would have given."""

from collections.abc import Sequence

import numpy as np

from seawall.engine.search.found import Found
from seawall.engine.search.matches import Matches, Places, joined


def of_shards(found: Sequence[Places], *, queries: int, limit: int) -> Places:
    """One answer to the same queries from each shard, limited again over all of them."""
    each = [
        (Found(part.query, np.arange(len(part.query), dtype=np.uint32), part.distance, part.cut), part.id)
        for part, _ in found
    ]
    matches, at = joined(each, queries=queries, limit=limit)
    # Numbers of different shards are kept apart; within a shard they stay as different or as equal as they were.
    places = np.concatenate([place * len(found) + shard for shard, (_, place) in enumerate(found)])
    return Places(matches, places[at])


def of_pieces(found: Sequence[Matches]) -> Matches:
    """The answers to one batch of queries after another as the answer to all."""
    if len(found) == 1:
        return found[0]
    first = np.cumsum([0, *(len(part.cut) for part in found[:-1])], dtype=np.uint32)
    return Matches(
        np.concatenate([part.query + start for part, start in zip(found, first, strict=True)]),
        np.concatenate([part.id for part in found]),
        np.concatenate([part.distance for part in found]),
        np.concatenate([part.cut for part in found]),
    )
