"""Plain lists of fingerprints: text or CSV, a row an entry, a column a kind. Many agencies and tools hand them round; nobody owns the format.

With a header, the columns are known by their names in the spellings that are seen (`COLUMNS`); every other column is kept (`more`).
Without one there is a single column, and its kind follows from the first value where that is certain: 32 hexadecimal digits are MD5,
40 are SHA-1, the lengths of PhotoDNA are PhotoDNA. 64 digits are SHA-256 or PDQ, and nobody can see which: such a list is refused
until whoever brings it says the kind. So is a column called only `hash`. Lines that begin with `#` before the first row are comments.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from seawall.wire import spelled
from seawall.wire.faults import Fault, Problem, Unwritable
from seawall.wire.listed import Given
from seawall.wire.tables import (
    Lines,
    Row,
    TableWriter,
    cells_of,
    columns_of,
    delimiter_of,
    fault,
    folded,
    malformed,
    read_rows,
)

SHA1_BASE32 = "sha1_base32"
QUALITY = "quality"
UNSAID = "unsaid"
# By the name as `folded` leaves it. Sources: IPED, Autopsy, Griffeye exports, threatexchange, the Arachnid client.
COLUMNS = {
    **dict.fromkeys(("md5", "md5hash", "hashmd5", "md5sum", "videomd5"), "md5"),
    **dict.fromkeys(("sha1", "sha1hash", "hashsha1", "sha1sum"), "sha1"),
    **dict.fromkeys(("sha1base32", "sha1b32"), SHA1_BASE32),
    **dict.fromkeys(("sha256", "sha256hash", "hashsha256", "sha256hex", "sha256sum"), "sha256"),
    **dict.fromkeys(("pdq", "pdqhash", "hashpdq", "pdqf"), "pdq"),
    **dict.fromkeys(("photodna", "photodnahash", "pdna", "hashphotodna", "photodnabase64"), spelled.PHOTODNA),
    **dict.fromkeys(("pdqquality", "quality"), QUALITY),
    **dict.fromkeys(("hash", "hashes", "hashvalue", "value", "fingerprint"), UNSAID),
}
FINGERPRINTS = {*spelled.KINDS, SHA1_BASE32}
BEST_QUALITY = 100
KINDS_OF_LENGTH = {
    32: "md5",
    40: "sha1",
    spelled.PHOTODNA_BASE64: spelled.PHOTODNA,
    spelled.PHOTODNA_HEX: spelled.PHOTODNA,
}
AMBIGUOUS = 64
SAID = "the kind of this list said, or a header with md5, sha1, sha256, pdq or photodna"


@dataclass(frozen=True, slots=True)
class Listed:
    """`fingerprints`: at least one, of kinds that differ. `more`: other columns with something in them, by the name in the header."""

    fingerprints: tuple[Given, ...]
    more: dict[str, str] = field(default_factory=dict, repr=False)


def read(stream: BinaryIO, *, kind: str = "") -> Iterator[Listed | Fault]:
    """Entries in the order of the file; a row that cannot be understood is its fault. `kind` says what a column without a certain kind
    holds: one of `spelled.KINDS`. Errors: Malformed, at once or while iterating; OSError of reading."""
    lines = Lines(stream)
    _skip_comments(lines)
    rows = read_rows(lines, delimiter_of(lines, COLUMNS))
    first = next(rows, None)
    if first is None:
        raise malformed(1, "", Problem.OTHER_FORMAT, "a list with at least one row")
    if any(folded(cell) in COLUMNS for cell in first.cells):
        return _with_header(columns_of(first), first.line, rows, kind)
    return _without_header(first, rows, kind)


def _skip_comments(lines: Lines) -> None:
    for line in lines:
        if line.strip() and not line.startswith("#"):
            lines.give_back(line)
            return


def _with_header(columns: list[str], line: int, rows: Iterator[Row], kind: str) -> Iterator[Listed | Fault]:
    meanings = {name: COLUMNS.get(folded(name), "") for name in columns}
    prints = {meaning for meaning in meanings.values() if meaning in FINGERPRINTS}
    # Beside a column that says its kind, one called only `hash` is not needed, and without PDQ a quality is somebody else's.
    without = {UNSAID: "" if prints else kind or UNSAID, QUALITY: QUALITY if "pdq" in {*prints, kind} else ""}
    meanings = {name: without.get(meaning, meaning) for name, meaning in meanings.items()}
    known = [meaning for meaning in meanings.values() if meaning]
    if len(set(known)) != len(known) or {"sha1", SHA1_BASE32} <= set(known):
        raise malformed(line, "header", Problem.TWICE, "one column of a kind")
    return _entries(meanings, rows)


def _without_header(first: Row, rows: Iterator[Row], kind: str) -> Iterator[Listed | Fault]:
    cells = [cell.strip() for cell in first.cells]
    while cells and not cells[-1]:
        cells.pop()
    if len(cells) != 1:
        raise malformed(first.line, "header", Problem.OTHER_FORMAT, SAID)
    return _entries({"": kind or _certain_kind(first.line, cells[0])}, _chained(first, rows))


def _chained(first: Row, rows: Iterator[Row]) -> Iterator[Row]:
    yield first
    yield from rows


def _certain_kind(line: int, text: str) -> str:
    kind = KINDS_OF_LENGTH.get(len(text), "")
    if kind and spelled.fingerprint(kind, text) is not None:
        return kind
    if len(text) == AMBIGUOUS and spelled.fingerprint("sha256", text) is not None:
        raise malformed(line, "kind", Problem.MISSING, SAID)
    raise malformed(line, "", Problem.OTHER_FORMAT, SAID)


def _entries(meanings: dict[str, str], rows: Iterator[Row]) -> Iterator[Listed | Fault]:
    columns = list(meanings)
    for row in rows:
        if UNSAID in meanings.values():
            # A column called `hash`: its first value that is there says what all of them are.
            place = list(meanings.values()).index(UNSAID)
            value = row.cells[place].strip() if place < len(row.cells) else ""
            if value:
                meanings = meanings | {columns[place]: _certain_kind(row.line, value)}
        cells = cells_of(row, columns)
        yield cells if isinstance(cells, Fault) else _entry(row.line, cells, meanings)


def _entry(line: int, cells: dict[str, str], meanings: dict[str, str]) -> Listed | Fault:
    quality: int | None = None
    found: dict[str, str] = {}
    more: dict[str, str] = {}
    for name, cell in cells.items():
        meaning = meanings[name]
        if not cell:
            continue
        if not meaning:
            more[name] = cell
        elif meaning == QUALITY:
            if (quality := _quality(cell)) is None:
                return fault(line, QUALITY, Problem.WRONG, f"0 to {BEST_QUALITY}")
        else:
            kind = "sha1" if meaning == SHA1_BASE32 else meaning
            value = (
                spelled.sha1_from_base32(cell) if meaning == SHA1_BASE32 else spelled.fingerprint(kind, cell)
            )
            if value is None:
                return fault(line, meaning, Problem.WRONG, _expected(meaning))
            found[kind] = value
    if not found:
        return fault(line, "", Problem.MISSING, "a fingerprint")
    if quality is not None and "pdq" not in found:
        return fault(line, "pdq", Problem.MISSING, "a PDQ code beside its quality")
    return Listed(
        tuple(Given(kind, value, quality if kind == "pdq" else None) for kind, value in found.items()), more
    )


def _expected(meaning: str) -> str:
    return "32 letters of base32" if meaning == SHA1_BASE32 else spelled.expected(meaning)


def _quality(cell: str) -> int | None:
    if not (cell.isascii() and cell.isdigit() and len(cell) <= 3):
        return None
    return int(cell) if int(cell) <= BEST_QUALITY else None


def write(
    entries: Iterable[Listed],
    stream: BinaryIO,
    *,
    kinds: Sequence[str],
    more: Sequence[str] = (),
    delimiter: str = ",",
) -> None:
    """A header and a row an entry: a column for each of `kinds`, with PDQ its quality, then those of `more`. Errors: Unwritable, if an
    entry has what no column is there for, or a kind twice; OSError of writing."""
    table = TableWriter(stream, delimiter)
    header = [*kinds, *([QUALITY] if "pdq" in kinds else []), *more]
    if len({*map(folded, header)}) != len(header) or any(
        COLUMNS.get(folded(name)) in FINGERPRINTS for name in more
    ):
        raise Unwritable("header: two columns would have one meaning")
    table.write(header)
    for entry in entries:
        found = {each.kind: each for each in entry.fingerprints}
        if len(found) != len(entry.fingerprints) or not found.keys() <= set(kinds):
            raise Unwritable("fingerprints: a kind is there twice or has no column")
        if not entry.more.keys() <= set(more):
            raise Unwritable("more: something has no column")
        cells = {kind: each.value for kind, each in found.items()} | entry.more
        if "pdq" in found and found["pdq"].quality is not None:
            cells[QUALITY] = str(found["pdq"].quality)
        table.write(cells.get(name, "") for name in header)
