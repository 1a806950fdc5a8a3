"""A partner's table read whole before any row of it is taken: what each row would become, and what became of it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import BinaryIO

from django.db import OperationalError
from django.utils.translation import gettext_lazy as _

from seawall.core.errors import Invalid, Sentence, TooLarge, TrailUnwritable, WrongState
from seawall.reports.actions.hand_in import OTHER_CONTENT, HandedIn
from seawall.reports.receiving.cells import report_of
from seawall.reports.receiving.handing import Handing, handing_of
from seawall.reports.states import Channel, Danger, RowFate, SubmissionDoor
from seawall.wire import report_table
from seawall.wire.faults import Fault, Malformed, Problem
from seawall.wire.report_table import REFERENCE, Line

# One call or page, at some hundredths of a second for each row; a file of the command line may have more.
MOST_ROWS, MOST_ROWS_OF_A_FILE = 200, 20_000
TWICE = _("An earlier row of this table has this reference and says something else.")
NOT_NOW = _("It could not be kept just now. Give it again; what was taken is not taken twice.")
TOO_MANY_CELLS = _(
    "This row has more cells than the table has columns. Is a quotation mark or a delimiter missing?"
)
FAULTS: dict[Problem, Sentence] = {
    Problem.NOT_TEXT: _("it is not text in UTF-8. Save the table as “CSV UTF-8”."),
    Problem.MISSING: _("a column is missing or has no name. The template has them all."),
    Problem.UNKNOWN: _("a column is not known here. Take it out, or call it as the template does."),
    Problem.TWICE: _("a column is there twice."),
    Problem.TOO_MANY: _("it has more columns than any table of reports."),
    Problem.TOO_LONG: _("a row is longer than is taken."),
    Problem.CUT: _(
        "the table may be cut off here: a quotation mark is never closed, or the last row has too few cells and no end of line. Fetch it again; if it is whole, end its last line."
    ),
    Problem.WRONG: _("a quotation mark stands in the middle of a cell. Double it, or save the table anew."),
}


@dataclass(frozen=True, slots=True)
class Row:
    """`wrong`: each column and how to mend it; of a refused row, `cells` are what the partner gets back."""

    line: Line
    fate: RowFate = RowFate.NEW
    handing: Handing | None = field(default=None, repr=False)
    wrong: tuple[tuple[str, Sentence], ...] = ()
    handed: HandedIn | None = None
    # It says that a child is in danger now.
    danger: bool = False

    @property
    def reference(self) -> str:
        return self.line.cells.get(REFERENCE, "")

    @property
    def test(self) -> bool:
        return self.handing is not None and self.handing.test

    def refused(self, column: str, why: Sentence) -> "Row":
        return replace(self, fate=RowFate.REFUSED, wrong=((column, why),))


@dataclass(frozen=True, slots=True)
class Counts:
    new: int
    tests: int
    known: int
    refused: int
    danger: int


def counts_of(rows: Iterable[Row]) -> Counts:
    """`new` without the tests; `danger`: of the new."""
    there = list(rows)
    new = [row for row in there if row.fate is RowFate.NEW]
    earnest = [row for row in new if not row.test]
    return Counts(
        len(earnest),
        len(new) - len(earnest),
        sum(row.fate is RowFate.KNOWN for row in there),
        sum(row.fate is RowFate.REFUSED for row in there),
        sum(row.danger for row in earnest),
    )


def rows_in(stream: BinaryIO, holder: str, channel: Channel, most: int = MOST_ROWS) -> list[Row]:
    """In the order of the file. Raises `Invalid` for what cannot be read as a table, `TooLarge` for more than `most` rows."""
    rows: list[Row] = []
    said: dict[tuple[str, bool], str] = {}
    try:
        for line in report_table.read(stream):
            rows.append(_row(line, holder, channel, said))
            if len(rows) > most:
                raise TooLarge
    except Malformed as malformed:
        raise Invalid({"table": sentence_of(malformed.fault)}) from None
    if not rows:
        raise Invalid({"table": _("The table has no rows below the names of its columns.")})
    return rows


def sentence_of(fault: Fault) -> Sentence:
    why = FAULTS.get(fault.problem) or _("it is no table of reports.")
    return str(_("Line %(line)s: %(why)s")) % {"line": fault.number, "why": why}


def _row(line: Line | Fault, holder: str, channel: Channel, said: dict[tuple[str, bool], str]) -> Row:
    if isinstance(line, Fault):
        return Row(Line(line.number, {})).refused("", TOO_MANY_CELLS)
    try:
        report = report_of(line.cells)
    except Invalid as invalid:
        return Row(line, RowFate.REFUSED, wrong=tuple(invalid.fields.items()))
    handing = handing_of(report, holder, SubmissionDoor.CSV, channel)
    row = Row(line, handing=handing, danger=report.danger == Danger.NOW)
    earlier = said.get((handing.reference, handing.test))
    if earlier is None:
        said[handing.reference, handing.test] = handing.content
        return row
    return replace(row, fate=RowFate.KNOWN) if earlier == handing.content else row.refused(REFERENCE, TWICE)


def take(rows: Iterable[Row], taken_by: Callable[[Handing], HandedIn]) -> Iterator[Row]:
    """Row by row, each a transaction of its own: after a break the same table is given again."""
    broken = False
    for row in rows:
        if row.fate is RowFate.REFUSED or row.handing is None:
            yield row
            continue
        try:
            if broken:
                yield row.refused("", NOT_NOW)
            else:
                done = taken_by(row.handing)
                yield replace(row, handed=done, fate=RowFate.KNOWN if done.again else RowFate.NEW)
        except WrongState:
            yield row.refused(REFERENCE, OTHER_CONTENT)
        except Invalid as invalid:
            yield replace(row, fate=RowFate.REFUSED, wrong=tuple(invalid.fields.items()))
        except (TrailUnwritable, OperationalError):
            broken = True
            yield row.refused("", NOT_NOW)


def write_refused(rows: Iterable[Row], stream: BinaryIO) -> None:
    """What was refused as it came, each row with its line, columns and reasons before it."""
    report_table.write(
        (
            {
                **row.line.cells,
                "refused_line": str(row.line.line),
                "refused_column": " ".join(column for column, _why in row.wrong),
                "refused_why": " ".join(str(why) for _column, why in row.wrong),
            }
            for row in rows
            if row.fate is RowFate.REFUSED
        ),
        stream,
        noted=True,
    )
