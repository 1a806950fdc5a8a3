"""The words of a table, sealed: in pieces of so many rows, each taken in a transaction of its own."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import SEEK_END
from typing import BinaryIO

from django.template.defaultfilters import filesizeformat
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from seawall.core.errors import Invalid, Sentence, TooLarge
from seawall.core.keys import seal, unseal
from seawall.operations.given import Given, NotTaken, given_in, key_of
from seawall.operations.keeping import known_keys
from seawall.operations.models import AccountTable, Operation, TablePiece
from seawall.operations.states import Column, Confidence, Fate, HintSource, WhyNot
from seawall.wire.faults import Fault, Malformed, Problem
from seawall.wire.named_table import NamedTable
from seawall.wire.tables import Row, folded

PURPOSE = "operations.table"
PIECE, PIECE_LETTERS = 1000, 1 << 20
# Of a table of accounts with all that is known of them, ten times the largest ring that the papers told of is half of it.
MOST_ROWS, MOST_BYTES = 500_000, 64 << 20
# So many pieces are written in one go.
AT_ONCE = 50
Reader = Callable[[BinaryIO], NamedTable]
FAULTS: dict[Problem, Sentence] = {
    Problem.NOT_TEXT: _("it is not text in UTF-8. Save the table as “CSV UTF-8”."),
    Problem.MISSING: _("a column has no name. The first row names the columns."),
    Problem.TWICE: _("two columns have the same name."),
    Problem.TOO_MANY: _("it has more than 256 columns."),
    Problem.TOO_LONG: _(
        "it is longer than is taken. A large workbook is taken as “CSV UTF-8”, split where that is too long too."
    ),
    Problem.NOT_THE_END: _("more than one sheet has something in it. Keep the one with the table."),
    Problem.CUT: _(
        "the table may be cut off here: a quotation mark is never closed, or the last row has too few cells and no end of line. Fetch it again; if it is whole, end its last line."
    ),
    Problem.COMPUTED: _("a cell is a formula. Keep its values only: copy the sheet and paste its values."),
    Problem.ROUNDED: _(
        "a number has lost its last digits in the spreadsheet. Export it anew with that column as text."
    ),
    Problem.OTHER_FORMAT: _(
        "it is no workbook of Excel (.xlsx) that can be opened. Save it anew, without a password."
    ),
    Problem.WRONG: _("a quotation mark stands in the middle of a cell. Double it, or save the table anew."),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A row as it came, with the line of the table on which it began."""

    number: int
    cells: list[str] = field(repr=False)
    # Of a refused row, as a code of `WhyNot`: each reader has it in their own language.
    why: str = ""


@dataclass(frozen=True, slots=True)
class Read:
    """A table as it was read: the names of its columns, how many rows there are, and the rows in sealed pieces."""

    names: list[str]
    rows: int
    pieces: list[str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Judged:
    line: Line
    fate: Fate
    given: Given | None = field(default=None, repr=False)
    why: WhyNot | None = None


def read(stream: BinaryIO, reader: Reader) -> Read:
    """Row by row: only a piece of it is held in the clear. Raises `Invalid` for what cannot be read as a table, `TooLarge` for what is longer
    than is taken at once."""
    if stream.seek(0, SEEK_END) > MOST_BYTES:
        raise _too_large()
    stream.seek(0)
    try:
        table = reader(stream)
        found = Read(table.names, *_sealed_whole(table.rows))
    except Malformed as malformed:
        raise Invalid({"table": _sentence(malformed.fault)}) from None
    if not found.rows:
        raise Invalid({"table": _("The table has no rows below the names of its columns.")})
    return found


def _sealed_whole(rows: Iterator[Row]) -> tuple[int, list[str]]:
    number = letters = 0
    pieces: list[str] = []
    for some in _in_pieces(rows):
        number += len(some)
        letters += sum(map(_letters, some))
        if number > MOST_ROWS or letters > MOST_BYTES:
            raise _too_large()
        pieces.append(sealed(some))
    return number, pieces


def _in_pieces(rows: Iterator[Row]) -> Iterator[list[Line]]:
    """A piece is sealed, and later taken, as one: it has so many rows, and fewer where they are long."""
    some: list[Line] = []
    letters = 0
    for row in rows:
        line = Line(row.line, row.cells)
        some.append(line)
        letters += _letters(line)
        if len(some) == PIECE or letters >= PIECE_LETTERS:
            yield some
            some, letters = [], 0
    if some:
        yield some


def _letters(line: Line) -> int:
    return sum(map(len, line.cells))


def _too_large() -> TooLarge:
    sentence = _(
        "The table is longer than is taken at once, %(rows)s rows or %(size)s. Nothing of it was kept. Split it by its rows, each part with the names of the columns above, and bring one part after the other."
    )
    return TooLarge(
        sentence % {"rows": number_format(MOST_ROWS, force_grouping=True), "size": filesizeformat(MOST_BYTES)}
    )


def _sentence(fault: Fault) -> Sentence:
    why = FAULTS.get(fault.problem) or _("it cannot be read as a table.")
    kind, _space, place = fault.field.partition(" ")
    where = (
        _("Line %(line)s, column %(column)s: %(why)s") if kind == "column" else _("Line %(line)s: %(why)s")
    )
    return str(where) % {"line": fault.number, "column": place, "why": why}


def lay_down(table: AccountTable, pieces: Sequence[str]) -> None:
    rows = (TablePiece(table=table, number=number, rows=piece) for number, piece in enumerate(pieces))
    TablePiece.objects.bulk_create(rows, batch_size=AT_ONCE)


def sealed(lines: Sequence[Line]) -> str:
    return seal(PURPOSE, json.dumps([[line.number, line.cells, line.why] for line in lines]))


def lines_in(text: str) -> list[Line]:
    return [Line(*row) for row in json.loads(unseal(PURPOSE, text))] if text else []


def sealed_names(names: Sequence[str]) -> str:
    return seal(PURPOSE, json.dumps(list(names)))


def names_of(table: AccountTable) -> list[str]:
    return list(json.loads(unseal(PURPOSE, table.names)))


def remembered(operation: Operation) -> Mapping[str, str]:
    """What each column meant last time, by its folded name."""
    return dict(json.loads(unseal(PURPOSE, operation.mapping))) if operation.mapping else {}


def to_remember(operation: Operation, names: Sequence[str], columns: Sequence[Column]) -> str:
    meant = {folded(name): column.value for name, column in zip(names, columns, strict=True)}
    return seal(PURPOSE, json.dumps({**remembered(operation), **meant}))


def judged(table: AccountTable, lines: Sequence[Line]) -> list[Judged]:
    """What would become of each row, by the columns of the table as they are mapped."""
    found = [_judged(table, line) for line in lines]
    here = known_keys(table.site_id, [key_of(row.given.handle) for row in found if row.given])
    return list(_known(found, here))


def _judged(table: AccountTable, line: Line) -> Judged:
    columns = [Column(code) for code in table.columns]
    try:
        given = given_in(line.cells, columns, HintSource(table.source), Confidence(table.confidence))
    except NotTaken as error:
        return Judged(line, Fate.REFUSED, why=error.why)
    return Judged(line, Fate.NEW, given)


def _known(rows: Sequence[Judged], here: set[str]) -> Iterator[Judged]:
    seen = set(here)
    for row in rows:
        key = key_of(row.given.handle) if row.given else ""
        yield Judged(row.line, Fate.KNOWN, row.given) if key in seen else row
        seen |= {key} if key else set()
