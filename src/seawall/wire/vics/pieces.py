"""The bytes of a JSON file as tokens, piece by piece. The parser is fed, not given the file: so the tokens before a fault are seen
before the fault, and what a file may hold is bounded here."""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

import ijson

from seawall.wire.faults import Problem

PIECE = 1 << 16
# The encodings that Windows tools write; without a mark it is UTF-8.
MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
LONGEST_MARK = 3
Token = tuple[str, Any]


@dataclass(frozen=True, slots=True)
class Spoiled(Exception):
    """Nothing after the tokens so far can be read."""

    problem: Problem


class Pieces:
    """Iterate once. `taken`: bytes that were read so far. Raises Spoiled; OSError of reading."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.taken = 0

    def __iter__(self) -> Iterator[list[Token]]:
        tokens = ijson.sendable_list()
        # Numbers as floats: made into a Decimal or a long integer, a hostile one breaks ijson's C code and the whole process.
        parser = ijson.basic_parse_coro(tokens, use_float=True)
        for text, problem in self._texts():
            try:
                if text:
                    parser.send(text)
                elif not problem:
                    parser.close()
            except (ijson.JSONError, UnicodeError):
                problem = Problem.NOT_JSON if text else Problem.CUT
            yield tokens
            tokens.clear()
            if problem:
                raise Spoiled(problem)

    def _texts(self) -> Iterator[tuple[bytes, Problem | None]]:
        """In UTF-8, and what is wrong after it; nothing is the end."""
        raw, encoding = self._first()
        decoder = codecs.getincrementaldecoder(encoding)()
        while True:
            self.taken += len(raw)
            try:
                text = decoder.decode(raw, final=not raw)
            except UnicodeDecodeError as error:
                good = error.object[: error.start].decode(encoding)
                yield good.encode(), Problem.NOT_TEXT if raw else Problem.CUT
                return
            if text or not raw:
                yield text.encode(), None
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
