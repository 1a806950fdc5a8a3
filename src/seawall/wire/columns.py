"""Very many entries in little memory: a column for each field, words that come again held once, codes as bytes."""

import re
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Annotated, Literal, NamedTuple

import msgspec
import numpy as np
from msgspec import Meta, Raw, Struct
from numpy.typing import NDArray

from seawall.wire.lines import Fields, line_of
from seawall.wire.listed import LETTERS, Entry, Given, document_of, entry_of

HEX = re.compile("[0-9a-f]*")
Categories = Mapping[str, tuple[str, str]]


class _Print(Struct):
    kind: Literal["md5", "sha1", "sha256", "pdq"]
    value: str
    quality: Annotated[int, Meta(ge=0, le=100)] | None = None


class _Line(Struct):
    on: str = msgspec.field(name="list")
    entry: str
    record: str
    handling: str
    disputed: bool
    categories: Raw
    fingerprints: list[_Print]


class _Category(Struct):
    version: str
    category: str


_LINES = msgspec.json.Decoder(_Line)
_CATEGORIES = msgspec.json.Decoder(dict[str, _Category])


class Prints(NamedTuple):
    """All fingerprints of a kind: `codes` uint8[n, bytes of the kind], `quality` uint8[n] (0 but for pdq), and the number of the
    entry that each belongs to, uint32[n], in rising order."""

    codes: NDArray[np.uint8]
    quality: NDArray[np.uint8]
    entry: NDArray[np.uint32]


class _Texts:
    """Texts one after another, and where each ends."""

    def __init__(self) -> None:
        self._bytes, self._ends = bytearray(), array("Q")

    def extend(self, texts: list[bytes]) -> None:
        place = len(self._bytes)
        for text in texts:
            place += len(text)
            self._ends.append(place)
        self._bytes += b"".join(texts)

    def __getitem__(self, number: int) -> str:
        begin = self._ends[number - 1] if number else 0
        return self._bytes[begin : self._ends[number]].decode()


class _Codes:
    def __init__(self, kind: str) -> None:
        self.width = LETTERS[kind] // 2
        self.codes, self.quality, self.entry = bytearray(), bytearray(), array("I")


class Entries(Sequence[Entry]):
    """All entries of a snapshot, by number; those of `entries[n]` are made when they are asked for, with fingerprints in the order
    of their kinds. About 100 bytes for an entry of one PDQ code."""

    def __init__(self, lists: Sequence[str]) -> None:
        self._names = tuple(lists)
        self._lists = {name: number for number, name in enumerate(lists)}
        self._list, self._handling, self._category = array("I"), array("I"), array("I")
        self._disputed = bytearray()
        self._entry, self._record = _Texts(), _Texts()
        self._handlings: dict[str, int] = {}
        self._categories: dict[bytes, int] = {}
        self._read_categories: list[Categories] = []
        self._codes = {kind: _Codes(kind) for kind in LETTERS}

    def __len__(self) -> int:
        return len(self._disputed)

    def prints(self, kind: str) -> Prints:
        """All fingerprints of this kind, as views of what is held."""
        held = self._codes[kind]
        codes = np.frombuffer(held.codes, np.uint8).reshape(-1, held.width)
        return Prints(codes, np.frombuffer(held.quality, np.uint8), np.frombuffer(held.entry, np.uint32))

    def without_fingerprints(self, number: int) -> Entry:
        return Entry(
            self._names[self._list[number]],
            self._entry[number],
            self._record[number],
            list(self._handlings)[self._handling[number]],
            bool(self._disputed[number]),
            self._read_categories[self._category[number]],
            (),
        )

    def __getitem__(self, number: int) -> Entry:  # type: ignore[override]  # no slices: nobody needs them
        if not 0 <= number < len(self):
            raise IndexError(number)
        found = self.without_fingerprints(number)
        given = tuple(each for kind in LETTERS for each in self._given(kind, number))
        return replace(found, fingerprints=given)

    def _given(self, kind: str, number: int) -> Iterator[Given]:
        prints = self.prints(kind)
        for row in range(*np.searchsorted(prints.entry, [number, number + 1]).tolist()):
            quality = int(prints.quality[row]) if kind == "pdq" else None
            yield Given(kind, prints.codes[row].tobytes().hex(), quality)

    def extend(self, lines: bytes) -> None:
        """Take these whole lines over. Errors: ValueError if one of them is not as it should be; then nothing was taken."""
        try:
            found = _LINES.decode_lines(lines)
            category = [self._category_of(bytes(line.categories)) for line in found]
        except msgspec.DecodeError as fault:
            raise ValueError("not a line of an entry") from fault
        texts = [[line.entry.encode() for line in found], [line.record.encode() for line in found]]
        prints = _codes_of(found, len(self))
        on = self._numbers_of_lists(found)

        self._list.extend(on)
        self._category.extend(category)
        self._handling.extend(
            [self._handlings.setdefault(line.handling, len(self._handlings)) for line in found]
        )
        self._disputed += bytes(line.disputed for line in found)
        for column, words in zip((self._entry, self._record), texts, strict=True):
            column.extend(words)
        for kind, (codes, quality, entry) in prints.items():
            held = self._codes[kind]
            held.codes += codes
            held.quality += quality
            held.entry.extend(entry)

    def add(self, fields: Fields) -> None:
        """One entry, slowly. Errors: Malformed, with line and field."""
        self.extend(line_of(document_of(entry_of(fields, self._lists))))

    def _numbers_of_lists(self, lines: list[_Line]) -> list[int]:
        try:
            return [self._lists[line.on] for line in lines]
        except KeyError as fault:
            raise ValueError("a list that the header does not name") from fault

    def _category_of(self, raw: bytes) -> int:
        number = self._categories.get(raw)
        if number is None:
            found = _CATEGORIES.decode(raw)
            self._read_categories.append(
                {scheme: (one.version, one.category) for scheme, one in found.items()}
            )
            number = self._categories[raw] = len(self._read_categories) - 1
        return number


def _codes_of(lines: list[_Line], first: int) -> dict[str, tuple[bytes, bytes, list[int]]]:
    """By kind: codes, quality, and numbers of the entries, which count from `first`. Errors: ValueError."""
    values: dict[str, list[str]] = {kind: [] for kind in LETTERS}
    quality: dict[str, list[int]] = {kind: [] for kind in LETTERS}
    entry: dict[str, list[int]] = {kind: [] for kind in LETTERS}
    for number, line in enumerate(lines, first):
        for each in line.fingerprints:
            if each.kind == "pdq" and each.quality is None or len(each.value) != LETTERS[each.kind]:
                raise ValueError("a fingerprint of another length or without its quality")
            values[each.kind].append(each.value)
            quality[each.kind].append((each.quality or 0) if each.kind == "pdq" else 0)
            entry[each.kind].append(number)
    return {
        kind: (_from_hex("".join(values[kind])), bytes(quality[kind]), entry[kind])
        for kind in LETTERS
        if values[kind]
    }


def _from_hex(digits: str) -> bytes:
    # fromhex would leave out spaces and take capitals.
    if not HEX.fullmatch(digits):
        raise ValueError("not hexadecimal")
    return bytes.fromhex(digits)
