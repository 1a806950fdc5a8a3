"""What matching knows of an item and of a list: plain values, read by any thread."""

from dataclasses import dataclass
from typing import NamedTuple

from seawall.material.states import Stance


class Category(NamedTuple):
    """What one version of one scheme makes of an item."""

    scheme: str
    version: str
    category: str


# In the order of the schemes' names.
Categories = tuple[Category, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """One shared entry of the item. Disputed: somebody has voted against it."""

    list_id: str
    entry_id: str
    disputed: bool


@dataclass(frozen=True, slots=True)
class ItemFacts:
    number: int
    item_id: str
    owner_id: str
    # Of its PDQ fingerprint, 0 to 100; None without one.
    quality: int | None
    categories: Categories = ()
    # The opinions on the item itself differ.
    disputed: bool = False
    quarantined: bool = False
    entries: tuple[Listed, ...] = ()
    # Digests of the fingerprints that a person called not the same.
    not_same: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ListFacts:
    list_id: str
    owner_id: str
    name: str
    matching: bool
    radius: int
    stance: Stance
