"""One answer held to another, that of a single index, which its own tests hold to a brute-force oracle."""

from collections import Counter

import numpy as np

from seawall.engine.search.matches import Matches


def check_same(found: Matches, wanted: Matches) -> None:
    """The same matches; where the limit cut, as many, as near, and the same but for those at the distance of the last."""
    assert [part.dtype for part in found] == [part.dtype for part in wanted]
    assert found.cut.tolist() == wanted.cut.tolist()
    assert found.query.tolist() == wanted.query.tolist()
    assert found.distance.tolist() == wanted.distance.tolist()
    last = np.zeros(len(found.cut), np.int64)
    last[wanted.query] = wanted.distance
    free = wanted.cut[wanted.query] & (wanted.distance == last[wanted.query])
    assert _pairs(found, ~free) == _pairs(wanted, ~free)


def _pairs(matches: Matches, kept: np.ndarray) -> Counter[tuple[int, int, int]]:
    parts = (matches.query[kept].tolist(), matches.id[kept].tolist(), matches.distance[kept].tolist())
    return Counter(zip(*parts, strict=True))
