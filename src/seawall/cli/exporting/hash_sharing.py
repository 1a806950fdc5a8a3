"""Items as one page of entries of Hash Sharing v2."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seawall.cli.screen import shown
from seawall.cli.screen.faults import Told
from seawall.material.states import RevealedItem
from seawall.wire.hash_sharing.entries import Entry, write_page
from seawall.wire.hash_sharing.kinds import Fingerprint
from seawall.wire.hash_sharing.members import Member

# A page is written whole, since it begins with how many there are; pages of the service itself have a thousand.
MOST = 50_000
SCHEME, CLASSES = "industry", frozenset({"A1", "A2", "B1", "B2"})
KINDS = {"MD5": "md5", "SHA1": "sha1", "PDQ": "pdq"}


@dataclass(slots=True)
class HashSharingExport:
    member: int
    owner: str
    left: int = 0

    def write(self, items: Iterable[RevealedItem], file: BinaryIO) -> int:
        if not self.member:
            raise Told(_("Hash Sharing names each member by a number. Give yours with --member."))
        entries = list(self._entries(items))
        write_page(entries, file)
        return len(entries)

    def _entries(self, items: Iterable[RevealedItem]) -> Iterator[Entry]:
        written, member = 0, Member(self.member, self.owner)
        for item in items:
            if "pdq" not in item.fingerprints:
                # The format parts pictures from videos, and only what has a PDQ is known to be a picture.
                self.left += 1
                continue
            written += 1
            if written > MOST:
                sentence = _(
                    "One page of Hash Sharing holds at most %(most)s entries. Take --format hash-list."
                )
                raise Told(sentence % {"most": shown.count(MOST)})
            yield entry_of(item, member)

    def told(self) -> Iterator[str]:
        if self.left:
            sentence = ngettext(
                "%(count)s item was left out: the format parts pictures from videos, and without a PDQ nobody here knows which it is.",
                "%(count)s items were left out: the format parts pictures from videos, and without a PDQ nobody here knows which they are.",
                self.left,
            )
            yield sentence % {"count": shown.count(self.left)}


def entry_of(item: RevealedItem, member: Member) -> Entry:
    _version, category = item.categories.get(SCHEME, ("", ""))
    prints = tuple(
        Fingerprint.of(word, item.fingerprints[kind])
        for word, kind in KINDS.items()
        if kind in item.fingerprints
    )
    named = category.upper() if category.upper() in CLASSES else ""
    return Entry("image", member, item.item_id, item.changed_at, classification=named, fingerprints=prints)
