"""The import file of SCART, the hotlines' tool by AbuseIO: addresses to be looked at, a line each, fields separated by `;`.

`url;referer;workuser;reference;source;type`, of which only the first is needed. SCART splits lines at every `;` and knows no quotation
marks (AbuseIO/SCART-application, controllers/Inputs_import.php), so a value with a `;` cannot be written, and a line with more than six
fields is refused. A field that a line leaves out at its end has SCART's default (`DEFAULTS`); one that is there and empty is empty.
`workuser` is a colleague's e-mail address in that SCART. Which words `source` and `type` may be, each hotline sets for itself and no
list is public: they are kept as text and mean nothing here. A first line with the names of the fields is passed over.

SCART takes no media and no fingerprints by this file, and its other doors (mailbox, ICCAM) are not read here.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, field
from typing import BinaryIO

from seawall.wire.faults import Fault, Problem, Unwritable
from seawall.wire.tables import Lines, Row, fault, read_rows

FIELDS = ("url", "referer", "workuser", "reference", "source", "type")
DEFAULTS = {"source": "webform", "type": "website"}
DELIMITER = ";"
# What SCART takes for an address begins so, and none of these letters stands in one (RFC 3986); SCART cuts out what looks like a tag.
ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x20\x7f;]+", re.IGNORECASE)
LONGEST_ADDRESS = 2083
LONGEST_FIELD = 1000
UNWRITABLE = re.compile(r"[;\r\n\0<>]")


@dataclass(frozen=True, slots=True)
class Line:
    """None: the line ends before this field, and SCART's default holds."""

    url: str = field(repr=False)
    referer: str | None = field(default=None, repr=False)
    workuser: str | None = field(default=None, repr=False)
    reference: str | None = None
    source: str | None = None
    type: str | None = None


def read(stream: BinaryIO) -> Iterator[Line | Fault]:
    """Lines in the order of the file; one that cannot be understood is its fault. Errors while iterating: Malformed; OSError of
    reading."""
    for number, row in enumerate(read_rows(Lines(stream), DELIMITER, quotes=False)):
        if number == 0 and [cell.strip().lower() for cell in row.cells] == list(FIELDS)[: len(row.cells)]:
            continue
        yield _line(row)


def _line(row: Row) -> Line | Fault:
    cells = [cell.strip() for cell in row.cells]
    if len(cells) > len(FIELDS):
        return fault(row.line, "", Problem.TOO_MANY, f"at most {len(FIELDS)} fields")
    url, *others = cells
    if not url:
        return fault(row.line, "url", Problem.MISSING, "http:// or https:// and the rest of an address")
    if len(url) > LONGEST_ADDRESS:
        return fault(row.line, "url", Problem.TOO_LONG)
    if not ADDRESS.fullmatch(url):
        return fault(row.line, "url", Problem.WRONG, "http:// or https:// and the rest of an address")
    for name, cell in zip(FIELDS[1:], others, strict=False):
        if len(cell) > (LONGEST_ADDRESS if name == "referer" else LONGEST_FIELD):
            return fault(row.line, name, Problem.TOO_LONG)
        if UNWRITABLE.search(cell):
            return fault(row.line, name, Problem.WRONG, "text without tags")
    return Line(url, *others)


def write(lines: Iterable[Line], stream: BinaryIO) -> None:
    """UTF-8, no header, since SCART would take it for an address. A field left out before one that is there is written with SCART's
    default. Errors: Unwritable, for a value with a `;` or a line break in it or an address that SCART would not take; OSError of writing."""
    for line in lines:
        if not ADDRESS.fullmatch(line.url):
            raise Unwritable("url: SCART would not take it for an address")
        cells = list(astuple(line))
        while cells[-1] is None:
            cells.pop()
        texts = [
            DEFAULTS.get(name, "") if cell is None else cell
            for name, cell in zip(FIELDS, cells, strict=False)
        ]
        for name, text in zip(FIELDS, texts, strict=False):
            if UNWRITABLE.search(text):
                raise Unwritable(f"{name}: SCART has no way to write ; or a line break or a tag")
        stream.write(DELIMITER.join(texts).encode() + b"\r\n")
