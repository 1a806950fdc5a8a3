"""Exports of INTERPOL's ICSE database: CSV with `;` and twelve columns. There is no public specification; the header and its columns are
known from IPED, the tool of the Brazilian Federal Police that reads such files (sepinf-inc/IPED, HashDBTool.java).

As IPED does, columns are taken in any order and without regard to case; more than the twelve are kept (`more`). Yes and no are read as
y, yes, t, true, 1 and n, no, f, false, 0, and written as `true` and `false`; empty is unknown. What `Media Type` may hold is not public:
it is kept as text. PhotoDNA is opaque, in either spelling.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from seawall.wire import spelled
from seawall.wire.faults import Fault, Problem, Unwritable
from seawall.wire.tables import Lines, TableWriter, cells_of, columns_of, fault, folded, malformed, read_rows

COLUMNS = (
    "MD5",
    "SHA1",
    "PhotoDNA",
    "Image ID",
    "Is distributed",
    "Victim identified",
    "Offender identified",
    "Series name",
    "Number of submissions",
    "File Available",
    "Media Type",
    "Baseline",
)
PRINTS = {"MD5": "md5", "SHA1": "sha1", "PhotoDNA": spelled.PHOTODNA}
FLAGS = ("Is distributed", "Victim identified", "Offender identified", "File Available", "Baseline")
SUBMISSIONS = "Number of submissions"
DELIMITER = ";"
MOST_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Record:
    """At least one of md5, sha1, photodna is there; the others are empty. A flag that nothing is said about is None. `baseline`: whether
    the database holds it to be in the INTERPOL baseline category."""

    md5: str = field(default="", repr=False)
    sha1: str = field(default="", repr=False)
    photodna: str = field(default="", repr=False)
    image_id: str = ""
    is_distributed: bool | None = None
    victim_identified: bool | None = None
    offender_identified: bool | None = None
    series_name: str = field(default="", repr=False)
    submissions: int | None = None
    file_available: bool | None = None
    media_type: str = ""
    baseline: bool | None = None
    more: Mapping[str, str] = field(default_factory=dict, repr=False)


def read(stream: BinaryIO) -> Iterator[Record | Fault]:
    """Records in the order of the file; a row that cannot be understood is its fault. Errors: Malformed, at once or while iterating;
    OSError of reading."""
    rows = read_rows(Lines(stream), DELIMITER)
    first = next(rows, None)
    spelling = {folded(name): name for name in COLUMNS}
    if first is None or not spelling.keys() <= set(map(folded, first.cells)):
        raise malformed(1, "header", Problem.OTHER_FORMAT, f"the columns {DELIMITER.join(COLUMNS)}")
    names = [spelling.get(folded(name), name) for name in columns_of(first)]
    return (
        cells if isinstance(cells := cells_of(row, names), Fault) else _record(row.line, cells)
        for row in rows
    )


def _record(line: int, cells: dict[str, str]) -> Record | Fault:
    prints: dict[str, str] = {}
    for name, kind in PRINTS.items():
        if not (text := cells[name]):
            continue
        if (value := spelled.fingerprint(kind, text)) is None:
            return fault(line, name, Problem.WRONG, spelled.expected(kind))
        prints[kind] = value
    if not prints:
        return fault(line, "MD5", Problem.MISSING, "a fingerprint")
    flags = {name: spelled.truth(cells[name]) for name in FLAGS}
    for name, flag in flags.items():
        if flag is None and cells[name]:
            return fault(line, name, Problem.WRONG, "yes or no")
    count = cells[SUBMISSIONS]
    if count and not (count.isascii() and count.isdigit() and len(count) <= MOST_DIGITS):
        return fault(line, SUBMISSIONS, Problem.WRONG, "a number")
    return Record(
        **prints,
        image_id=cells["Image ID"],
        is_distributed=flags["Is distributed"],
        victim_identified=flags["Victim identified"],
        offender_identified=flags["Offender identified"],
        series_name=cells["Series name"],
        submissions=int(count) if count else None,
        file_available=flags["File Available"],
        media_type=cells["Media Type"],
        baseline=flags["Baseline"],
        more={name: cell for name, cell in cells.items() if cell and name not in COLUMNS},
    )


def write(records: Iterable[Record], stream: BinaryIO, *, more: Sequence[str] = ()) -> None:
    """The twelve columns in INTERPOL's order, then those of `more`. Errors: Unwritable, if a record has what no column is there for;
    OSError of writing."""
    table = TableWriter(stream, DELIMITER)
    header = [*COLUMNS, *more]
    if len({*map(folded, header)}) != len(header):
        raise Unwritable("header: two columns would have one name")
    table.write(header)
    for record in records:
        if not record.more.keys() <= set(more):
            raise Unwritable("more: something has no column")
        table.write([*_cells(record), *(record.more.get(name, "") for name in more)])


def _cells(record: Record) -> list[str]:
    return [
        record.md5,
        record.sha1,
        record.photodna,
        record.image_id,
        _flag(record.is_distributed),
        _flag(record.victim_identified),
        _flag(record.offender_identified),
        record.series_name,
        "" if record.submissions is None else str(record.submissions),
        _flag(record.file_available),
        record.media_type,
        _flag(record.baseline),
    ]


def _flag(flag: bool | None) -> str:
    return "" if flag is None else str(flag).lower()
