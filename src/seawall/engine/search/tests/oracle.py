"""The index as a plain set of pairs, searched by comparing everything: what every answer is held to."""

from collections import Counter

import numpy as np
from numpy.typing import NDArray

from seawall.engine.codes import Codes
from seawall.engine.search.index import Index
from seawall.engine.search.matches import Matches

Pair = tuple[int, bytes]


class Oracle:
    def __init__(self, pairs: set[Pair] | None = None) -> None:
        self.pairs = set(pairs or ())
        self.mark: int | None = None

    def copy(self) -> "Oracle":
        other = Oracle(self.pairs)
        other.mark = self.mark
        return other

    def add(self, ids: list[int], codes: Codes, mark: int | None = None) -> int:
        before = len(self.pairs)
        self.pairs |= {(number, code.tobytes()) for number, code in zip(ids, codes, strict=True)}
        self._note(mark)
        return len(self.pairs) - before

    def remove(self, ids: list[int], mark: int | None = None) -> int:
        gone = {pair for pair in self.pairs if pair[0] in set(ids)}
        self.pairs -= gone
        self._note(mark)
        return len(gone)

    def near(self, query: bytes, radius: int) -> Counter[tuple[int, int]]:
        """(id, distance) of every pair within the radius, as often as there are such pairs."""
        asked = int.from_bytes(query)
        found = ((number, (int.from_bytes(code) ^ asked).bit_count()) for number, code in self.pairs)
        return Counter(pair for pair in found if pair[1] <= radius)

    def _note(self, mark: int | None) -> None:
        self.mark = self.mark if mark is None else mark


def pairs_of(index: Index) -> set[Pair]:
    ids, codes = index.pairs()
    pairs = list(zip(ids.tolist(), (code.tobytes() for code in codes), strict=True))
    assert len(set(pairs)) == len(pairs) == len(index)
    return set(pairs)


def check(index: Index, oracle: Oracle) -> None:
    """The index holds exactly the oracle's pairs, and its mark."""
    assert pairs_of(index) == oracle.pairs
    assert index.mark == oracle.mark


def check_search(found: Matches, oracle: Oracle, queries: Codes, radii: list[int], limit: int) -> None:
    """Every match is there and true; where the limit cut, the nearest are there and it is said."""
    assert (np.diff(found.query.astype(np.int64)) >= 0).all()
    for number, (query, radius) in enumerate(zip(queries, radii, strict=True)):
        mine = found.query == number
        answer = list(zip(found.id[mine].tolist(), found.distance[mine].tolist(), strict=True))
        wanted = oracle.near(query.tobytes(), radius)
        assert [distance for _, distance in answer] == sorted(distance for _, distance in answer)
        assert not Counter(answer) - wanted
        if limit == 0 or wanted.total() <= limit:
            assert Counter(answer) == wanted and not found.cut[number]
        else:
            nearest = sorted(distance for _, distance in wanted.elements())[:limit]
            assert found.cut[number] and [distance for _, distance in answer] == nearest


def some_codes(count: int, seed: int = 0, width: int = 32) -> Codes:
    return np.random.default_rng(seed).integers(0, 256, (count, width), np.uint8)


def flipped(code: NDArray[np.uint8], bits: list[int]) -> NDArray[np.uint8]:
    """The code with these bits turned over."""
    changed = np.unpackbits(code)
    changed[bits] ^= 1
    return np.packbits(changed)
