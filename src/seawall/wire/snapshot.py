"""A snapshot of lists for a machine without a link: JSON Lines, encrypted (age.py says how).

Inside: a line that heads it (`seawall_snapshot` 1, who made it and when, until when it is meant to be used, the lists with stance and radius); a line
for each entry (its list and record, what it is held to be under which scheme, its fingerprints); a line `end` with the number of entries.
Written from an iterator in constant memory; opened as columns, of which nothing is given before all of the file is proven.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import BinaryIO

from seawall.wire.age import NoKey, NotAge, NotOpened, lock, unlock_with_identities, unlock_with_passphrase
from seawall.wire.columns import Entries, Prints
from seawall.wire.faults import Problem
from seawall.wire.lines import LONGEST_LINE, Fields, Lines, line_of, malformed, moment_text
from seawall.wire.listed import LETTERS, Entry, Given, document_of, one_of

__all__ = [
    "LETTERS",
    "Entries",
    "Entry",
    "Given",
    "Header",
    "NoKey",
    "NotAge",
    "NotOpened",
    "Prints",
    "Reading",
    "Snapshot",
    "SnapshotList",
    "lines_of",
    "open_with_identities",
    "open_with_passphrase",
    "write",
]
VERSION = 1
WIDEST_RADIUS = 31
# Lines that are read together, and that are written together.
BLOCK = 1 << 20
END = b'{"end":'


@dataclass(frozen=True, slots=True)
class SnapshotList:
    """`stance` is `known` or `harmless`; `radius` in bits of PDQ; `handling` a TLP 2.0 code such as `amber+strict`."""

    id: str
    name: str
    stance: str
    radius: int
    handling: str


@dataclass(frozen=True, slots=True)
class Header:
    agency: str
    made: datetime
    valid_until: datetime
    lists: tuple[SnapshotList, ...]


@dataclass(frozen=True, slots=True)
class Snapshot:
    header: Header
    entries: Entries


def write(
    header: Header,
    entries: Iterable[Entry],
    file: BinaryIO,
    *,
    passphrase: str = "",
    recipients: Sequence[str] = (),
) -> None:
    """The encrypted snapshot, for everybody who has the passphrase or the key of one of the recipients (`age1…`). The entries are taken
    one by one. Errors: NoKey; OSError of writing; whatever the entries raise. What is in the file then is no snapshot."""
    lock(lines_of(header, entries), file, passphrase=passphrase, recipients=recipients)


def lines_of(header: Header, entries: Iterable[Entry]) -> Iterator[bytes]:
    """The plain text, line by line."""
    names = ("id", "name", "stance", "radius", "handling")
    lists = [{name: getattr(each, name) for name in names} for each in header.lists]
    times = {"made": moment_text(header.made), "valid_until": moment_text(header.valid_until)}
    yield line_of({"seawall_snapshot": VERSION, "agency": header.agency, **times, "lists": lists})
    count = 0
    for entry in entries:
        count += 1
        yield line_of(document_of(entry))
    yield line_of({"end": {"entries": count}})


def open_with_passphrase(file: BinaryIO, passphrase: str) -> Snapshot:
    """Errors: NotOpened, NotAge, Malformed; OSError of reading."""
    reading = Reading()
    unlock_with_passphrase(file, passphrase, reading)
    return reading.finished()


def open_with_identities(file: BinaryIO, identities: Sequence[str]) -> Snapshot:
    """With secret keys (`AGE-SECRET-KEY-1…`). Errors: NoKey, NotOpened, NotAge, Malformed; OSError of reading."""
    reading = Reading()
    unlock_with_identities(file, identities, reading)
    return reading.finished()


class Reading:
    """Takes the plain text in pieces of any length. Errors: Malformed."""

    def __init__(self) -> None:
        self._rest = bytearray()
        # Lines that were taken over.
        self._lines = 0
        self._header: Header | None = None
        self._entries = Entries(())
        self._ended = False

    def write(self, data: bytes, /) -> None:
        self._rest += data
        if len(self._rest) >= BLOCK:
            self._take()

    def finished(self) -> Snapshot:
        """The whole of it, once all was written."""
        self._take()
        if self._header is None:
            raise malformed(1, "", Problem.OTHER_FORMAT)
        if not self._ended:
            raise malformed(self._lines + 1, "end", Problem.MISSING)
        if self._rest:
            raise malformed(self._lines + 1, "", Problem.NOT_THE_END)
        return Snapshot(self._header, self._entries)

    def _take(self) -> None:
        cut = self._rest.rfind(b"\n") + 1
        if len(self._rest) - cut > LONGEST_LINE:
            raise malformed(self._lines + self._rest.count(b"\n") + 1, "", Problem.TOO_LONG)
        block, self._rest = bytes(self._rest[:cut]), self._rest[cut:]
        if block and self._header is None:
            first, block = _parted(block)
            self._header = _header(next(iter(Lines(BytesIO(first)))))
            self._entries = Entries([each.id for each in self._header.lists])
            self._lines = 1
        if block:
            self._take_entries(block)

    def _take_entries(self, block: bytes) -> None:
        last = block.rfind(b"\n", 0, -1) + 1
        end = last if block.startswith(END, last) else len(block)
        try:
            if self._ended:
                raise ValueError("lines after the end")
            self._entries.extend(block[:end])
            self._lines += block.count(b"\n", 0, end)
        except (ValueError, RecursionError):
            # Line by line, to say which of them and what of it.
            return self._take_slowly(block)
        if end < len(block):
            self._take_slowly(block[end:])

    def _take_slowly(self, block: bytes) -> None:
        for fields in Lines(BytesIO(block), number=self._lines):
            self._lines = fields.line
            if self._ended:
                raise malformed(fields.line, "", Problem.NOT_THE_END)
            if "end" in fields:
                self._ended = True
                if fields.inner("end").number("entries") != len(self._entries):
                    raise fields.wrong("end.entries", Problem.COUNT)
            else:
                self._entries.add(fields)


def _parted(block: bytes) -> tuple[bytes, bytes]:
    cut = block.index(b"\n") + 1
    return block[:cut], block[cut:]


def _header(fields: Fields) -> Header:
    if "seawall_snapshot" not in fields:
        raise malformed(1, "", Problem.OTHER_FORMAT)
    if fields.number("seawall_snapshot") != VERSION:
        raise malformed(1, "seawall_snapshot", Problem.OTHER_VERSION)
    lists = tuple(
        SnapshotList(
            each.text("id"),
            each.text("name"),
            one_of(each, "stance", ("known", "harmless")),
            each.number("radius", WIDEST_RADIUS),
            each.text("handling"),
        )
        for each in fields.each("lists")
    )
    return Header(fields.text("agency"), fields.moment("made"), fields.moment("valid_until"), lists)
