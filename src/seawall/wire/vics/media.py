"""What stands in a VICS file. Times are nanoseconds since 1970 in UTC: files of workstations have tenths of microseconds, which a
`datetime` would lose. Fingerprints are lower-case hexadecimal digits. Empty texts and None mean that nothing is said.

Without slots: `shapes.py` puts a million of them together by their dictionary."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

More = Mapping[str, Any]
# A value of which the public record does not say what it is.
Plain = str | int | float | bool | None


@dataclass(frozen=True)
class MediaFile:
    """One place where the media lay. `md5` of the parts of a record is empty where it is the record's own, as it should be."""

    name: str = field(default="", repr=False)
    path: str = field(default="", repr=False)
    md5: str = field(default="", repr=False)
    created: int | None = None
    written: int | None = None
    accessed: int | None = None
    unallocated: bool | None = None
    deleted: bool | None = None
    parent_md5: str = field(default="", repr=False)
    parent_name: str = field(default="", repr=False)
    parent_path: str = field(default="", repr=False)
    parent_physical_location: Plain = None
    physical_location: Plain = None
    source: Plain = None
    more: More = field(default_factory=dict)


@dataclass(frozen=True)
class AlternativeHash:
    """A fingerprint of another kind, named as its tool names it."""

    name: str = ""
    value: str = field(default="", repr=False)
    md5: str = field(default="", repr=False)
    more: More = field(default_factory=dict)


@dataclass(frozen=True)
class Property:
    """Of the Exif data or of the media; the names are those of the tool."""

    name: str = ""
    value: Plain = field(default=None, repr=False)
    md5: str = field(default="", repr=False)
    more: More = field(default_factory=dict)


@dataclass(frozen=True)
class Segment:
    """A part of a video with a category of its own."""

    index: int | None = None
    start: Plain = None
    end: Plain = None
    category: int | None = None
    md5: str = field(default="", repr=False)
    more: More = field(default_factory=dict)


@dataclass(frozen=True)
class Repository:
    name: str = ""
    md5: str = field(default="", repr=False)
    more: More = field(default_factory=dict)


@dataclass(frozen=True)
class Media:
    """One record. `category` is the one field that says what somebody found, in the numbers of the file's region; `is_precategorized`
    and the totals of a case are not to be relied on. `photodna` is 144 bytes in base64 (192 letters), `size` in bytes.
    `media_id` counts within the file and means nothing outside."""

    md5: str = field(repr=False)
    media_id: int | None = None
    category: int | None = None
    sha1: str = field(default="", repr=False)
    photodna: str = field(default="", repr=False)
    victim_identified: bool | None = None
    offender_identified: bool | None = None
    is_distributed: bool | None = None
    is_suspected: bool | None = None
    self_generated: bool | None = None
    is_precategorized: bool | None = None
    precategorization_source: str = ""
    series: str = ""
    tags: tuple[str, ...] = ()
    comments: str = field(default="", repr=False)
    size: int | None = None
    updated: int | None = None
    mime: str = ""
    path: str = field(default="", repr=False)
    files: tuple[MediaFile, ...] = ()
    alternative: tuple[AlternativeHash, ...] = ()
    exifs: tuple[Property, ...] = ()
    metadata: tuple[Property, ...] = ()
    segments: tuple[Segment, ...] = ()
    repositories: tuple[Repository, ...] = ()
    more: More = field(default_factory=dict, repr=False)


@dataclass(frozen=True)
class CaseProperty:
    """`case_id` is empty where it is the case's own."""

    name: str = ""
    value: Plain = field(default=None, repr=False)
    case_id: str = ""
    more: More = field(default_factory=dict)


@dataclass(frozen=True)
class Case:
    """`id` is a GUID without braces, in lower case."""

    id: str = ""
    number: str = ""
    organization: str = ""
    contact: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    email: str = field(default="", repr=False)
    title: str = ""
    total_media: int | None = None
    total_precategorized: int | None = None
    seized: int | None = None
    application: str = ""
    application_version: str = ""
    metadata: tuple[CaseProperty, ...] = ()
    more: More = field(default_factory=dict)
