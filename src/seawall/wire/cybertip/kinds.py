"""The simple values of the format: what is taken, how it is read, and the one way in which it is written.

A kind is data: its base in XML Schema 1.0 and the facets that narrow it. Checking, reading, writing and our own schema text all follow.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

# What XML calls white space; Python's own strip takes more.
SPACES = " \t\r\n"
RUN = re.compile(f"[{SPACES}]+")
DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(Z|[+-][0-9]{2}:[0-9]{2})?")
MOMENT = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]+))?(Z|[+-][0-9]{2}:[0-9]{2})?"
)
FARTHEST = timedelta(hours=14)
TRUTHS = {"true": True, "1": True, "false": False, "0": False}


@dataclass(frozen=True, slots=True)
class Kind:
    """`name` is its type in our schema text, empty for a plain base; `wants` tells in a fault what would be right. `longest` counts
    characters, 0 for no limit but that of the document; `least` and `most` bound numbers; `fixed` is the only value, and that of an
    empty element."""

    base: str
    wants: str
    name: str = ""
    choices: tuple[str, ...] = ()
    fixed: str = ""
    pattern: str = ""
    longest: int = 0
    least: int | None = None
    most: int | None = None

    def read(self, text: str) -> Any:
        """The value. Errors: ValueError."""
        text = text or self.fixed
        text = text if self.base == "xs:string" else RUN.sub(" ", text).strip(" ")
        if self.choices and text not in self.choices:
            raise ValueError("not one of the choices")
        if self.pattern and not re.fullmatch(self.pattern, text):
            raise ValueError("not of this form")
        if self.longest and len(text) > self.longest:
            raise TooLong
        value = READERS[self.base](text)
        if self.fixed and value != READERS[self.base](self.fixed):
            raise ValueError("not the only value")
        if (self.least is not None and value < self.least) or (self.most is not None and value > self.most):
            raise ValueError("out of bounds")
        return value

    def write(self, value: Any) -> str:
        """Errors: TypeError, ValueError, AttributeError where the value is none of this kind."""
        return WRITERS[self.base](value)


class TooLong(ValueError):
    """More characters than the format's documentation allows."""


def _boolean(text: str) -> bool:
    try:
        return TRUTHS[text]
    except KeyError:
        raise ValueError("no boolean") from None


def _zone(text: str | None) -> timezone | None:
    if text is None or text == "Z":
        return UTC if text else None
    hours, minutes = int(text[1:3]), int(text[4:6])
    ahead = timedelta(hours=hours, minutes=minutes)
    if minutes > 59 or ahead > FARTHEST:
        raise ValueError("no zone")
    return timezone(-ahead if text[0] == "-" else ahead)


def _day(text: str) -> date:
    if (found := DAY.fullmatch(text)) is None:
        raise ValueError("no date")
    _zone(found[4])
    return date(int(found[1]), int(found[2]), int(found[3]))


def _moment(text: str) -> datetime:
    if (found := MOMENT.fullmatch(text)) is None:
        raise ValueError("no time")
    year, month, day, hour, minute, second = (int(found[place]) for place in range(1, 7))
    part = int((found[7] or "")[:6].ljust(6, "0"))
    # The format lets the end of a day be hour 24.
    midnight = hour == 24 and minute == second == 0 and not (found[7] or "").strip("0")
    # A sender may leave out the zone, and then nobody here can know it.
    start = datetime(year, month, day, 0 if midnight else hour, minute, second, part, _zone(found[8]))
    try:
        return start + timedelta(days=1) if midnight else start
    except OverflowError:
        raise ValueError("after the last year") from None


def _write_boolean(value: Any) -> str:
    if not isinstance(value, bool):
        raise TypeError("no boolean")
    return "true" if value else "false"


def _write_whole(value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError("no whole number")
    return str(value)


def _write_moment(value: Any) -> str:
    if value.tzinfo is None:
        return str(value.isoformat())
    try:
        return str(value.astimezone(UTC).isoformat()).replace("+00:00", "Z")
    except OverflowError:
        # The first or the last hours that a calendar has, in a zone of their own.
        return str(value.isoformat())


def _write_day(value: Any) -> str:
    if isinstance(value, datetime):
        raise TypeError("a time where a day is expected")
    return str(value.isoformat())


def _write_text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("no text")
    return str(value)


READERS: Mapping[str, Callable[[str], Any]] = {
    "xs:string": str,
    "xs:token": str,
    "xs:boolean": _boolean,
    "xs:int": int,
    "xs:long": int,
    "xs:double": float,
    "xs:date": _day,
    "xs:dateTime": _moment,
}
WRITERS: Mapping[str, Callable[[Any], str]] = {
    "xs:string": _write_text,
    "xs:token": _write_text,
    "xs:boolean": _write_boolean,
    "xs:int": _write_whole,
    "xs:long": _write_whole,
    "xs:double": lambda value: repr(float(value)),
    "xs:date": _write_day,
    "xs:dateTime": _write_moment,
}
