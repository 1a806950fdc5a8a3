"""JSON Lines (https://jsonlines.org): one JSON object a line, UTF-8, read within bounds and never more than one line at a time.

Shared by the formats of this folder that are read line by line. Whatever is wrong is `Malformed`, with line, field and problem.
"""

import json
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, BinaryIO, NoReturn

from seawall.wire.faults import Fault, Malformed, Problem, Unit

# Four hours of video are 14,400 frames of some 110 bytes; nothing that is meant well is longer than this.
LONGEST_LINE = 8 << 20
LARGEST_NUMBER = 1 << 63
SURROGATE = re.compile("[\ud800-\udfff]")
HEX = re.compile("[0-9a-f]+")
# Made once: json.dumps would make one for each line.
ENCODER = json.JSONEncoder(ensure_ascii=True, allow_nan=False, separators=(",", ":"))


def malformed(line: int, field: str, problem: Problem) -> Malformed:
    return Malformed(Fault(Unit.LINE, line, field, problem))


@dataclass(slots=True)
class Lines:
    """The objects of a binary stream, one at a time. After the last: `cut` says whether the file ends within a line, which was left
    out, and `whole` up to which byte all lines are whole. Errors while iterating: Malformed; OSError of reading."""

    stream: BinaryIO
    number: int = 0
    whole: int = 0
    cut: bool = False

    def __iter__(self) -> Iterator["Fields"]:
        while line := self.stream.readline(LONGEST_LINE + 1):
            if not line.endswith(b"\n"):
                # Zeros are what a power cut leaves where the last lines should be.
                if len(line) > LONGEST_LINE and line.strip(b"\0"):
                    raise malformed(self.number + 1, "", Problem.TOO_LONG)
                self.cut = True
                return
            self.number += 1
            fields = Fields(_object(line, self.number), self.number)
            yield fields
            self.whole += len(line)


def _object(line: bytes, number: int) -> dict[str, Any]:
    try:
        found = json.loads(line.decode("utf-8"), parse_constant=_refuse, parse_float=finite)
    except (ValueError, RecursionError):
        raise malformed(number, "", Problem.NOT_JSON) from None
    if not isinstance(found, dict):
        raise malformed(number, "", Problem.NOT_JSON)
    return found


def finite(text: str) -> float:
    """What is beyond a float would be read as infinite, and cannot be written again."""
    number = float(text)
    if not math.isfinite(number):
        raise ValueError("no number that can be kept")
    return number


def _refuse(constant: str) -> NoReturn:
    raise ValueError("NaN and Infinity are no JSON")


class Fields:
    """The fields of one object, taken one by one with the type each must have. What nobody took is `rest`. `line` is the number that
    faults name, counted in `unit`."""

    def __init__(self, found: Mapping[str, Any], line: int, where: str = "", unit: Unit = Unit.LINE) -> None:
        self._left, self.line, self._where, self._unit = dict(found), line, where, unit

    def __contains__(self, name: str) -> bool:
        return name in self._left

    @property
    def rest(self) -> dict[str, Any]:
        return self._left

    def wrong(self, name: str, problem: Problem = Problem.WRONG, expected: str = "") -> Malformed:
        return Malformed(Fault(self._unit, self.line, self._where + name, problem, expected))

    def _take(self, name: str) -> Any:
        if name not in self._left:
            raise self.wrong(name, Problem.MISSING)
        return self._left.pop(name)

    def text(self, name: str) -> str:
        value = self._take(name)
        # Half a surrogate pair is no character, and nothing that is read here may fail when it is written again.
        if not isinstance(value, str) or SURROGATE.search(value):
            raise self.wrong(name)
        return value

    def hex(self, name: str, letters: int) -> str:
        value = self._take(name)
        if not isinstance(value, str) or len(value) != letters or not HEX.fullmatch(value):
            raise self.wrong(name)
        return value

    def number(self, name: str, most: int = LARGEST_NUMBER) -> int:
        value = self._take(name)
        if type(value) is not int or not 0 <= value <= most:
            raise self.wrong(name)
        return value

    def fraction(self, name: str) -> float:
        value = self._take(name)
        if type(value) not in (int, float) or not 0 <= value <= LARGEST_NUMBER:
            raise self.wrong(name)
        return float(value)

    def truth(self, name: str) -> bool:
        value = self._take(name)
        if type(value) is not bool:
            raise self.wrong(name)
        return value

    def moment(self, name: str) -> datetime:
        """A time with its zone (RFC 3339)."""
        try:
            value = datetime.fromisoformat(self.text(name))
        except ValueError as error:
            raise self.wrong(name) from error
        if value.tzinfo is None:
            raise self.wrong(name)
        try:
            return value.astimezone(UTC)
        except OverflowError as error:
            raise self.wrong(name) from error

    def inner(self, name: str) -> "Fields":
        value = self._take(name)
        if not isinstance(value, dict):
            raise self.wrong(name)
        return Fields(value, self.line, f"{self._where}{name}.", self._unit)

    def several(self, name: str, most: int = LARGEST_NUMBER) -> list[Any]:
        """The parts of a list, of whatever type."""
        value = self._take(name)
        if not isinstance(value, list):
            raise self.wrong(name)
        if len(value) > most:
            raise self.wrong(name, Problem.TOO_MANY, f"at most {most}")
        return value

    def each(self, name: str) -> Iterator["Fields"]:
        """The objects of a list."""
        for place, part in enumerate(self.several(name)):
            if not isinstance(part, dict):
                raise self.wrong(f"{name}[{place}]")
            yield Fields(part, self.line, f"{self._where}{name}[{place}].", self._unit)


def line_of(document: Mapping[str, Any]) -> bytes:
    """One line. In ASCII, so that a name full of control characters cannot take over the terminal of whoever looks into the file."""
    return ENCODER.encode(document).encode() + b"\n"


def moment_text(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
