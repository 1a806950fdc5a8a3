"""Items as a VICS hash set."""

import base64
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seawall.cli.screen import shown
from seawall.material.queries import vics_number
from seawall.material.states import RevealedItem
from seawall.wire.vics import AlternativeHash, Media, category_names, write_hash_set

NEWEST = "2.0"


@dataclass(slots=True)
class VicsExport:
    """`left`: items that the format cannot hold, since it demands an MD5."""

    region: str
    version: str
    left: int = 0

    def write(self, items: Iterable[RevealedItem], file: BinaryIO) -> int:
        """How many records were written. Errors: ValueError for a region that the version does not have."""
        if self.version != NEWEST:
            # 1.x names no region, so that nobody could tell what its numbers mean.
            self.region = ""
        return write_hash_set(self._records(items), file, region=self.region, version=self.version)

    def told(self) -> Iterator[str]:
        if not category_names(self.region):
            yield _("What category numbers mean there is not public: no record has one.")
        if self.left:
            sentence = ngettext(
                "%(count)s item was left out: VICS demands an MD5, and it has none.",
                "%(count)s items were left out: VICS demands an MD5, and they have none.",
                self.left,
            )
            yield sentence % {"count": shown.count(self.left)}

    def _records(self, items: Iterable[RevealedItem]) -> Iterator[Media]:
        for item in items:
            if "md5" in item.fingerprints:
                yield media_of(item, self.region)
            else:
                self.left += 1


def media_of(item: RevealedItem, region: str) -> Media:
    sha256, opaque = item.fingerprints.get("sha256"), item.fingerprints.get("photodna-opaque")
    return Media(
        item.fingerprints["md5"],
        category=vics_number(region, item),
        sha1=item.fingerprints.get("sha1", ""),
        photodna=base64.b64encode(bytes.fromhex(opaque)).decode() if opaque else "",
        updated=int(item.changed_at.timestamp()) * 1_000_000_000,
        alternative=(AlternativeHash("SHA256", sha256.upper()),) if sha256 else (),
    )
