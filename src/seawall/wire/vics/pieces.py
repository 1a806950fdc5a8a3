"""The bytes of a JSON file as text, piece by piece, and as tokens. The parser is fed, not given the file: so the tokens before a fault
are seen before the fault, and what a file may hold is bounded by whoever reads on."""

import codecs
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

import ijson

from seawall.wire.faults import Problem

PIECE = 1 << 16
# The encodings that Windows tools write; without a mark it is UTF-8.
MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
LONGEST_MARK = 3
# Where a name's value begins as a list: there the parser is fed no further, so that somebody else can read the list. The second one: where
# the piece before may have had the name. A parser that is stopped within a long text looks at its beginning again each time, so neither
# is found there. No two blanks of the pattern may stand side by side: a file of nothing but blanks would be tried in every division.
LIST = re.compile(r'(?<!\\)"\s*:\s*\[', re.ASCII)
REST_OF_LIST = re.compile(r'"?\s*(?::\s*)?\[', re.ASCII)
Token = tuple[str, Any]


@dataclass(frozen=True, slots=True)
class Spoiled(Exception):
    """Nothing after what was read so far can be read."""

    problem: Problem


class Pieces:
    """`text` from `place` on is what was read and not used. `taken`: bytes that were read so far. `problem`: why it ends where it ends,
    if the file goes on."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.text, self.place = "", 0
        self.taken = 0
        self.problem: Problem | None = None
        self._each = self._texts()

    def more(self) -> bool:
        """Whether there was more. What was used is let go. Raises OSError of reading."""
        piece = next(self._each, "")
        self.text, self.place = self.text[self.place :] + piece, 0
        return bool(piece)

    def use(self, end: int) -> bytes:
        """What stands before this place, in UTF-8."""
        used, self.place = self.text[self.place : end], end
        return used.encode()

    def cut(self) -> Spoiled:
        return Spoiled(self.problem or Problem.CUT)

    def _texts(self) -> Iterator[str]:
        raw, encoding = self._first()
        decoder = codecs.getincrementaldecoder(encoding)()
        while True:
            self.taken += len(raw)
            try:
                text = decoder.decode(raw, final=not raw)
            except UnicodeDecodeError as error:
                self.problem = Problem.NOT_TEXT if raw else Problem.CUT
                yield error.object[: error.start].decode(encoding)
                return
            if text:
                yield text
            if not raw:
                return
            raw = self._stream.read(PIECE)

    def _first(self) -> tuple[bytes, str]:
        raw = b""
        while len(raw) < LONGEST_MARK and (more := self._stream.read(PIECE)):
            raw += more
        for mark, encoding in MARKS:
            if raw.startswith(mark):
                self.taken += len(mark)
                return raw[len(mark) :] or self._stream.read(PIECE), encoding
        return raw, "utf-8"


class Parser:
    """JSON in pieces, as tokens."""

    def __init__(self) -> None:
        self._tokens = ijson.sendable_list()
        # Numbers as floats: made into a Decimal or a long integer, a hostile one breaks ijson's C code and the whole process.
        self._parser = ijson.basic_parse_coro(self._tokens, use_float=True)

    def tokens(self, piece: bytes) -> Iterator[Token]:
        """Raises `Spoiled` after those before the fault."""
        # To the parser nothing is the end.
        return self._until(Problem.NOT_JSON, self._parser.send, piece) if piece else iter(())

    def end(self) -> Iterator[Token]:
        """What only the end of the file makes certain. Raises `Spoiled` where it is not whole."""
        return self._until(Problem.CUT, self._parser.close)

    def _until(self, problem: Problem, deed: Callable[..., object], *piece: bytes) -> Iterator[Token]:
        spoiled = False
        try:
            deed(*piece)
        except (ijson.JSONError, UnicodeError):
            spoiled = True
        yield from self._tokens
        self._tokens.clear()
        if spoiled:
            raise Spoiled(problem)


def end_of_part(text: str, place: int) -> int:
    """Behind the next bracket with which a name's list begins, or behind all that is there."""
    found = (REST_OF_LIST.match(text) if place == 0 else None) or LIST.search(text, place)
    return found.end() if found else len(text)
