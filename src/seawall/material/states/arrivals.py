"""What comes in a file of another system: fingerprints, and what the source says of them. What it says decides nothing here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from seawall.core.errors import Sentence
from seawall.material.states.fingerprints import GivenFingerprint
from seawall.material.states.traits import Told


@dataclass(frozen=True, slots=True)
class Source:
    """`name`: whose word it is, as people call them. `scheme`: by which classes they speak, such as `vics-2.0:US`; the same code means
    something else in another scheme."""

    name: str
    scheme: str


@dataclass(frozen=True, slots=True)
class Said:
    """`code`: the class in the source's scheme, empty where none is given. `words`: flags, series, tags, by the source's own names.
    `traits`: what others may share, of which only digests are kept."""

    code: str = ""
    words: Mapping[str, Any] = field(default_factory=dict, repr=False)
    at: datetime | None = None
    traits: tuple[Told, ...] = ()


class LookAlone(StrEnum):
    """What becomes of an arrival of which nothing but its look is known: PDQ or PhotoDNA without an exact fingerprint.

    Named: its source's record says which item it is, and a new record is an item of its own. Same: its source has no other name for it, so it
    is the item of this look alone of which the source has spoken before. An item that is known by its bytes is never meant."""

    REFUSED = "refused"
    NAMED = "named"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Arrival:
    """`item_id`: the item that the source's same record was taken for before; asked only where nothing exact is there."""

    fingerprints: tuple[GivenFingerprint, ...]
    said: Said | None = None
    look_alone: LookAlone = LookAlone.REFUSED
    item_id: str = ""


class Fate(StrEnum):
    """What became of an arrival, or would. Changed: an item that was here learned a fingerprint or a source's word."""

    NEW = "new"
    CHANGED = "changed"
    KNOWN = "known"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Arrived:
    """`why` is a sentence where it was refused."""

    fate: Fate
    item_id: str = ""
    why: Sentence = ""


@dataclass(frozen=True, slots=True)
class RevealedItem:
    """An item on its way into a file: fingerprints in full by kind, and by scheme the version of its rules and the category that two
    opinions agree on. `harmless`: it comes from a list of known harmless files. `quality` is that of its PDQ fingerprint, `handling` the code of the list it is taken
    from."""

    item_id: str
    fingerprints: Mapping[str, str] = field(repr=False)
    categories: Mapping[str, tuple[str, str]]
    harmless: bool
    changed_at: datetime
    quality: int | None = None
    handling: str = ""
