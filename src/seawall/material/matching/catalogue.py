"""All that a match has to say besides distance, in the memory of one process: whose item, on which lists, of which
category, doubted or not. A catalogue never changes; what is new makes the next one."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from seawall.material.matching.canaries import Canaries
from seawall.material.matching.facts import ItemFacts, Listed, ListFacts
from seawall.material.matching.packed import (
    DISPUTED,
    NO_QUALITY,
    QUARANTINED,
    Numbers,
    Packed,
    Places,
    Rows,
    Vocabulary,
    ids_of,
    spread,
)
from seawall.material.states import Stance

# So many changed items are kept beside the others before they are put among them.
MOST_NEWER = 5_000
NOBODY: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Catalogue:
    packed: Packed = field(default_factory=Packed.empty)
    # Changed since; what it names, it says anew. Of the same vocabulary.
    newer: Packed = field(default_factory=Packed.empty)
    lists: Mapping[str, ListFacts] = field(default_factory=dict)
    # Every change up to this turn is in it.
    turn: int = 0
    canaries: Canaries = field(default_factory=Canaries)

    def __len__(self) -> int:
        return len(self._numbers())

    def __iter__(self) -> Iterator[ItemFacts]:
        return iter(self.facts_of(self._numbers()))

    @property
    def vocabulary(self) -> Vocabulary:
        return self.packed.vocabulary

    def _numbers(self) -> Numbers:
        return np.union1d(self.packed.items.numbers, self.newer.items.numbers)

    def items_of(self, numbers: Numbers) -> tuple[NDArray[np.bool_], NDArray[np.void]]:
        """bool[n] and ITEM[n]: which of these items are known, and their rows; a row without an item means nothing."""
        known, rows = _rows_of(self.packed.items, numbers)
        changed, newer = _rows_of(self.newer.items, numbers)
        rows[changed] = newer[changed]
        return known | changed, rows

    def entries_of(self, numbers: Numbers) -> tuple[Places, NDArray[np.void]]:
        """int64[m] and ENTRY[m]: the shared entries of these items, and the place in `numbers` of the item of each."""
        spans, rows = spread(*self.packed.entries.spans(numbers))
        changed = self.newer.items.have(numbers)
        found = self.packed.entries.rows[rows]
        if not changed.any():
            return spans, found
        newer_spans, newer_rows = spread(*self.newer.entries.spans(numbers))
        stands = ~changed[spans]
        places = np.concatenate([spans[stands], newer_spans])
        order = np.argsort(places, kind="stable")
        return places[order], np.concatenate([found[stands], self.newer.entries.rows[newer_rows]])[order]

    def placed(self, lists: Collection[str]) -> Iterator[tuple[int, ListFacts]]:
        """Those of these lists (ids) that have entries, with their places in the vocabulary."""
        for list_id in lists:
            place, facts = self.vocabulary.lists.known(list_id), self.lists.get(list_id)
            if place is not None and facts is not None:
                yield place, facts

    @cached_property
    def harmless(self) -> NDArray[np.bool_]:
        """bool[number of lists], by their places in the vocabulary."""
        harmless = np.zeros(len(self.vocabulary.lists.words), np.bool_)
        for place, facts in self.placed(self.lists):
            harmless[place] = facts.stance == Stance.HARMLESS
        return harmless

    def with_not_same(self, numbers: Numbers) -> Places:
        """Which places name an item that a person has called not the same as something."""
        if not self.packed.not_same and not self.newer.not_same:
            return np.empty(0, np.int64)
        return np.flatnonzero(np.isin(numbers, self._not_same_numbers))

    @cached_property
    def _not_same_numbers(self) -> Numbers:
        return np.array([*self.packed.not_same, *self.newer.not_same], np.uint64)

    def not_same_of(self, number: int) -> frozenset[str]:
        here = self.newer if self.newer.items.have(np.array([number], np.uint64))[0] else self.packed
        return here.not_same.get(number, NOBODY)

    def facts(self, number: int) -> ItemFacts | None:
        return next(iter(self.facts_of(np.array([number], np.uint64))), None)

    def facts_of(self, numbers: Numbers) -> list[ItemFacts]:
        """In the order of `numbers`, without those that are not known."""
        known, rows = self.items_of(numbers)
        places, entries = self.entries_of(numbers)
        listed: dict[int, list[Listed]] = {}
        for place, entry in zip(places.tolist(), self._listed(entries), strict=True):
            listed.setdefault(place, []).append(entry)
        items = zip(numbers.tolist(), known.tolist(), ids_of("itm", rows["item"]), rows.tolist(), strict=True)
        return [
            self._facts(number, item_id, row, tuple(listed.get(place, ())))
            for place, (number, here, item_id, row) in enumerate(items)
            if here
        ]

    def _facts(
        self, number: int, item_id: str, row: tuple[bytes, int, int, int, int], entries: tuple[Listed, ...]
    ) -> ItemFacts:
        _id, owner, categories, quality, flags = row
        return ItemFacts(
            number=number,
            item_id=item_id,
            owner_id=self.vocabulary.owners.words[owner],
            quality=None if quality == NO_QUALITY else quality,
            categories=self.vocabulary.categories.words[categories],
            disputed=bool(flags & DISPUTED),
            quarantined=bool(flags & QUARANTINED),
            entries=entries,
            not_same=self.not_same_of(number),
        )

    def _listed(self, entries: NDArray[np.void]) -> list[Listed]:
        lists = self.vocabulary.lists.words
        named = zip(
            ids_of("ent", entries["entry"]),
            entries["list"].tolist(),
            entries["disputed"].tolist(),
            strict=True,
        )
        return [Listed(lists[place], entry_id, disputed) for entry_id, place, disputed in named]

    def with_canaries(self, canaries: Canaries) -> "Catalogue":
        return replace(self, canaries=canaries)

    def followed(self, changed: Packed, lists: Collection[ListFacts], turn: int) -> "Catalogue":
        """The next one: with these items (of this vocabulary) and lists as they are now, and everything up to `turn`."""
        newer = self.newer.without(changed.items.numbers).joined([changed]) if len(changed) else self.newer
        known = {**self.lists, **{facts.list_id: facts for facts in lists}} if lists else self.lists
        return replace(self, newer=newer, lists=known, turn=turn)._packed_if_many()

    def _packed_if_many(self) -> "Catalogue":
        if len(self.newer) <= MOST_NEWER:
            return self
        packed = self.packed.without(self.newer.items.numbers).joined([self.newer])
        return replace(self, packed=packed, newer=Packed.empty(self.vocabulary))


def _rows_of(table: Rows, numbers: Numbers) -> tuple[NDArray[np.bool_], NDArray[np.void]]:
    if not len(table):
        return np.zeros(len(numbers), np.bool_), np.zeros(len(numbers), table.rows.dtype)
    places = np.minimum(np.searchsorted(table.numbers, numbers), len(table) - 1)
    return table.numbers[places] == numbers, table.rows[places]
