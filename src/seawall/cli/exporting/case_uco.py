"""Items as a CASE/UCO graph."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from seawall.core import clock
from seawall.material.states import RevealedItem
from seawall.wire import case_uco


@dataclass(slots=True)
class CaseUcoExport:
    owner: str
    left: int = 0

    def write(self, items: Iterable[RevealedItem], file: BinaryIO) -> int:
        return case_uco.write(case_uco.Graph(self.owner, clock.now()), map(item_of, items), file)

    def told(self) -> Iterator[str]:
        yield from ()


def item_of(item: RevealedItem) -> case_uco.Item:
    prints = (
        case_uco.Print(kind, item.fingerprints[kind]) for kind in case_uco.HASHES if kind in item.fingerprints
    )
    classed = (
        case_uco.Classed(scheme, version, category)
        for scheme, (version, category) in sorted(item.categories.items())
    )
    handling = f"TLP:{item.handling.upper()}" if item.handling else ""
    return case_uco.Item(item.item_id, item.changed_at, tuple(prints), tuple(classed), handling=handling)
