"""Any table whose first row names its columns, whatever they are called: a member list from a seized database, or from a spreadsheet.

What the columns mean is for a person to say. Text is UTF-8, or UTF-16 with its mark; the delimiter is the one that stands most often in the
first row outside of quotation marks. A cell that a spreadsheet would take for a formula is written with an apostrophe before it, and read without.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from seawall.wire.faults import Problem
from seawall.wire.tables import (
    DELIMITERS,
    Lines,
    Row,
    TableWriter,
    check_whole,
    columns_of,
    harmless,
    malformed,
    read_rows,
    said,
)

QUOTED = re.compile(r'"[^"]*"')
# What stands before a row that was given back.
NOTED = ("refused_line", "refused_why")


@dataclass(frozen=True, slots=True)
class NamedTable:
    """`rows` is read once; a row has as many cells as it has, blanks around them taken away."""

    names: list[str]
    rows: Iterator[Row] = field(repr=False)


def read(stream: BinaryIO) -> NamedTable:
    """Errors: Malformed, at once or while iterating, also for a last row that may be cut; OSError of reading."""
    lines = Lines(stream)
    rows = read_rows(lines, _delimiter(lines))
    header = next(rows, None)
    if header is None:
        raise malformed(1, "header", Problem.MISSING, "the names of the columns")
    names = columns_of(header)
    return NamedTable(names, (_row(row, names) for row in rows))


def _row(row: Row, names: Sequence[str]) -> Row:
    check_whole(row, names)
    return Row(row.line, [said(cell.strip()) for cell in row.cells])


def _delimiter(lines: Lines) -> str:
    for line in lines:
        if not line.strip():
            continue
        told = line.strip().lower()
        if len(told) == 5 and told.startswith("sep=") and told[4] in DELIMITERS:
            return told[4]
        lines.give_back(line)
        return max(DELIMITERS, key=QUOTED.sub("", line).count)
    return DELIMITERS[0]


def write_noted(
    names: Sequence[str], rows: Iterable[tuple[int, str, Sequence[str]]], stream: BinaryIO
) -> None:
    """Each row as line, reason and cells. Errors: Unwritable; OSError of writing."""
    table = TableWriter(stream, ",")
    table.write([*NOTED, *map(harmless, names)])
    for line, why, cells in rows:
        table.write([str(line), harmless(why), *map(harmless, cells)])
