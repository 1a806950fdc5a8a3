"""What a look found: thousands of hits as columns, and one by one where there are few."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from seawall.material.matching.catalogue import Catalogue
from seawall.material.matching.facts import Categories
from seawall.material.matching.packed import (
    DISPUTED,
    ENTRY,
    NO_LIST,
    NO_QUALITY,
    QUARANTINED,
    Numbers,
    ids_of,
)
from seawall.material.states import EXACT, MATCHED, FingerprintKind, Stance

KINDS = MATCHED
EXACT_KINDS = np.array([kind in EXACT for kind in KINDS], np.bool_)


@dataclass(frozen=True, slots=True)
class Hit:
    """One shared entry whose item was found. At the desk `entry_id` and `list_id` are empty for an item on no list."""

    question: int
    kind: FingerprintKind
    # Differing bits, and up to how many would have counted; both 0 for exact kinds.
    distance: int
    radius: int
    item_id: str
    owner_id: str
    entry_id: str
    list_id: str
    # What the list says of it; None without a list.
    stance: Stance | None
    # Of the stored PDQ fingerprint, 0 to 100; None for exact kinds.
    quality: int | None
    categories: Categories
    # Somebody has voted against the entry, or the opinions on the item differ.
    disputed: bool
    # Too many different pictures matched it: nothing may act on it until a person has looked.
    quarantined: bool

    @property
    def exact(self) -> bool:
        return self.kind in EXACT


@dataclass(frozen=True)
class HitColumns:
    """Parallel arrays, one place a hit."""

    question: NDArray[np.int64]
    # Place in KINDS.
    kind: NDArray[np.uint8]
    distance: NDArray[np.uint8]
    radius: NDArray[np.uint8]
    # Of the item.
    number: Numbers
    # ENTRY; at the desk `list` is NO_LIST for an item on no list.
    entry: NDArray[np.void]

    def only(self, kept: NDArray[np.bool_] | NDArray[np.int64]) -> "HitColumns":
        return HitColumns(*(getattr(self, column.name)[kept] for column in fields(self)))

    @classmethod
    def joined(cls, parts: Sequence["HitColumns"]) -> "HitColumns":
        if len(parts) == 1:
            return parts[0]
        return cls(
            *(np.concatenate([getattr(part, column.name) for part in parts]) for column in fields(cls))
        )


NOTHING = HitColumns(
    np.empty(0, np.int64),
    np.empty(0, np.uint8),
    np.empty(0, np.uint8),
    np.empty(0, np.uint8),
    np.empty(0, np.uint64),
    np.empty(0, ENTRY),
)


@dataclass(frozen=True)
class HitTable:
    """The hits of a look with the catalogue that answered, which says what they are."""

    catalogue: Catalogue
    columns: HitColumns

    @classmethod
    def of(cls, catalogue: Catalogue, parts: Sequence[HitColumns]) -> "HitTable":
        return cls(catalogue, HitColumns.joined(parts) if parts else NOTHING)

    def __len__(self) -> int:
        return len(self.columns.question)

    def where(self, kept: NDArray[np.bool_]) -> "HitTable":
        """Itself where nothing is left out: what it has looked up is not looked up again."""
        return self if kept.all() else self.only(kept)

    def only(self, kept: NDArray[np.bool_] | NDArray[np.int64]) -> "HitTable":
        return HitTable(self.catalogue, self.columns.only(kept))

    def ordered(self) -> "HitTable":
        """By question, exact before near, nearest first; then older items first, and older entries."""
        columns = self.columns
        if len(self) < 2:
            return self
        return self.only(np.lexsort((columns.number, columns.distance, ~self.exact, columns.question)))

    def first(self, most: int) -> tuple["HitTable", frozenset[int]]:
        """At most so many of each question, in their order, and the questions that had more."""
        question = self.columns.question
        over = np.arange(len(self)) - np.searchsorted(question, question) >= most
        if not over.any():
            return self, frozenset()
        return self.only(~over), frozenset(question[over].tolist())

    @cached_property
    def exact(self) -> NDArray[np.bool_]:
        return EXACT_KINDS[self.columns.kind]

    @cached_property
    def items(self) -> NDArray[np.void]:
        """ITEM."""
        return self.catalogue.items_of(self.columns.number)[1]

    @cached_property
    def disputed(self) -> NDArray[np.bool_]:
        return (self.items["flags"] & DISPUTED != 0) | self.columns.entry["disputed"]

    @cached_property
    def quarantined(self) -> NDArray[np.bool_]:
        return self.items["flags"] & QUARANTINED != 0

    @property
    def harmless(self) -> NDArray[np.bool_]:
        """Whether the list says so. Of hits on lists alone."""
        return self.catalogue.harmless[self.columns.entry["list"]]

    @cached_property
    def item_ids(self) -> list[str]:
        return ids_of("itm", self.items["item"])

    @property
    def entry_ids(self) -> list[str]:
        return ids_of("ent", self.columns.entry["entry"])

    @property
    def list_ids(self) -> list[str]:
        words = self.catalogue.vocabulary.lists.words
        return [words[place] for place in self.columns.entry["list"].tolist()]

    @property
    def categories(self) -> list[Categories]:
        words = self.catalogue.vocabulary.categories.words
        return [words[place] for place in self.items["categories"].tolist()]

    def __iter__(self) -> Iterator[Hit]:
        for place, item_id in enumerate(self.item_ids):
            yield self._hit(place, item_id)

    def _hit(self, place: int, item_id: str) -> Hit:
        columns, item, entry = self.columns, self.items[place], self.columns.entry[place]
        vocabulary, on_list = self.catalogue.vocabulary, int(entry["list"]) != NO_LIST
        list_id = vocabulary.lists.words[int(entry["list"])] if on_list else ""
        exact, quality = bool(self.exact[place]), int(item["quality"])
        return Hit(
            question=int(columns.question[place]),
            kind=KINDS[int(columns.kind[place])],
            distance=int(columns.distance[place]),
            radius=int(columns.radius[place]),
            item_id=item_id,
            owner_id=vocabulary.owners.words[int(item["owner"])],
            entry_id=f"ent_{entry['entry'].decode('ascii')}" if on_list else "",
            list_id=list_id,
            stance=self.catalogue.lists[list_id].stance if on_list else None,
            quality=None if exact or quality == NO_QUALITY else quality,
            categories=vocabulary.categories.words[int(item["categories"])],
            disputed=bool(self.disputed[place]),
            quarantined=bool(self.quarantined[place]),
        )
