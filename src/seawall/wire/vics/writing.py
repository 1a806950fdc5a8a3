"""VICS files, written record by record. Beside the context and the value nothing stands in the outermost object: IPED takes nothing
else there, and stumbles over a fingerprint that is null."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import count
from json import dumps
from typing import Any, BinaryIO

from seawall.wire.lines import line_of
from seawall.wire.vics.media import AlternativeHash, Case, Media
from seawall.wire.vics.shapes import CASE, MEDIA

NEWEST = "2.0"
VERSIONS = ("1.2", "1.3", "2.0")
CONTEXT_1 = "http://github.com/ICMEC/ProjectVic/DataModels/{version}.xml#{shape}"
CONTEXT_2 = "http://github.com/VICSDATAMODEL/ProjectVic/DataModels/{version}.xml/{region}/$metadata#{shape}"
DEFAULT_REGION = "Default"


def write_hash_set(
    records: Iterable[Media], stream: BinaryIO, *, region: str = "", version: str = NEWEST
) -> int:
    """How many records were written. `region` says what the categories mean; 2.0 alone has one. Errors: ValueError for an unknown
    version, a region where there is none, a value that JSON has not; OSError of writing."""
    stream.write(b'{"%s":%s,\n"value":[' % _context(version, region, "Media"))
    written = _write_all(records, stream, version)
    stream.write(b"]}\n")
    return written


def write_case(
    case: Case, records: Iterable[Media], stream: BinaryIO, *, region: str = "", version: str = NEWEST
) -> int:
    """As `write_hash_set`; the fields of the case stand before the records."""
    fields = line_of(CASE.document(case, version)).strip()
    stream.write(b'{"%s":%s,\n"value":[' % _context(version, region, "Cases"))
    stream.write(fields[:-1] + (b"," if len(fields) > len(b"{}") else b"") + b'\n"Media":[')
    written = _write_all(records, stream, version)
    stream.write(b"]}]}\n")
    return written


def _context(version: str, region: str, shape: str) -> tuple[bytes, bytes]:
    if version not in VERSIONS:
        raise ValueError("Only versions 1.2, 1.3 and 2.0 of VICS are known.")
    if version == NEWEST:
        region = region or DEFAULT_REGION
        if not region.isascii() or not region.replace("-", "").replace("_", "").isalnum():
            raise ValueError("A region is one word.")
        return b"@odata.context", dumps(
            CONTEXT_2.format(version=version, region=region, shape=shape)
        ).encode()
    if region:
        raise ValueError("VICS 1.x has no regions.")
    return b"odata.metadata", dumps(CONTEXT_1.format(version=version, shape=shape)).encode()


def _write_all(records: Iterable[Media], stream: BinaryIO, version: str) -> int:
    written = 0
    for number, media in zip(count(1), records, strict=False):
        stream.write(b"\n" if number == 1 else b",\n")
        stream.write(line_of(_document(media, number, version)).rstrip())
        written = number
    return written


def _document(media: Media, number: int, version: str) -> dict[str, Any]:
    if media.photodna and version != NEWEST:
        other = AlternativeHash("PhotoDNA", media.photodna)
        media = replace(media, photodna="", alternative=(*media.alternative, other))
    document = MEDIA.document(media, version)
    if media.media_id is None:
        document["MediaID"] = number
    return document
