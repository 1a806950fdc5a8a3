import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from django.utils.dateparse import parse_date, parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from seawall.audit.queries import TrailLine
from seawall.core.ids import SHAPE, short
from seawall.core.templatetags.look import grouped
from seawall.desk.facts.codes import words_of
from seawall.desk.facts.names import name_of

Value = str | int | bool | None
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d[\d:.]*(Z|[+-]\d\d:\d\d)")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
# A record and how many times it was met.
COUNTED = re.compile(r"([a-z]{3}_[0-9a-z]{26})=(\d+)")
NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Piece:
    """`id` is the whole id, where the text is the short one of a record or the name of a person."""

    text: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    name: str
    values: list[Piece]


def facts_of(line: TrailLine, names: Mapping[str, str]) -> list[Told]:
    """All that the line holds, in the reader's language; what has no words is shown as it was written. `names`: of people and agencies,
    by their ids."""
    said: dict[str, Value | list[str]] = {"purpose": line.purpose} if line.purpose else {}
    return [
        Told(name_of(line.what, key), _pieces(line.what, key, fact, names))
        for key, fact in (said | line.facts).items()
    ]


def piece_of(an_id: str, names: Mapping[str, str]) -> Piece:
    """What a line is about, too: an id, or a word such as "unknown"."""
    return Piece(names.get(an_id) or short(an_id), an_id) if SHAPE.fullmatch(an_id) else Piece(an_id)


def _pieces(what: str, key: str, fact: Value | list[str], names: Mapping[str, str]) -> list[Piece]:
    each = fact if isinstance(fact, list) else [fact]
    return [_piece(what, key, one, names) for one in each] or [Piece(NOTHING)]


def _piece(what: str, key: str, value: Value, names: Mapping[str, str]) -> Piece:
    if isinstance(value, str) and SHAPE.fullmatch(value):
        return piece_of(value, names)
    if isinstance(value, str) and (counted := COUNTED.fullmatch(value)):
        return Piece(f"{short(counted[1])} × {grouped(int(counted[2]))}", counted[1])
    return Piece(in_words(what, key, value))


def in_words(what: str, key: str, value: Value) -> str:
    """One value of a fact that is no id."""
    if value is None:
        return NOTHING
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, int):
        return grouped(value)
    words = words_of(what, key)
    return (words(value) if words else _moment(value)) or NOTHING


def _moment(text: str) -> str:
    """A moment or a day in the form of the reader's language; any other text as it is."""
    try:
        if MOMENT.fullmatch(text) and (moment := parse_datetime(text)):
            return _written(moment)
        day = parse_date(text) if DAY.fullmatch(text) else None
    except ValueError:
        return text
    return date_format(day, "SHORT_DATE_FORMAT") if day else text


def _written(moment: datetime) -> str:
    return date_format(moment.astimezone(UTC), "SHORT_DATETIME_FORMAT")
