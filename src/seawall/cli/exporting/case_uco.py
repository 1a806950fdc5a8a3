"""Items as a CASE/UCO graph."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from django.utils.translation import ngettext

from seawall.cli.screen import shown
from seawall.core import clock
from seawall.material.states import RevealedItem
from seawall.wire import case_uco


@dataclass(slots=True)
class CaseUcoExport:
    owner: str
    left: int = 0

    def write(self, items: Iterable[RevealedItem], file: BinaryIO) -> int:
        return case_uco.write(case_uco.Graph(self.owner, clock.now()), self._items(items), file)

    def _items(self, items: Iterable[RevealedItem]) -> Iterator[case_uco.Item]:
        for item in items:
            if case_uco.HASHES.keys() & item.fingerprints.keys():
                yield item_of(item)
            else:
                # Nobody could find it by the graph.
                self.left += 1

    def told(self) -> Iterator[str]:
        if self.left:
            sentence = ngettext(
                "%(count)s item was left out: a graph has MD5, SHA-1, SHA-256 and PDQ, and it has none of them.",
                "%(count)s items were left out: a graph has MD5, SHA-1, SHA-256 and PDQ, and they have none of them.",
                self.left,
            )
            yield sentence % {"count": shown.count(self.left)}


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
