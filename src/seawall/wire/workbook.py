"""A workbook of Excel (.xlsx, Office Open XML) whose one sheet is a table, as `named_table` reads one from text.

openpyxl reads it as a stream, entities refused and parts counted (`workbook_parts`); what else is in the file (pictures, macros, links) is never looked at. A cell is what it holds
and not how it is shown: numbers without blanks between thousands, days as 2026-01-31. A formula is refused, since its result need not be in the
file, and so is a number that Excel has rounded, such as a long account number kept as a number.
"""

import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from typing import Any, BinaryIO

from openpyxl.cell import ReadOnlyCell

from seawall.wire.faults import Malformed, Problem
from seawall.wire.named_table import NamedTable
from seawall.wire.tables import LONGEST_ROW, MOST_COLUMNS, Row, columns_of, malformed, said
from seawall.wire.workbook_parts import Reader

EXPECTED = "a workbook of Excel (.xlsx)"
# Of all parts together, once unpacked, and of the rows of a sheet: as Excel has them.
MOST_BYTES = 1 << 28
MOST_ROWS = 1 << 20
# A number keeps fifteen digits there; beyond, the last ones are zeros.
EXACT = 10**15
FORMULA = "f"


def read(stream: BinaryIO) -> NamedTable:
    """The one sheet with something in it; `line` is the number of the row. `stream` can be sought. Errors: Malformed, at once or while
    iterating; OSError of reading."""
    filled = [sheet for sheet in _sheets(stream) if next(_rows(sheet), None)]
    if len(filled) > 1:
        raise malformed(1, "sheet", Problem.NOT_THE_END, "one sheet with something in it")
    rows = _rows(filled[0]) if filled else iter(())
    header = next(rows, None)
    if header is None:
        raise malformed(1, "header", Problem.MISSING, "the names of the columns")
    return NamedTable(columns_of(header), rows)


def _sheets(stream: BinaryIO) -> Sequence[Any]:
    try:
        with zipfile.ZipFile(stream) as parts:
            unpacked = sum(part.file_size for part in parts.infolist())
        if unpacked <= MOST_BYTES:
            stream.seek(0)
            reader = Reader(stream)
            reader.read()
            sheets: Sequence[Any] = reader.wb.worksheets
            return sheets
    except (OSError, Malformed):
        raise
    # What the library says of a spoiled file is whatever its parts happen to say.
    except Exception as fault:
        raise _spoiled(1) from fault
    raise malformed(1, "", Problem.TOO_LONG, f"at most {MOST_BYTES} bytes once unpacked")


def _rows(sheet: Any) -> Iterator[Row]:
    """Those with at least one cell that is not blank."""
    # What the sheet says of its own size is not believed.
    sheet.reset_dimensions()
    number, cells = 0, iter(sheet.iter_rows(max_row=MOST_ROWS))
    while True:
        number += 1
        try:
            row = next(cells, None)
        except OSError:
            raise
        except Malformed as fault:
            raise malformed(number, "", fault.fault.problem, fault.fault.expected) from None
        except Exception as fault:
            raise _spoiled(number) from fault
        if row is None:
            return
        if len(row) > MOST_COLUMNS:
            raise malformed(number, "", Problem.TOO_MANY, f"at most {MOST_COLUMNS} columns")
        texts = [_text(number, place, cell) for place, cell in enumerate(row, 1)]
        if sum(map(len, texts)) > LONGEST_ROW:
            raise malformed(number, "", Problem.TOO_LONG)
        if any(texts):
            yield Row(number, texts)


def _spoiled(number: int) -> Malformed:
    return malformed(number, "", Problem.OTHER_FORMAT, EXPECTED)


def _text(number: int, place: int, cell: ReadOnlyCell) -> str:
    value = cell.value
    if cell.data_type == FORMULA:
        raise malformed(number, f"column {place}", Problem.COMPUTED, "a value")
    if isinstance(value, float) and abs(value) >= EXACT:
        raise malformed(number, f"column {place}", Problem.ROUNDED, "a number kept as text")
    match value:
        case None:
            return ""
        case float() if value.is_integer():
            return str(int(value))
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime():
            return value.isoformat(" ", "seconds")
        case date() | time():
            return value.isoformat()
        case _:
            return said(str(value).strip())
