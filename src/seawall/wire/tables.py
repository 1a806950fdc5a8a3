"""Tables as text (RFC 4180 and what programs make of it), read row by row within bounds; shared by the formats that are tables.

Text is UTF-8, with or without a byte order mark, or UTF-16 with one. Older code pages have no mark, and each of them reads every other
without a complaint and with other letters: they are refused, never guessed. What is wrong with the text or with its quotation marks ends
the reading (`Malformed`); what is wrong with one row is for the format to say.
"""

import codecs
import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from seawall.wire.faults import Fault, Malformed, Problem, Unit, Unwritable

# A row of all fingerprints there are, with an address of 2,000 letters and a comment, is not a tenth of it.
LONGEST_ROW = 1 << 16
# INTERPOL's export has 12; exports of spreadsheets drag empty columns along.
MOST_COLUMNS = 256
CHUNK = 1 << 16
# UTF-32 first: its mark begins with that of UTF-16.
MARKS = (
    (codecs.BOM_UTF32_LE, ""),
    (codecs.BOM_UTF32_BE, ""),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
ENCODINGS = "UTF-8, or UTF-16 with a byte order mark"
DELIMITERS = ",;\t|"
# What spreadsheets take for a formula, with any apostrophes before it.
FORMULA = re.compile(r"'*[=+\-@\t\r]")


def fault(line: int, name: str, problem: Problem, expected: str = "") -> Fault:
    return Fault(Unit.LINE, line, name, problem, expected)


def malformed(line: int, name: str, problem: Problem, expected: str = "") -> Malformed:
    return Malformed(fault(line, name, problem, expected))


@dataclass(frozen=True, slots=True)
class Row:
    """`line` is the first line of the file that the row stands on, from 1; `open`: the file ends with it, and without the end of a line."""

    line: int
    cells: list[str] = field(repr=False)
    open: bool = False


class Lines:
    """The lines of a stream as text, without line feeds but with what stands before them. `number` counts those given out; `open`: the
    last one is among them and has no end. Errors while iterating: Malformed; OSError of reading."""

    def __init__(self, stream: BinaryIO) -> None:
        self.number, self.open = 0, False
        self._stream = stream
        self._given_back: list[str] = []
        self._each = self._read()

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._given_back.pop() if self._given_back else next(self._each)
        self.number += 1
        return line

    def give_back(self, line: str) -> None:
        """The line just taken will be the next one again."""
        self.number -= 1
        self._given_back.append(line)

    def _read(self) -> Iterator[str]:
        begun = ""
        for text in self._texts():
            *whole, begun = (begun + text).split("\n")
            yield from whole
            if len(begun) > LONGEST_ROW:
                raise malformed(self.number + 1, "", Problem.TOO_LONG)
        if begun:
            self.open = True
            yield begun

    def _texts(self) -> Iterator[str]:
        chunk = self._stream.read(CHUNK)
        encoding, mark = next(((name, bom) for bom, name in MARKS if chunk.startswith(bom)), ("utf-8", b""))
        if not encoding:
            raise malformed(1, "", Problem.NOT_TEXT, ENCODINGS)
        decoder, chunk = codecs.getincrementaldecoder(encoding)("strict"), chunk[len(mark) :]
        while True:
            text, whole = _decoded(decoder, chunk, encoding, final=not chunk)
            # NUL is in no table: zeros of a power cut, a program, or UTF-16 without its mark.
            before, nul, _ = text.partition("\0")
            yield before
            if nul or not whole:
                # What was yielded has been taken as lines by now, so the number is that of the line that cannot be read.
                raise malformed(self.number + 1, "", Problem.NOT_TEXT, ENCODINGS)
            if not chunk:
                return
            chunk = self._stream.read(CHUNK)


def _decoded(
    decoder: codecs.IncrementalDecoder, chunk: bytes, encoding: str, *, final: bool
) -> tuple[str, bool]:
    """The text up to the first byte that is none, and whether that is all."""
    try:
        return decoder.decode(chunk, final), True
    except UnicodeDecodeError as wrong:
        return bytes(wrong.object[: wrong.start]).decode(encoding), False


def read_rows(lines: Lines, delimiter: str, *, quotes: bool = True) -> Iterator[Row]:
    """Rows with at least one cell that is not blank. Cells are as they stand, with their blanks. Without `quotes` a quotation mark is a
    letter like any other, and a row is a line. Errors while iterating: Malformed."""
    bounded = _Bounded(lines)
    reader = csv.reader(
        bounded, delimiter=delimiter, strict=True, quoting=csv.QUOTE_MINIMAL if quotes else csv.QUOTE_NONE
    )
    while True:
        bounded.begin()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise malformed(bounded.first, "", _why(bounded), "rows as in RFC 4180") from None
        if len(cells) > MOST_COLUMNS:
            raise malformed(bounded.first, "", Problem.TOO_MANY, f"at most {MOST_COLUMNS} columns")
        if any(map(str.strip, cells)):
            yield Row(bounded.first, cells, lines.open)


def _why(bounded: "_Bounded") -> Problem:
    return Problem.CUT if bounded.ended else Problem.WRONG


class _Bounded:
    """Lines for one row after another: an open quotation mark takes no more than a row may have."""

    def __init__(self, lines: Lines) -> None:
        self._lines, self._letters = lines, 0
        self.first, self.ended = 1, False

    def begin(self) -> None:
        self.first, self._letters = self._lines.number + 1, 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        try:
            line = next(self._lines)
        except StopIteration:
            self.ended = True
            raise
        self._letters += len(line)
        if self._letters > LONGEST_ROW:
            raise malformed(self.first, "", Problem.TOO_LONG)
        return line + "\n"


def delimiter_of(lines: Lines, names: Iterable[str]) -> str:
    """The delimiter that the first line with letters in it says, told by the names of columns that are known: a line `sep=;`, which
    spreadsheets write, is taken; any other is given back to be read. One column alone has none, and any will do."""
    known = {folded(name) for name in names}
    for line in lines:
        if not line.strip():
            continue
        told = line.strip().lower()
        if len(told) == 5 and told.startswith("sep=") and told[4] in DELIMITERS:
            return told[4]
        lines.give_back(line)
        return max(DELIMITERS, key=lambda each: len(known & {folded(cell) for cell in line.split(each)}))
    return DELIMITERS[0]


def folded(name: str) -> str:
    """The name of a column as it is compared: letters and digits, small. `SHA-256`, `sha_256` and `Sha256` are one."""
    return "".join(letter for letter in name.lower() if letter.isalnum())


def columns_of(header: Row) -> list[str]:
    """The names of the header, without blanks around them and without empty ones at its end. Errors: Malformed, if one is there twice
    or empty between others."""
    names = [cell.strip() for cell in header.cells]
    while names and not names[-1]:
        names.pop()
    for place, name in enumerate(names, 1):
        if not name:
            raise malformed(header.line, f"column {place}", Problem.MISSING, "a name")
    if len(set(map(folded, names))) != len(names):
        raise malformed(header.line, "header", Problem.TWICE, "each column once")
    return names


def check_whole(row: Row, columns: Sequence[str]) -> None:
    """Errors: Malformed, where the file may have been cut within this row: what stands in its last cell may then be a part of it."""
    if row.open and len(row.cells) < len(columns):
        raise malformed(row.line, "", Problem.CUT, f"{len(columns)} columns, or the end of the line")


def cells_of(row: Row, columns: Sequence[str]) -> dict[str, str] | Fault:
    """By column, without blanks around them; what a short row leaves out is empty."""
    cells = [cell.strip() for cell in row.cells]
    if any(cells[len(columns) :]):
        return fault(row.line, f"column {len(columns) + 1}", Problem.TOO_MANY, f"{len(columns)} columns")
    return dict(zip(columns, cells + [""] * (len(columns) - len(cells)), strict=False))


def harmless(cell: str) -> str:
    """As it is written for spreadsheets: with an apostrophe before what they would take for a formula."""
    return f"'{cell}" if FORMULA.match(cell) else cell


def said(cell: str) -> str:
    """What `harmless` was given."""
    return cell[1:] if cell[:1] == "'" and FORMULA.match(cell) else cell


class TableWriter:
    """UTF-8 without a mark, rows ended by CR LF. A cell that begins with `=` is written as it is: spreadsheets take it for a formula, so
    such files are opened there as text."""

    def __init__(self, stream: BinaryIO, delimiter: str) -> None:
        self._stream, self._pieces = stream, _Pieces()
        self._writer = csv.writer(self._pieces, delimiter=delimiter, lineterminator="\r\n")

    def write(self, cells: Iterable[str]) -> None:
        """Errors: Unwritable, if it could not be read again; OSError of writing."""
        self._writer.writerow(cells)
        text = self._pieces.taken()
        if "\0" in text or len(text) > LONGEST_ROW:
            raise Unwritable("row: it is too long, or a cell has a zero character")
        try:
            self._stream.write(text.encode())
        except UnicodeEncodeError:
            raise Unwritable("row: a cell has half a character") from None


class _Pieces:
    def __init__(self) -> None:
        self._text = ""

    def write(self, text: str) -> int:
        self._text += text
        return len(text)

    def taken(self) -> str:
        text, self._text = self._text, ""
        return text
