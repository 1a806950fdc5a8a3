"""Reports of partners as a table: Seawall's own, one report a row, for whoever has a spreadsheet and no program.

The first row names the columns, in any order and spelling of `folded`; only `reference` and `about` are needed. Text is UTF-8, or UTF-16 with
its mark; the delimiter is seen. What a cell may say belongs to the reports interface, whose fields these are. A cell that a spreadsheet
would take for a formula is written with an apostrophe before it, and read without.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

from seawall.wire.faults import Fault, Problem
from seawall.wire.tables import (
    Lines,
    TableWriter,
    cells_of,
    check_whole,
    columns_of,
    delimiter_of,
    folded,
    harmless,
    malformed,
    read_rows,
    said,
)

REFERENCE, ABOUT = "reference", "about"
COLUMNS = (
    *(REFERENCE, ABOUT, "test", "danger", "urls", "fingerprints", "account", "service", "phone", "country"),
    *("ip", "port", "ip_at", "ip_use", "happened_at", "text", "language", "contact"),
)
# What stands beside a row that was given back: the file can be mended and given again as it is.
NOTED = ("refused_line", "refused_column", "refused_why")
NAMES = {folded(name): name for name in (*COLUMNS, *NOTED)}
EXPECTED = "columns of the template"


@dataclass(frozen=True, slots=True)
class Line:
    """`line` is where the row begins in the file, from 1; `cells` by column, only those with something in them."""

    line: int
    cells: Mapping[str, str] = field(repr=False)


def read(stream: BinaryIO) -> Iterator[Line | Fault]:
    """Rows in the order of the file; one with more cells than columns is its fault. Errors: Malformed, at once or while iterating,
    also for a last row that may be cut; OSError of reading."""
    lines = Lines(stream)
    rows = read_rows(lines, delimiter_of(lines, NAMES))
    header = next(rows, None)
    if header is None:
        raise malformed(1, "header", Problem.MISSING, EXPECTED)
    columns = columns_of(header)
    for place, name in enumerate(columns, 1):
        # A column passed over in silence could be the one that says a child is in danger.
        if folded(name) not in NAMES:
            raise malformed(header.line, f"column {place}", Problem.UNKNOWN, EXPECTED)
    names = [NAMES[folded(name)] for name in columns]
    for name in (REFERENCE, ABOUT):
        if name not in names:
            raise malformed(header.line, name, Problem.MISSING, EXPECTED)
    for row in rows:
        check_whole(row, names)
        cells = cells_of(row, names)
        yield cells if isinstance(cells, Fault) else Line(row.line, dict(_said(cells)))


def _said(cells: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name, cell in cells.items():
        if cell and name not in NOTED:
            yield name, said(cell)


def write(rows: Iterable[Mapping[str, str]], stream: BinaryIO, *, noted: bool = False) -> None:
    """With a header; `noted`: with the columns of what was given back before the others. Errors: Unwritable; OSError of writing."""
    names = [*(NOTED if noted else ()), *COLUMNS]
    table = TableWriter(stream, ",")
    table.write(names)
    for row in rows:
        table.write(harmless(row.get(name, "")) for name in names)
