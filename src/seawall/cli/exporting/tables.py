"""Items as a plain list of fingerprints, or in the columns of INTERPOL's export."""

import base64
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from django.utils.translation import ngettext

from seawall.cli.screen import shown
from seawall.material.states import FingerprintKind, RevealedItem
from seawall.wire import hash_lists, icse
from seawall.wire.listed import Given
from seawall.wire.spelled import PHOTODNA

# By the word of the file.
KINDS = {
    **{kind: kind for kind in ("md5", "sha1", "sha256", "pdq")},
    PHOTODNA: FingerprintKind.PHOTODNA.value,
}
ICSE_KINDS = ("md5", "sha1", PHOTODNA)


@dataclass(slots=True)
class HashListExport:
    kinds: tuple[str, ...]
    written: int = 0
    left: int = 0

    def write(self, items: Iterable[RevealedItem], file: BinaryIO) -> int:
        hash_lists.write(self._entries(items), file, kinds=self.kinds)
        return self.written

    def _entries(self, items: Iterable[RevealedItem]) -> Iterator[hash_lists.Listed]:
        for item in items:
            values = values_of(item, self.kinds)
            if values:
                self.written += 1
                yield hash_lists.Listed(
                    tuple(
                        Given(kind, value, item.quality if kind == "pdq" else None)
                        for kind, value in values.items()
                    )
                )
            else:
                self.left += 1

    def told(self) -> Iterator[str]:
        if self.left:
            sentence = ngettext(
                "%(count)s item was left out: it has no fingerprint of these kinds.",
                "%(count)s items were left out: they have no fingerprint of these kinds.",
                self.left,
            )
            yield sentence % {"count": shown.count(self.left)}


@dataclass(slots=True)
class IcseExport:
    """Fingerprints alone: what the flags of the database mean in law is not public, so that none is set."""

    written: int = 0
    left: int = 0

    def write(self, items: Iterable[RevealedItem], file: BinaryIO) -> int:
        icse.write(self._records(items), file)
        return self.written

    def _records(self, items: Iterable[RevealedItem]) -> Iterator[icse.Record]:
        for item in items:
            values = values_of(item, ICSE_KINDS)
            if values:
                self.written += 1
                yield icse.Record(values.get("md5", ""), values.get("sha1", ""), values.get(PHOTODNA, ""))
            else:
                self.left += 1

    def told(self) -> Iterator[str]:
        if self.left:
            sentence = ngettext(
                "%(count)s item was left out: the format has MD5, SHA-1 and PhotoDNA, and it has none of them.",
                "%(count)s items were left out: the format has MD5, SHA-1 and PhotoDNA, and they have none of them.",
                self.left,
            )
            yield sentence % {"count": shown.count(self.left)}


def values_of(item: RevealedItem, kinds: Iterable[str]) -> dict[str, str]:
    """By the word of the file; PhotoDNA in base64, as most tools write it."""
    found = {kind: value for kind in kinds if (value := item.fingerprints.get(KINDS[kind]))}
    if PHOTODNA in found:
        found[PHOTODNA] = base64.b64encode(bytes.fromhex(found[PHOTODNA])).decode()
    return found
