"""The facts of a million items in some tens of megabytes: sorted arrays, and each repeated word kept once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from seawall.material.matching.facts import Categories

T = TypeVar("T")
Numbers = NDArray[np.uint64]
Places = NDArray[np.int64]
NO_QUALITY = 255
NO_LIST = 0xFFFFFFFF
DISPUTED, QUARANTINED = 1, 2

# Ids without their prefix, which is the same for all.
ITEM = np.dtype(
    [
        ("item", "S26"),
        ("owner", np.uint32),
        ("categories", np.uint32),
        ("quality", np.uint8),
        ("flags", np.uint8),
    ]
)
ENTRY = np.dtype([("entry", "S26"), ("list", np.uint32), ("disputed", np.bool_)])


class Words(Generic[T]):
    """Each word once, by its place. It only grows, so that readers of an older catalogue go on reading it."""

    def __init__(self) -> None:
        self.words: list[T] = []
        self._places: dict[T, int] = {}

    def place(self, word: T) -> int:
        place = self._places.get(word)
        if place is None:
            place = self._places[word] = len(self.words)
            self.words.append(word)
        return place

    def known(self, word: T) -> int | None:
        return self._places.get(word)


@dataclass(frozen=True)
class Vocabulary:
    owners: Words[str] = field(default_factory=Words)
    lists: Words[str] = field(default_factory=Words)
    categories: Words[Categories] = field(default_factory=Words)


@dataclass(frozen=True)
class Rows:
    """Rows under the numbers of their items, sorted by them; those of one number beside one another, in their order."""

    # A column of their own: inside of the rows it would be copied whole for each search in it.
    numbers: Numbers
    rows: NDArray[np.void]

    @classmethod
    def of(cls, numbers: Numbers, rows: NDArray[np.void]) -> "Rows":
        if bool(np.all(numbers[1:] >= numbers[:-1])):
            return cls(numbers, rows)
        order = np.argsort(numbers, kind="stable")
        return cls(numbers[order], rows[order])

    def __len__(self) -> int:
        return len(self.numbers)

    def spans(self, numbers: Numbers) -> tuple[Places, Places]:
        """Of each of these numbers the first row and the one after the last."""
        return np.searchsorted(self.numbers, numbers, "left"), np.searchsorted(self.numbers, numbers, "right")

    def have(self, numbers: Numbers) -> NDArray[np.bool_]:
        first, end = self.spans(numbers)
        return end > first

    def without(self, numbers: Numbers) -> "Rows":
        kept = ~np.isin(self.numbers, numbers)
        return Rows(self.numbers[kept], self.rows[kept])

    def joined(self, others: Sequence["Rows"]) -> "Rows":
        parts = [self, *others]
        return Rows.of(
            np.concatenate([part.numbers for part in parts]), np.concatenate([part.rows for part in parts])
        )


@dataclass(frozen=True)
class Packed:
    """Never changed. `items` has one row for each number, `entries` one for each shared entry, in the order of their ids."""

    vocabulary: Vocabulary
    items: Rows
    entries: Rows
    # By number, digests of the fingerprints that a person called not the same.
    not_same: Mapping[int, frozenset[str]]

    @classmethod
    def empty(cls, vocabulary: Vocabulary | None = None) -> "Packed":
        nothing = np.empty(0, np.uint64)
        items, entries = Rows(nothing, np.empty(0, ITEM)), Rows(nothing, np.empty(0, ENTRY))
        return cls(vocabulary or Vocabulary(), items, entries, {})

    def __len__(self) -> int:
        return len(self.items)

    @property
    def nbytes(self) -> int:
        return sum(part.numbers.nbytes + part.rows.nbytes for part in (self.items, self.entries))

    def without(self, numbers: Numbers) -> "Packed":
        gone = set(numbers.tolist())
        kept = {number: digests for number, digests in self.not_same.items() if number not in gone}
        return Packed(self.vocabulary, self.items.without(numbers), self.entries.without(numbers), kept)

    def joined(self, others: Iterable["Packed"]) -> "Packed":
        """With others of the same vocabulary, none of which names a number of another."""
        more = list(others)
        return Packed(
            self.vocabulary,
            self.items.joined([part.items for part in more]),
            self.entries.joined([part.entries for part in more]),
            {number: digests for part in (self, *more) for number, digests in part.not_same.items()},
        )


def spread(first: Places, end: Places) -> tuple[Places, Places]:
    """Row by row of these spans: the place of the span in `first`, and the row."""
    counts = end - first
    spans = np.repeat(np.arange(len(first)), counts)
    within = np.arange(len(spans)) - np.repeat(np.cumsum(counts) - counts, counts)
    return spans, first[spans] + within


def ids_of(prefix: str, ids: NDArray[np.bytes_]) -> list[str]:
    """As text. Read in one go: id by id it would cost several times as much."""
    width = ids.dtype.itemsize
    text = ids.tobytes().decode("ascii")
    return [f"{prefix}_{text[start : start + width]}" for start in range(0, len(text), width)]
