"""Which field of a file is which of ours: one table for reading and for writing."""

import re
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from typing import Any, Generic, TypeVar

from seawall.wire.faults import Fault, Problem, Unit
from seawall.wire.vics import kinds
from seawall.wire.vics.kinds import Kind, NotUnderstood
from seawall.wire.vics.media import (
    AlternativeHash,
    Case,
    CaseProperty,
    Media,
    MediaFile,
    Property,
    Repository,
    Segment,
)

T = TypeVar("T")
# Ends the first name of a path.
NAME = re.compile(r"[.\[]")


class Unfit(Exception):
    """A field has a value that it cannot have."""

    def __init__(self, field: str, expected: str, problem: Problem = Problem.WRONG) -> None:
        self.field, self.expected, self.problem = field, expected, problem

    @property
    def told(self) -> str:
        """A name that stands in no table came from the file, and is not repeated."""
        return self.field if NAME.split(self.field)[0] in NAMES else ""

    def fault(self, number: int) -> Fault:
        return Fault(Unit.RECORD, number, self.told, self.problem, self.expected)


@dataclass(frozen=True, slots=True)
class Many(Generic[T]):
    """A list of objects of one shape."""

    shape: "Shape[T]"


class Shape(Generic[T]):
    """`table`: the name here, the name in a file, and the kind. `own` names the field by which a part says to which record it belongs:
    it is empty here where it is the record's, and always written. `must` is always written, whatever it says."""

    def __init__(
        self,
        made: type[T],
        table: Mapping[str, tuple[str, Kind | Many[Any]]],
        own: str = "",
        must: tuple[str, ...] = (),
    ) -> None:
        self._made, self._own = made, own
        self._must = frozenset(must)
        self._single = {
            wire: (name, kind.read, kind.expected)
            for name, (wire, kind) in table.items()
            if isinstance(kind, Kind)
        }
        self._columns = {wire: (name, kind) for name, (wire, kind) in table.items() if isinstance(kind, Many)}
        self._rows = tuple((name, wire, kind) for name, (wire, kind) in table.items())
        self._empty = {each.name: each.default for each in fields(made) if each.default is not MISSING}  # type: ignore[arg-type]
        self._needed = {each.name for each in fields(made)} - {*self._empty, "more"}  # type: ignore[arg-type]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(wire for _name, wire, _kind in self._rows)

    def read(self, found: Mapping[str, Any], owner: str = "") -> T:
        """From an object as JSON has it. Raises `Unfit`."""
        known: dict[str, Any] = {}
        more: dict[str, Any] = {}
        parts: list[tuple[str, str, Many[Any], Any]] = []
        single, columns = self._single, self._columns
        for wire, value in found.items():
            if one := single.get(wire):
                # Null and the missing field mean the same.
                if value is None:
                    continue
                name, read, expected = one
                try:
                    known[name] = read(value)
                except ValueError:
                    raise Unfit(wire, expected) from None
                except NotUnderstood:
                    more[wire] = value
            elif several := columns.get(wire):
                if value is not None:
                    parts.append((several[0], wire, several[1], value))
            elif "odata." not in wire:
                more[wire] = value
        for name, wire, many, value in parts:
            known[name] = _parts(many, wire, value, owner or known.get("md5") or known.get("id", ""))
        if self._own and known.get(self._own) == owner:
            del known[self._own]
        if self._needed and not self._needed <= known.keys():
            raise TypeError(f"{self._made.__name__} lacks one of {self._needed}")
        return self._put_together(known | {"more": more})

    def _put_together(self, known: dict[str, Any]) -> T:
        """What the class itself does in one step a field, which for a record of 26 is a quarter of reading it."""
        made = object.__new__(self._made)
        made.__dict__.update(self._empty)
        made.__dict__.update(known)
        return made

    def document(self, record: T, version: str, owner: str = "") -> dict[str, Any]:
        """As it is written; what says nothing is left out, since some readers stumble over null."""
        written: dict[str, Any] = {}
        for name, wire, kind in self._rows:
            value = getattr(record, name)
            if name == self._own:
                value = value or owner
                if not value:
                    continue
            elif value == self._empty.get(name, ()) and name not in self._must:
                continue
            if isinstance(kind, Many):
                mine = owner or getattr(record, "md5", "") or getattr(record, "id", "")
                written[wire] = [kind.shape.document(one, version, mine) for one in value]
            else:
                written[wire] = None if value is None else kind.write(value, version)
        return written | dict(record.more)  # type: ignore[attr-defined]


def _parts(kind: Many[T], wire: str, value: Any, owner: str) -> tuple[T, ...]:
    if not isinstance(value, list):
        raise Unfit(wire, "a list")
    return tuple(_each(kind, f"{wire}[{place}]", one, owner) for place, one in enumerate(value))


def _each(kind: Many[T], here: str, one: Any, owner: str) -> T:
    if not isinstance(one, dict):
        raise Unfit(here, "an object")
    try:
        return kind.shape.read(one, owner)
    except Unfit as unfit:
        raise Unfit(f"{here}.{unfit.field}", unfit.expected, unfit.problem) from None


OWN_MD5: tuple[str, Kind] = ("MD5", kinds.MD5)
PROPERTY = Shape(
    Property,
    {"md5": OWN_MD5, "name": ("PropertyName", kinds.TEXT), "value": ("PropertyValue", kinds.PLAIN)},
    own="md5",
)
MEDIA_FILE = Shape(
    MediaFile,
    {
        "md5": OWN_MD5,
        "name": ("FileName", kinds.TEXT),
        "path": ("FilePath", kinds.TEXT),
        "created": ("Created", kinds.MOMENT),
        "written": ("Written", kinds.MOMENT),
        "accessed": ("Accessed", kinds.MOMENT),
        "unallocated": ("Unallocated", kinds.TRUTH),
        "deleted": ("Deleted", kinds.TRUTH),
        "parent_md5": ("ParentMD5", kinds.MD5),
        "parent_name": ("ParentFileName", kinds.TEXT),
        "parent_path": ("ParentFilePath", kinds.TEXT),
        "parent_physical_location": ("ParentPhysicalLocation", kinds.PLAIN),
        "physical_location": ("PhysicalLocation", kinds.PLAIN),
        "source": ("SourceID", kinds.PLAIN),
    },
    own="md5",
    must=("name", "path"),
)
ALTERNATIVE = Shape(
    AlternativeHash,
    {"md5": OWN_MD5, "name": ("HashName", kinds.TEXT), "value": ("HashValue", kinds.TEXT)},
    own="md5",
)
SEGMENT = Shape(
    Segment,
    {
        "md5": OWN_MD5,
        "index": ("SegmentIndex", kinds.NUMBER),
        "start": ("Start", kinds.PLAIN),
        "end": ("End", kinds.PLAIN),
        "category": ("Category", kinds.NUMBER),
    },
    own="md5",
)
REPOSITORY = Shape(Repository, {"md5": OWN_MD5, "name": ("RepositoryName", kinds.TEXT)}, own="md5")
MEDIA = Shape(
    Media,
    {
        "md5": OWN_MD5,
        "media_id": ("MediaID", kinds.NUMBER),
        "category": ("Category", kinds.NUMBER),
        "sha1": ("SHA1", kinds.SHA1),
        "photodna": ("PhotoDNA", kinds.PHOTODNA),
        "victim_identified": ("VictimIdentified", kinds.TRUTH),
        "offender_identified": ("OffenderIdentified", kinds.TRUTH),
        "is_distributed": ("IsDistributed", kinds.TRUTH),
        "is_suspected": ("IsSuspected", kinds.TRUTH),
        "self_generated": ("SelfGenerated", kinds.TRUTH),
        "is_precategorized": ("IsPrecategorized", kinds.TRUTH),
        "precategorization_source": ("PrecategorizationSource", kinds.TEXT),
        "series": ("Series", kinds.TEXT),
        "tags": ("Tags", kinds.TAGS),
        "comments": ("Comments", kinds.TEXT),
        "size": ("MediaSize", kinds.SIZE),
        "updated": ("DateUpdated", kinds.MOMENT),
        "mime": ("MimeType", kinds.TEXT),
        "path": ("RelativeFilePath", kinds.TEXT),
        "files": ("MediaFiles", Many(MEDIA_FILE)),
        "alternative": ("AlternativeHashes", Many(ALTERNATIVE)),
        "exifs": ("Exifs", Many(PROPERTY)),
        "metadata": ("MediaMetadata", Many(PROPERTY)),
        "segments": ("Segments", Many(SEGMENT)),
        "repositories": ("Repositories", Many(REPOSITORY)),
    },
    must=("media_id", "category"),
)
CASE_PROPERTY = Shape(
    CaseProperty,
    {
        "case_id": ("CaseID", kinds.GUID),
        "name": ("PropertyName", kinds.TEXT),
        "value": ("PropertyValue", kinds.PLAIN),
    },
    own="case_id",
)
CASE = Shape(
    Case,
    {
        "id": ("CaseID", kinds.GUID),
        "number": ("CaseNumber", kinds.TEXT),
        "organization": ("ContactOrganization", kinds.TEXT),
        "contact": ("ContactName", kinds.TEXT),
        "phone": ("ContactPhone", kinds.TEXT),
        "email": ("ContactEmail", kinds.TEXT),
        "title": ("ContactTitle", kinds.TEXT),
        "total_media": ("TotalMediaFiles", kinds.NUMBER),
        "total_precategorized": ("TotalPrecategorized", kinds.NUMBER),
        "seized": ("SeizureDate", kinds.MOMENT),
        "application": ("SourceApplicationName", kinds.TEXT),
        "application_version": ("SourceApplicationVersion", kinds.TEXT),
        "metadata": ("CaseMetadata", Many(CASE_PROPERTY)),
    },
)
NAMES = frozenset(wire for shape in (MEDIA, CASE) for wire in shape.names)
