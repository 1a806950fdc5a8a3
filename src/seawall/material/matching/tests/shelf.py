"""A small shelf of invented items for tests of the look: a catalogue and index folders without a database."""

import secrets
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

from seawall.core.ids import new_id
from seawall.engine import Index
from seawall.engine.codes import from_hex
from seawall.material.matching.catalogue import Catalogue
from seawall.material.matching.facts import ItemFacts, Listed, ListFacts
from seawall.material.matching.folders import KINDS, MADE_FROM, Folders
from seawall.material.matching.look import Standing
from seawall.material.matching.packed import (
    DISPUTED,
    ENTRY,
    ITEM,
    NO_QUALITY,
    QUARANTINED,
    Packed,
    Rows,
    Vocabulary,
)
from seawall.material.states import FingerprintKind, GivenFingerprint, Stance

OWNER = new_id("agc")


def flipped(value: str, bits: int) -> str:
    """The same code with so many bits changed, always the same ones."""
    number = int(value, 16) ^ ((1 << bits) - 1)
    return f"{number:0{len(value)}x}"


def pdq(value: str = "", quality: int = 90) -> GivenFingerprint:
    return GivenFingerprint(FingerprintKind.PDQ, value or secrets.token_hex(32), quality)


def sha256() -> GivenFingerprint:
    return GivenFingerprint(FingerprintKind.SHA256, secrets.token_hex(32))


def a_list(**changed: Any) -> ListFacts:
    plain: dict[str, Any] = {
        "list_id": new_id("lst"),
        "owner_id": OWNER,
        "name": "Known",
        "matching": True,
        "radius": 31,
        "stance": Stance.KNOWN,
    }
    return ListFacts(**{**plain, **changed})


def packed(facts: Iterable[ItemFacts], vocabulary: Vocabulary) -> Packed:
    """In any order; each number once."""
    ordered = sorted(facts, key=lambda fact: fact.number)
    entries = [(fact.number, entry) for fact in ordered for entry in fact.entries]
    return Packed(
        vocabulary,
        Rows.of(
            np.array([fact.number for fact in ordered], np.uint64),
            np.array([_item_row(fact, vocabulary) for fact in ordered], ITEM),
        ),
        Rows.of(
            np.array([number for number, _ in entries], np.uint64),
            np.array([_entry_row(entry, vocabulary) for _, entry in entries], ENTRY),
        ),
        {fact.number: fact.not_same for fact in ordered if fact.not_same},
    )


def _item_row(fact: ItemFacts, vocabulary: Vocabulary) -> tuple[Any, ...]:
    return (
        fact.item_id[4:].encode(),
        vocabulary.owners.place(fact.owner_id),
        vocabulary.categories.place(fact.categories),
        NO_QUALITY if fact.quality is None else fact.quality,
        DISPUTED * fact.disputed | QUARANTINED * fact.quarantined,
    )


def _entry_row(entry: Listed, vocabulary: Vocabulary) -> tuple[Any, ...]:
    return (entry.entry_id[4:].encode(), vocabulary.lists.place(entry.list_id), entry.disputed)


class Shelf:
    def __init__(self, folder: Path) -> None:
        self.indexes = {kind: Index.open(folder / kind, writable=True, kind=kind.value) for kind in KINDS}
        self.catalogue = Catalogue()
        self.folders = Folders(folder)
        (folder / MADE_FROM).write_text("here")
        self.folders.mend("here")

    @property
    def standing(self) -> Standing:
        return Standing(self.catalogue, self.folders)

    def put(self, *given: GivenFingerprint, lists: tuple[ListFacts, ...] = (), **changed: Any) -> ItemFacts:
        """One more item of these fingerprints, on these lists."""
        number = self.catalogue.turn + 1
        entries = tuple(Listed(one.list_id, new_id("ent"), False) for one in lists)
        quality = next((one.quality for one in given if one.quality is not None), None)
        plain: dict[str, Any] = {"item_id": new_id("itm"), "owner_id": OWNER, "quality": quality}
        facts = ItemFacts(number=number, **{**plain, "entries": entries, **changed})
        self.catalogue = self.catalogue.followed(packed([facts], self.catalogue.vocabulary), lists, number)
        for one in given:
            codes = from_hex([one.value], width=len(one.value) // 2)
            self.indexes[one.kind].add(np.array([number], np.uint64), codes)
        return facts
