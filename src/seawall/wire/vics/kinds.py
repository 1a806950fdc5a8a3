"""What the value of a field can be, in the forms in which it is read and in the one in which it is written."""

import base64
import binascii
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from seawall.wire.vics.moments import NoZone, moment_of, text_of

LARGEST_NUMBER = 1 << 63
TRUE, FALSE = "true", "false"
DIGITS = re.compile("[0-9]{1,19}")
PHOTODNA_BYTES = 144
PHOTODNA_HEX = re.compile(f"[0-9A-Fa-f]{{{2 * PHOTODNA_BYTES}}}")


class NotUnderstood(Exception):
    """The value is possible and says nothing that can be relied on: it is kept as it stands."""


@dataclass(frozen=True, slots=True)
class Kind:
    """`read` takes what JSON has, never null, and raises ValueError or NotUnderstood. `write` takes the version as well."""

    expected: str
    read: Callable[[Any], Any]
    write: Callable[[Any, str], Any]


def _as_it_is(value: Any, version: str) -> Any:
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError
    return value


def _plain(value: Any) -> Any:
    if isinstance(value, dict | list):
        raise ValueError
    return value


def _number(value: Any) -> int | None:
    if isinstance(value, str):
        # In 1.x a large number is a string, and an empty one stands for none.
        if not value:
            return None
        if not DIGITS.fullmatch(value):
            raise ValueError
        value = int(value)
    if type(value) is not int or not 0 <= value < LARGEST_NUMBER:
        raise ValueError
    return value


def _truth(value: Any) -> bool | None:
    if isinstance(value, bool):
        return value
    word = _text(value).lower()
    if word not in (TRUE, FALSE, ""):
        raise ValueError
    return None if not word else word == TRUE


def _moment(value: Any) -> int | None:
    try:
        return moment_of(value) if _text(value) else None
    except NoZone:
        raise NotUnderstood from None


def _tags(value: Any) -> tuple[str, ...]:
    if isinstance(value, list):
        # Some tools write objects, each in its own way; a comma would make two tags of one.
        if not all(isinstance(each, str) and "," not in each for each in value):
            raise NotUnderstood
        return tuple(tag for each in value if (tag := each.strip()))
    return tuple([tag for each in _text(value).split(",") if (tag := each.strip())])


def _guid(value: Any) -> str:
    text = _text(value).strip()
    return str(UUID(text.removeprefix("{").removesuffix("}"))) if text else ""


def photodna_of(value: Any) -> str:
    """In base64. Errors: ValueError."""
    text = _text(value).strip()
    if not text:
        return ""
    if PHOTODNA_HEX.fullmatch(text):
        return base64.b64encode(bytes.fromhex(text)).decode()
    try:
        raw = base64.b64decode(text, validate=True)
    except binascii.Error:
        raise ValueError from None
    if len(raw) != PHOTODNA_BYTES:
        raise ValueError
    return base64.b64encode(raw).decode()


def hexadecimal(letters: int) -> Kind:
    fits = re.compile(f"[0-9A-Fa-f]{{{letters}}}").fullmatch

    def read(value: Any) -> str:
        text = _text(value).strip()
        if text and not fits(text):
            raise ValueError
        return text.lower()

    # Tools write capitals, and some compare letters.
    return Kind(f"{letters} hexadecimal digits", read, lambda value, version: value.upper())


TEXT = Kind("a text", _text, _as_it_is)
PLAIN = Kind("a text, a number or a truth", _plain, _as_it_is)
NUMBER = Kind("a whole number", _number, _as_it_is)
# OData 3, on which 1.x stands, writes 64 bits as a string.
SIZE = Kind(
    "a whole number",
    _number,
    lambda value, version: str(value) if version.startswith("1.") else value,
)
TRUTH = Kind("true or false", _truth, _as_it_is)
MOMENT = Kind("a time such as 2023-06-07T02:31:49.8300000Z", _moment, lambda value, version: text_of(value))
MD5 = hexadecimal(32)
SHA1 = hexadecimal(40)
PHOTODNA = Kind("144 bytes in base64", photodna_of, _as_it_is)
TAGS = Kind("tags with commas between them", _tags, lambda value, version: ", ".join(value))
GUID = Kind("a GUID", _guid, lambda value, version: f"{{{value.upper()}}}")
