"""From a VICS file to its records, one at a time."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO, Literal

from seawall.wire.faults import Fault, Malformed, Problem, Unit
from seawall.wire.vics.building import built
from seawall.wire.vics.kinds import photodna_of
from seawall.wire.vics.listed import Elements
from seawall.wire.vics.media import Case, Media
from seawall.wire.vics.pieces import MARKS, Parser, Pieces, Spoiled, Token, end_of_part
from seawall.wire.vics.shapes import CASE, MEDIA, NAME, Unfit

# A record with ten thousand places, Exif data and a thumbnail has a few million bytes.
LONGEST_RECORD = 32 << 20
MOST_OF_HEADER = 1000
CONTEXTS = ("@odata.context", "odata.metadata")
CONTEXT_1 = re.compile(r"https?://github\.com/ICMEC/ProjectVic/DataModels/(1\.[23])\.xml#(Media|Cases)")
CONTEXT_2 = re.compile(
    r"https?://github\.com/VICSDATAMODEL/ProjectVic/DataModels/(2\.0)\.xml/([\w-]{1,40})/\$metadata#(Media|Cases)",
    re.ASCII,
)
ANY_CONTEXT = re.compile(r"https?://github\.com/(?:ICMEC|VICSDATAMODEL)/ProjectVic/.*", re.DOTALL)
Shape = Literal["hash set", "case"]
SHAPES: dict[str, Shape] = {"Media": "hash set", "Cases": "case"}


def looks_like_vics(beginning: bytes) -> bool:
    """Whether a file that begins so is meant as VICS; a few thousand bytes are enough."""
    for mark, encoding in MARKS:
        if beginning.startswith(mark):
            beginning = beginning[len(mark) :].decode(encoding, "ignore").encode()
    return beginning.lstrip().startswith(b"{") and b"/ProjectVic/DataModels/" in beginning


class VicsFile:
    """`version` ("1.2", "1.3", "2.0"), `region` (as the file has it; empty in 1.x, which knows none), `shape`. Iterate once: a `Media`
    for each record, or the `Fault` of one that cannot be understood. `case` holds the fields of a case as far as they were read: some
    tools write them behind the records, so that it is whole only after the last one. A field of the case that cannot be understood
    is a fault as well, and stays in `case.more`. `records` counts both. `more`: what else stood in the outermost object."""

    def __init__(self, stream: BinaryIO) -> None:
        self._pieces = Pieces(stream)
        self._since = self.records = 0
        self._done = False
        self.version = self.region = ""
        self.shape: Shape | None = None
        self.more: dict[str, Any] = {}
        self._case: dict[str, Any] = {}
        self._tokens = self._each_token()
        self._found = self._read()
        self._first = next(self._found, None)

    def __iter__(self) -> Iterator[Media | Fault]:
        if self._first:
            yield self._first
        yield from self._found

    @property
    def case(self) -> Case | None:
        return self._understood()[0] if self.shape == "case" else None

    @property
    def taken(self) -> int:
        """Bytes that were read so far."""
        return self._pieces.taken

    def _spoiled(self, problem: Problem, field: str = "", expected: str = "") -> Malformed:
        return Malformed(Fault(Unit.RECORD, self.records + 1, field, problem, expected))

    def _each_token(self) -> Iterator[Token]:
        pieces, parser = self._pieces, Parser()
        try:
            while pieces.place < len(pieces.text) or self._more():
                yield from parser.tokens(pieces.use(end_of_part(pieces.text, pieces.place)))
            if pieces.problem:
                raise pieces.cut()
            yield from parser.end()
        except Spoiled as spoiled:
            problem = Problem.NOT_THE_END if self._done else spoiled.problem
            raise self._spoiled(problem) from None

    def _more(self) -> bool:
        if self._pieces.taken - self._since > LONGEST_RECORD:
            raise self._spoiled(Problem.TOO_LONG)
        return self._pieces.more()

    def _read(self) -> Iterator[Media | Fault]:
        if next(self._tokens)[0] != "start_map":
            raise self._spoiled(Problem.OTHER_FORMAT)
        read = False
        for name, first in self._fields("", self.more):
            if name in CONTEXTS:
                self._context(name, built(first, self._tokens))
            elif name == "value":
                if not self.shape:
                    raise self._spoiled(Problem.MISSING, CONTEXTS[0], "before the value")
                if read:
                    raise self._spoiled(Problem.TWICE, name)
                read = True
                yield from self._value(first)
        if not self.shape:
            raise self._spoiled(Problem.OTHER_FORMAT)
        if not read:
            raise self._spoiled(Problem.MISSING, "value")
        self._done = True
        for _nothing in self._tokens:
            pass

    def _fields(self, where: str, kept: dict[str, Any], *taken: str) -> Iterator[tuple[str, Token]]:
        """Of the object that has begun: `value`, `Media` and the context, of which the caller reads what follows; all else is kept."""
        seen: set[str] = set()
        for event, name in self._tokens:
            if event != "map_key":
                return
            if name in seen:
                raise self._spoiled(Problem.TWICE, where + (name if name in READ_BY_US else ""))
            if len(seen) >= MOST_OF_HEADER:
                raise self._spoiled(Problem.TOO_MANY, where)
            seen.add(name)
            first = next(self._tokens)
            if name in (taken or (*CONTEXTS, "value")):
                yield name, first
                continue
            try:
                kept[name] = built(first, self._tokens)
            except Unfit as unfit:
                raise self._spoiled(unfit.problem, where + unfit.told, unfit.expected) from None

    def _context(self, name: str, value: Any) -> None:
        found = CONTEXT_2.fullmatch(value) if isinstance(value, str) else None
        if found:
            self.version, self.region, shape = found.groups()
        elif isinstance(value, str) and (found := CONTEXT_1.fullmatch(value)):
            self.version, shape = found.groups()
        else:
            told = isinstance(value, str) and ANY_CONTEXT.fullmatch(value)
            raise self._spoiled(Problem.OTHER_VERSION if told else Problem.OTHER_FORMAT, name)
        self.shape = SHAPES[shape]

    def _value(self, first: Token) -> Iterator[Media | Fault]:
        if first[0] != "start_array":
            raise self._spoiled(Problem.WRONG, "value", "a list")
        if self.shape == "hash set":
            yield from self._records()
            return
        for place, (event, _value) in enumerate(self._elements()):
            if event != "start_map":
                raise self._spoiled(Problem.WRONG, f"value[{place}]", "a case")
            if place:
                # The records of a second case would be taken for those of the first.
                raise self._spoiled(Problem.TOO_MANY, f"value[{place}]", "one case")
            yield from self._one_case()

    def _one_case(self) -> Iterator[Media | Fault]:
        for _media, first in self._fields("value[0].", self._case, "Media"):
            if first[0] == "start_array":
                yield from self._records()
            elif first != ("null", None):
                raise self._spoiled(Problem.WRONG, "value[0].Media", "a list")
        yield from self._understood()[1]

    def _understood(self) -> tuple[Case, list[Fault]]:
        left, faults = dict(self._case), list[Fault]()
        kept: dict[str, Any] = {}
        while True:
            try:
                case = CASE.read(left)
                return replace(case, more={**case.more, **kept}), faults
            except Unfit as unfit:
                name = NAME.split(unfit.field)[0]
                kept[name] = left.pop(name)
                faults.append(
                    Fault(
                        Unit.RECORD,
                        self.records + 1,
                        f"value[0].{unfit.field}",
                        unfit.problem,
                        unfit.expected,
                    )
                )

    def _elements(self) -> Iterator[Token]:
        """Of the list that has begun: how each begins. The caller reads each to its end."""
        for token in self._tokens:
            if token[0] == "end_array":
                return
            yield token

    def _records(self) -> Iterator[Media | Fault]:
        elements = Elements(self._pieces, self._more)
        while self._goes_on(elements):
            found = self._record(elements)
            self.records += 1
            self._since = self._pieces.taken
            yield found
        next(self._tokens)

    def _goes_on(self, elements: Elements) -> bool:
        try:
            return elements.begins()
        except Spoiled as spoiled:
            raise self._spoiled(spoiled.problem) from None

    def _record(self, elements: Elements) -> Media | Fault:
        try:
            return media_of(elements.read())
        except Unfit as unfit:
            return unfit.fault(self.records + 1)
        except Spoiled as spoiled:
            raise self._spoiled(spoiled.problem) from None


READ_BY_US = frozenset({*CONTEXTS, "value", "Media"})


def media_of(found: Any) -> Media:
    """Raises `Unfit`."""
    if not isinstance(found, dict):
        raise Unfit("", "an object")
    media = MEDIA.read(found) if found.get("MD5") else None
    if media is None or not media.md5:
        raise Unfit("MD5", "32 hexadecimal digits", Problem.MISSING)
    return media if media.photodna or not media.alternative else _with_photodna(media)


def _with_photodna(media: Media) -> Media:
    """In 1.x PhotoDNA stands among the others."""
    for place, other in enumerate(media.alternative):
        if other.name.lower() != "photodna" or other.md5 or other.more:
            continue
        try:
            value = photodna_of(other.value)
        except ValueError:
            continue
        if not value:
            continue
        rest = media.alternative[:place] + media.alternative[place + 1 :]
        return replace(media, photodna=value, alternative=rest)
    return media


def open_vics(stream: BinaryIO) -> VicsFile:
    """Reads up to the first record. Errors: Malformed, here and while iterating; OSError of reading."""
    return VicsFile(stream)
