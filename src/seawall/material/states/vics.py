"""A record of VICS as an arrival: its fingerprints, and its words as the source's own."""

import base64
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from operator import attrgetter
from typing import Any

from seawall.material.states.arrivals import Arrival, Said
from seawall.material.states.fingerprints import FingerprintKind, GivenFingerprint
from seawall.material.states.traits import traits_of
from seawall.wire.vics import Media

# The names under which tools write it among the alternative hashes.
SHA256_NAMES = frozenset({"sha256", "sha-256"})
FLAGS = {
    "VictimIdentified": "victim_identified",
    "OffenderIdentified": "offender_identified",
    "IsDistributed": "is_distributed",
    "IsSuspected": "is_suspected",
    "SelfGenerated": "self_generated",
    "IsPrecategorized": "is_precategorized",
}
FLAGS_OF = attrgetter(*FLAGS.values())
MICROSECOND = 1000
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def arrival_of(media: Media) -> Arrival:
    return Arrival(tuple(_fingerprints(media)), _said(media))


def _fingerprints(media: Media) -> Iterator[GivenFingerprint]:
    yield GivenFingerprint(FingerprintKind.MD5, media.md5)
    if media.sha1:
        yield GivenFingerprint(FingerprintKind.SHA1, media.sha1)
    if media.alternative and (sha256 := _sha256(media)):
        yield GivenFingerprint(FingerprintKind.SHA256, sha256)
    if media.photodna:
        yield GivenFingerprint(FingerprintKind.PHOTODNA, base64.b64decode(media.photodna).hex())


def _sha256(media: Media) -> str:
    others = {each.value.strip().lower() for each in media.alternative if _is_sha256(each.name, each.value)}
    return others.pop() if len(others) == 1 else ""


def _is_sha256(name: str, value: str) -> bool:
    text = value.strip().lower()
    return (
        name.strip().lower() in SHA256_NAMES and len(text) == 64 and not set(text) - set("0123456789abcdef")
    )


def _said(media: Media) -> Said | None:
    """Category, flags, series and tags. Comments, paths and Exif data stay outside: they may name people. Of the device that took the file only
    a digest is kept."""
    flags = zip(FLAGS, FLAGS_OF(media), strict=True)
    words: dict[str, Any] = {name: value for name, value in flags if value is not None}
    if media.precategorization_source:
        words["PrecategorizationSource"] = plain(media.precategorization_source)
    if media.series:
        words["Series"] = plain(media.series)
    if media.tags:
        words["Tags"] = [plain(tag) for tag in media.tags]
    traits = traits_of(media)
    if media.category is None and not words and not traits:
        return None
    code = "" if media.category is None else str(media.category)
    return Said(code, words, _moment(media.updated), traits)


def plain(text: str) -> str:
    # PostgreSQL keeps no letter zero.
    return text.replace("\0", "\ufffd")


def _moment(nanoseconds: int | None) -> datetime | None:
    if nanoseconds is None:
        return None
    return EPOCH + timedelta(microseconds=nanoseconds // MICROSECOND)
