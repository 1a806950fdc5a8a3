"""The elements of one long list, each read in one go by Python's own reader of JSON, which is compiled. It takes more than JSON allows
and bounds nothing: an element of which it leaves a doubt is read again as tokens, whose word counts."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from seawall.wire.faults import Problem
from seawall.wire.vics import building
from seawall.wire.vics.building import built
from seawall.wire.vics.pieces import Parser, Pieces, Spoiled, Token

# An element that is longer is read as tokens, which never hold all of its text.
AT_ONCE = 1 << 18
LARGEST = 1 << 63
BLANK = re.compile(r"\s*", re.ASCII)
# Half of a pair that stands for one letter, written as digits.
HALF = re.compile(r"\\u[dD][89a-fA-F]")
# What begins with one of these is no word.
LONG = '{["'
# What ends an element, a text, and a word.
SIGN = re.compile(r'["}\]]')
TEXT = re.compile(r'[^"\\]*(?:\\.[^"\\]*)*', re.DOTALL)
WORD = re.compile(r"[^\s,\]}]*", re.ASCII)
DOUBT = object()


class Doubtful(Exception):
    """The tokens have to say what it is."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Doubtful
    return found


def _whole(digits: str) -> int:
    number = int(digits)
    if not -LARGEST < number < LARGEST:
        raise Doubtful
    return number


def _finite(digits: str) -> float:
    number = float(digits)
    if number in (float("inf"), float("-inf")):
        raise Doubtful
    return number


def _no_json(_word: str) -> Any:
    raise Doubtful


EXACT = json.JSONDecoder(
    object_pairs_hook=_once, parse_int=_whole, parse_float=_finite, parse_constant=_no_json
)
# Where something ends that may be no JSON.
ROUGH = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=str)


def scanned(text: str, place: int) -> tuple[Any, int]:
    """What stands there, or a doubt, and where it ends. Raises ValueError where it is cut or no JSON."""
    try:
        return EXACT.raw_decode(text, place)
    except Doubtful:
        return DOUBT, ROUGH.raw_decode(text, place)[1]


class Elements:
    """Of the list that has begun where `pieces` stand; its closing bracket is left to whoever reads on. `more` reads more, or says that
    there is none."""

    def __init__(self, pieces: Pieces, more: Callable[[], bool]) -> None:
        self._pieces, self._more = pieces, more
        self._before = False

    def begins(self) -> bool:
        """Whether there is another one. Raises `Spoiled`."""
        sign = self._sign()
        if sign == "]":
            return False
        if self._before:
            if sign != ",":
                raise Spoiled(Problem.NOT_JSON)
            self._pieces.place += 1
            if self._sign() == "]":
                raise Spoiled(Problem.NOT_JSON)
        self._before = True
        return True

    def read(self) -> Any:
        """The one that has begun. Raises `Unfit` when it is read to its end all the same; `Spoiled`."""
        pieces = self._pieces
        if pieces.text[pieces.place] not in LONG:
            return self._word()
        while True:
            try:
                value, end = scanned(pieces.text, pieces.place)
            except RecursionError:
                break
            except ValueError:
                # Cut by the end of the piece, or no JSON.
                if len(pieces.text) - pieces.place > AT_ONCE or not self._doubled():
                    break
            else:
                return self._sure(value, end)
        tokens = self._tokens()
        return built(next(tokens), tokens)

    def _sure(self, value: Any, end: int) -> Any:
        pieces = self._pieces
        if value is DOUBT or doubtful(pieces.text, pieces.place, end, value):
            tokens = Parser().tokens(pieces.use(end))
            return built(next(tokens), tokens)
        pieces.place = end
        return value

    def _doubled(self) -> bool:
        """Twice as much each time, so that what is looked at again is never more than what was read."""
        pieces = self._pieces
        wanted, got = 2 * (len(pieces.text) - pieces.place), False
        while len(pieces.text) - pieces.place < wanted and self._more():
            got = True
        return got

    def _sign(self) -> str:
        pieces = self._pieces
        while True:
            pieces.place = BLANK.match(pieces.text, pieces.place).end()  # type: ignore[union-attr]
            if pieces.place < len(pieces.text):
                return pieces.text[pieces.place]
            if not self._more():
                raise pieces.cut()

    def _tokens(self) -> Iterator[Token]:
        """Of an element that is not read in one go: the parser is fed no further than to its end."""
        pieces, parser = self._pieces, Parser()
        ends = Ends(text=pieces.text[pieces.place] == '"')
        while True:
            end, sure = ends.after(pieces.text, pieces.place)
            yield from parser.tokens(pieces.use(end))
            if not sure and not self._more():
                raise pieces.cut()

    def _word(self) -> Any:
        """A number, a truth or null: no record, and yet JSON."""
        pieces, parser = self._pieces, Parser()
        end = self._end_of_word()
        tokens = [*parser.tokens(pieces.use(end))]
        if pieces.place == len(pieces.text):
            raise pieces.cut()
        # A number is one when something stands behind it.
        tokens += parser.tokens(b" ")
        if len(tokens) != 1:
            raise Spoiled(Problem.NOT_JSON)
        return tokens[0][1]

    def _end_of_word(self) -> int:
        pieces = self._pieces
        while True:
            end = WORD.match(pieces.text, pieces.place).end()  # type: ignore[union-attr]
            if end - pieces.place > AT_ONCE:
                raise Spoiled(Problem.NOT_JSON)
            if end < len(pieces.text) or not self._more():
                return end


class Ends:
    """Where an element may end, piece by piece: behind each closing bracket outside of texts, or where it is a text itself, behind that.
    Never within a text: the parser would look at its beginning again each time."""

    def __init__(self, *, text: bool) -> None:
        self._text, self._inside = text, False

    def after(self, text: str, place: int) -> tuple[int, bool]:
        """How far can be read, and whether that may be the end; else more is needed."""
        while place < len(text):
            if self._inside:
                place = TEXT.match(text, place).end()  # type: ignore[union-attr]
                if text[place : place + 1] != '"':
                    # The piece ends, perhaps between a stroke and what it stands before.
                    break
                self._inside, place = False, place + 1
                if self._text:
                    return place, True
            elif found := SIGN.search(text, place):
                place = found.end()
                if found[0] != '"':
                    return place, True
                self._inside = True
            else:
                place = len(text)
        return place, False


def doubtful(text: str, place: int, end: int, value: Any) -> bool:
    """Whether what was read may break a bound, or cannot be written again."""
    if end - place > building.MOST_VALUES:
        return True
    if text.find("\\u", place, end) >= 0 and HALF.search(text, place, end):
        return True
    openings = text.count("{", place, end) + text.count("[", place, end)
    return openings > building.DEEPEST and deeper(value, building.DEEPEST)


def deeper(value: Any, levels: int) -> bool:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    return inner is not None and (levels == 0 or any(deeper(each, levels - 1) for each in inner))
