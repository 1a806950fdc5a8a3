"""Lists of other makers: fingerprints, and where the format has them the classes and flags of who made the list. Every other column,
comment or address stays outside: it may name people."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seawall.cli.importing.records import Each, Found, Numbered, Wish
from seawall.cli.screen import shown
from seawall.material.states import (
    LEAST_QUALITY,
    Arrival,
    FingerprintKind,
    GivenFingerprint,
    LookAlone,
    Said,
    Source,
    plain,
)
from seawall.wire import case_uco, hash_lists, icse, stopncii
from seawall.wire.faults import Fault
from seawall.wire.hash_sharing.entries import Entries, Entry
from seawall.wire.spelled import PHOTODNA, photodna_bytes

KINDS = {"md5": FingerprintKind.MD5, "sha1": FingerprintKind.SHA1, "sha256": FingerprintKind.SHA256}
# By the word of Hash Sharing; the others stay outside.
HASH_SHARING = {"MD5": "md5", "SHA1": "sha1", "PDQ": "pdq", "PDNA": PHOTODNA}

# Whose a plain list is where nobody says it.
UNNAMED = "Unnamed list"


class Prints:
    """Records as they are given to material. `unsaid`: PDQ fingerprints that came without their quality."""

    def __init__(self) -> None:
        self.unsaid = 0

    def arrival(self, each: Iterable[tuple[str, str, int | None]], said: Said | None = None) -> Arrival:
        """A record of a list has no name but its fingerprints: one of which only the look is known is found again by it."""
        told = list(each)
        self.unsaid += sum(kind == "pdq" and quality is None for kind, _value, quality in told)
        given = tuple(one for each_told in told if (one := self._given(*each_told)))
        return Arrival(given, said, LookAlone.SAME)

    def _given(self, kind: str, value: str, quality: int | None) -> GivenFingerprint | None:
        if kind in KINDS:
            return GivenFingerprint(KINDS[kind], value)
        if kind == "pdq":
            return GivenFingerprint.listed(FingerprintKind.PDQ, value, quality)
        if kind == PHOTODNA and (raw := photodna_bytes(value)):
            return GivenFingerprint(FingerprintKind.PHOTODNA, raw.hex())
        return None

    def ending(self) -> Iterator[str]:
        if self.unsaid:
            sentence = ngettext(
                "%(count)s PDQ fingerprint came without its quality. It is kept as %(least)s, the least that is compared.",
                "%(count)s PDQ fingerprints came without their quality. They are kept as %(least)s, the least that is compared.",
                self.unsaid,
            )
            yield sentence % {"count": shown.count(self.unsaid), "least": LEAST_QUALITY}


def open_hash_list(file: BinaryIO, wish: Wish) -> Found:
    """It says nothing of what it lists. Whose it is counts for what is known by its look alone."""
    prints = Prints()

    def each() -> Each:
        for number, one in enumerate(hash_lists.read(file, kind=wish.kind), 1):
            if isinstance(one, Fault):
                yield one
            else:
                values = ((each.kind, each.value, each.quality) for each in one.fingerprints)
                yield Numbered(number, prints.arrival(values))

    return Found(Source(wish.word_of(UNNAMED), "hash-list"), each(), prints.ending)


def open_icse(file: BinaryIO, wish: Wish) -> Found:
    def each() -> Each:
        prints = Prints()
        for number, one in enumerate(icse.read(file), 1):
            if isinstance(one, Fault):
                yield one
            else:
                values = (("md5", one.md5, None), ("sha1", one.sha1, None), (PHOTODNA, one.photodna, None))
                said = _said("", _words_of_icse(one))
                yield Numbered(number, prints.arrival((value for value in values if value[1]), said))

    return Found(Source(wish.word_of("INTERPOL ICSE"), "icse"), each())


def open_hash_sharing(file: BinaryIO, wish: Wish) -> Found:
    entries, prints = Entries(file), Prints()

    def each() -> Each:
        for number, one in enumerate(entries, 1):
            yield one if isinstance(one, Fault) else Numbered(number, _arrival_of(one, prints))

    def ending() -> Iterator[str]:
        yield from prints.ending()
        if entries.next:
            yield _("The file is one page of several: the others are not in it.")

    return Found(Source(wish.word_of(), "hash-sharing-2"), each(), ending)


def _arrival_of(entry: Entry, prints: Prints) -> Arrival | None:
    if entry.deleted:
        return None
    known = ((HASH_SHARING[one.kind], one.value, None) for one in entry.fingerprints if _is_known(one))
    said = Said(plain(entry.classification), {"Member": plain(entry.member.name)}, entry.timestamp)
    return prints.arrival(known, said)


def _is_known(one: Any) -> bool:
    return one.kind in HASH_SHARING and bool(one.value)


def open_stopncii(file: BinaryIO, wish: Wish) -> Found:
    page, prints = stopncii.read_page(file), Prints()

    def each() -> Each:
        for number, one in enumerate(page.records, 1):
            if isinstance(one, Fault):
                yield one
            elif not one.usable:
                yield Numbered(number, None)
            else:
                kind = stopncii.KINDS.get(one.kind, "")
                said = Said(plain(one.status), {}, one.modified)
                yield Numbered(number, prints.arrival([(kind, one.value, None)], said))

    def ending() -> Iterator[str]:
        yield from prints.ending()
        if page.has_more:
            yield _("The file is one page of several: the others are not in it.")

    return Found(Source(wish.word_of("StopNCII"), "stopncii-1"), each(), ending)


def open_case_uco(file: BinaryIO, wish: Wish) -> Found:
    prints = Prints()

    def each() -> Each:
        for number, item in enumerate(case_uco.read(file), 1):
            values = ((one.kind, one.value, None) for one in item.prints)
            words = {f"{one.scheme}/{one.version}": plain(one.category) for one in item.classed}
            yield Numbered(number, prints.arrival(values, Said("", words, item.at) if words else None))

    return Found(Source(wish.word_of(), "case-uco"), each(), prints.ending)


def _words_of_icse(record: icse.Record) -> Mapping[str, Any]:
    words = {
        "IsDistributed": record.is_distributed,
        "VictimIdentified": record.victim_identified,
        "OffenderIdentified": record.offender_identified,
        "Baseline": record.baseline,
        "Series": plain(record.series_name) or None,
        "MediaType": plain(record.media_type) or None,
    }
    return {name: value for name, value in words.items() if value is not None}


def _said(code: str, words: Mapping[str, Any]) -> Said | None:
    return Said(code, words) if code or words else None
