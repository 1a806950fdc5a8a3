"""Canaries in the memory of a process: whether one of thousands of asked fingerprints was invented for a receiver's copy.

They are kept apart from index and catalogue, so that nothing is ever found because of one.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from seawall.material.matching.asked import Asked
from seawall.material.states import FingerprintKind

Firsts = NDArray[np.uint64]
NOTHING: Firsts = np.empty(0, np.uint64)


@dataclass(frozen=True)
class Canaries:
    """`ids`: by kind and bytes, the canary. `firsts`: by kind, uint64[n], sorted: the first eight bytes of each, of which hardly any
    fingerprint that has nothing to do with them has the same."""

    ids: Mapping[tuple[FingerprintKind, bytes], str] = field(default_factory=dict)
    firsts: Mapping[FingerprintKind, Firsts] = field(default_factory=dict)

    def with_more(self, more: Iterable[tuple[FingerprintKind, bytes, str]]) -> "Canaries":
        ids = {**self.ids, **{(kind, code): canary_id for kind, code, canary_id in more}}
        kinds = {kind for kind, _ in ids}
        return Canaries(ids, {kind: _firsts(code for of, code in ids if of == kind) for kind in kinds})

    def among(self, asked: Collection[Asked]) -> list[str]:
        """Which canaries were asked about, each once."""
        return sorted({canary_id for one in asked for canary_id in self._in(one)} if self.ids else ())

    def _in(self, asked: Asked) -> Iterator[str]:
        known = self.firsts.get(asked.kind, NOTHING)
        if not len(known):
            return
        firsts = np.ascontiguousarray(asked.codes[:, :8]).view(np.uint64)[:, 0]
        places = np.minimum(np.searchsorted(known, firsts), len(known) - 1)
        for row in np.flatnonzero(known[places] == firsts).tolist():
            canary_id = self.ids.get((asked.kind, asked.codes[row].tobytes()))
            if canary_id is not None:
                yield canary_id


def _firsts(codes: Iterable[bytes]) -> Firsts:
    return np.unique(np.frombuffer(b"".join(code[:8] for code in codes), np.uint64))
