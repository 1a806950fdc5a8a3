"""Fingerprints in, hits out: the index finds them, the catalogue says what they are. No question to the database.

Exact and near are never mixed up: a hit of an exact kind names the same bytes, a hit of PDQ has a distance and is
evidence for a person, even at distance 0. What a person has called not the same is not found again.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from seawall.engine import Matches
from seawall.engine.codes import Codes
from seawall.material.matching.asked import Asked
from seawall.material.matching.catalogue import Catalogue
from seawall.material.matching.folders import Folders
from seawall.material.matching.hits import KINDS, Hit, HitColumns, HitTable
from seawall.material.matching.packed import ENTRY, NO_LIST, Numbers, Places
from seawall.material.states import EXACT, LEAST_QUALITY, WIDEST_RADIUS, FingerprintKind, GivenFingerprint

# Hits of one question that are given; that there were more is said.
MOST_HITS = 100
# Codes near one fingerprint that are looked at together with the rest; a fingerprint with more is asked again alone.
MOST_CODES = 1_000


class Standing(NamedTuple):
    """What a process can match against at one moment."""

    catalogue: Catalogue
    folders: Folders


@dataclass(frozen=True, slots=True)
class Answer:
    """`table`: the hits. `weak`: questions with a PDQ fingerprint of too little quality, which was not searched. `cut`:
    questions with more hits than are given. `turn`: the last change of the catalogue that answered."""

    table: HitTable
    weak: frozenset[int]
    cut: frozenset[int]
    turn: int

    @property
    def hits(self) -> tuple[Hit, ...]:
        """One by one, for where there are few."""
        return tuple(self.table)


def look(
    standing: Standing, asked: Collection[Asked], lists: Collection[str], *, most: int = MOST_HITS
) -> Answer:
    """What of `asked` is on these lists (ids), each by its own switch and radius. Raises `NotReady`."""
    catalogue = standing.catalogue
    radius = radius_by_list(catalogue, lists)
    widest = int(radius.max(initial=-1))

    def on_lists(found: Found) -> Counted:
        places, entries = catalogue.entries_of(found.number)
        reach = radius[entries["list"]]
        kept = found.distance[places] <= reach
        return Counted(places[kept], entries[kept], reach[kept].astype(np.uint8))

    return _Look(standing, on_lists, max(widest, 0)).answer(asked if widest >= 0 else (), asked, most)


def look_at_items(
    standing: Standing,
    asked: Collection[Asked],
    owner_id: str,
    *,
    radius: int = WIDEST_RADIUS,
    most: int = MOST_HITS,
) -> Answer:
    """For the owner's own desk: which of its items are near, on a list or not; one hit an item, which names the list
    that has it within its radius. An item on a harmless list says so first, at any distance. Raises `NotReady`."""
    catalogue = standing.catalogue
    by_list = radius_by_list(catalogue, catalogue.lists)
    owner = catalogue.vocabulary.owners.known(owner_id)

    def own(found: Found) -> Counted:
        known, items = catalogue.items_of(found.number)
        mine = (
            np.flatnonzero(known & (items["owner"] == owner)) if owner is not None else np.empty(0, np.int64)
        )
        places, entries = catalogue.entries_of(found.number[mine])
        reach = by_list[entries["list"]]
        first_of_all = catalogue.harmless[entries["list"]] & (reach >= 0)
        counts = np.flatnonzero(first_of_all | (found.distance[mine][places] <= reach))
        best = counts[np.lexsort((counts, ~first_of_all[counts], places[counts]))]
        on, first = np.unique(places[best], return_index=True)
        named = np.zeros(len(mine), ENTRY)
        named["list"] = NO_LIST
        named[on] = entries[best[first]]
        return Counted(mine, named, np.full(len(mine), radius, np.uint8))

    return _Look(standing, own, radius).answer(asked, asked, most)


def radius_by_list(catalogue: Catalogue, lists: Collection[str]) -> NDArray[np.int16]:
    """int16[number of lists], by their places in the vocabulary; -1 for lists that are not searched."""
    radius = np.full(len(catalogue.vocabulary.lists.words), -1, np.int16)
    for place, facts in catalogue.placed(lists):
        if facts.matching:
            radius[place] = facts.radius
    return radius


class Found(NamedTuple):
    """Codes near fingerprints, place by place: the fingerprint's row, the item's number, the distance."""

    row: NDArray[np.uint32]
    number: Numbers
    distance: NDArray[np.uint8]


class Counted(NamedTuple):
    """What of it counts: its place in `Found`, the entry on whose account (ENTRY), and up to which distance."""

    place: Places
    entry: NDArray[np.void]
    radius: NDArray[np.uint8]


@dataclass(frozen=True)
class _Look:
    standing: Standing
    counted: Callable[[Found], Counted]
    radius: int

    def answer(self, searched: Collection[Asked], given: Collection[Asked], most: int) -> Answer:
        catalogue = self.standing.catalogue
        parts = [self._hits(asked, found) for asked in map(_strong, searched) for found in self._found(asked)]
        table, cut = HitTable.of(catalogue, parts).ordered().first(most)
        weak = frozenset(
            question
            for asked in given
            if asked.quality is not None
            for question in asked.question[_weak(asked)].tolist()
        )
        return Answer(table, weak, cut, catalogue.turn)

    def _hits(self, asked: Asked, found: Found) -> HitColumns:
        place, entry, radius = self.counted(found)
        row, number = found.row[place], found.number[place]
        kept = self._not_called_different(asked, row, number)
        return HitColumns(
            question=asked.question[row],
            kind=np.full(len(row), KINDS.index(asked.kind), np.uint8),
            distance=found.distance[place],
            radius=np.zeros(len(row), np.uint8) if asked.exact else radius,
            number=number,
            entry=entry,
        ).only(kept)

    def _not_called_different(
        self, asked: Asked, row: NDArray[np.uint32], number: Numbers
    ) -> NDArray[np.bool_]:
        kept = np.ones(len(row), np.bool_)
        for place in self.standing.catalogue.with_not_same(number).tolist():
            kept[place] = _digest(asked, int(row[place])) not in self.standing.catalogue.not_same_of(
                int(number[place])
            )
        return kept

    def _found(self, asked: Asked) -> Iterator[Found]:
        if not len(asked.codes):
            return
        matches = self._search(asked.kind, asked.codes, MOST_CODES)
        if not len(matches.id):
            return
        cut = np.flatnonzero(matches.cut).tolist()
        whole = ~matches.cut[matches.query] if cut else slice(None)
        yield Found(matches.query[whole], matches.id[whole], matches.distance[whole])
        for row in cut:
            alone = self._search(asked.kind, asked.codes[row : row + 1], 0)
            yield Found(alone.query + np.uint32(row), alone.id, alone.distance)

    def _search(self, kind: FingerprintKind, codes: Codes, limit: int) -> Matches:
        return self.standing.folders.search(kind, codes, 0 if kind in EXACT else self.radius, limit)


def _weak(asked: Asked) -> NDArray[np.bool_]:
    if asked.quality is None:
        return np.zeros(len(asked.codes), np.bool_)
    return asked.quality < LEAST_QUALITY


def _strong(asked: Asked) -> Asked:
    weak = _weak(asked)
    return asked.only(~weak) if weak.any() else asked


def _digest(asked: Asked, row: int) -> str:
    quality = None if asked.quality is None else int(asked.quality[row])
    return GivenFingerprint(asked.kind, asked.codes[row].tobytes().hex(), quality).digest
