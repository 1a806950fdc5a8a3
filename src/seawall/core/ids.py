"""Public ids: a typed prefix and a UUIDv7, written as a TypeID (prefix, underscore, 26 letters of base 32).

They sort by time of making, say what they name, and cannot be guessed from one another.
"""

import re
import secrets
from typing import Any

from django.db import models
from django.utils.deconstruct import deconstructible
from uuid6 import UUID, uuid7

from seawall.core.errors import NotFound

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
LENGTH = 26
# Ten bits at a time: an import makes five ids a record.
PAIRS = [one + other for one in ALPHABET for other in ALPHABET]
SHIFTS = range((LENGTH - 2) * 5, -1, -10)
# After the 48 bits of the moment: the version, 12 random bits, the variant, 62 random bits (RFC 9562). That is 16 letters: all random but
# the first, of which the version leaves one bit, and the fourth, of which the variant leaves three.
TAIL_BITS = 80
TAIL_LETTERS = TAIL_BITS // 5
WITH_VARIANT = 3
# By a random byte: the letter.
ANY_LETTER, VERSION_LETTER, VARIANT_LETTER = (
    bytes(ord(ALPHABET[byte & free | fixed]) for byte in range(256))
    for free, fixed in ((0b11111, 0), (0b00001, 0b01110), (0b10011, 0b01000))
)
SHORT_LETTERS = 6
SHAPE = re.compile(r"([a-z]{3})_([0-7][0-9a-hjkmnp-tv-z]{25})")


def new_id(prefix: str) -> str:
    return _written(prefix, uuid7().int)


def short(an_id: str) -> str:
    """What people say to each other: "the one ending in 7K2M9Q"."""
    return an_id[-SHORT_LETTERS:].upper()


def is_short(text: str) -> bool:
    return len(text) == SHORT_LETTERS and set(text.lower()) <= set(ALPHABET)


def new_ids(prefix: str, count: int) -> list[str]:
    """As many, in rising order, for thousands of rows at a time: made at one moment, so that only what is random has to be written for
    each."""
    moment = uuid7().int >> TAIL_BITS
    head = _written(prefix, moment << TAIL_BITS)[:-TAIL_LETTERS]
    tails = bytearray(secrets.token_bytes(TAIL_LETTERS * count).translate(ANY_LETTER))
    tails[::TAIL_LETTERS] = secrets.token_bytes(count).translate(VERSION_LETTER)
    tails[WITH_VARIANT::TAIL_LETTERS] = secrets.token_bytes(count).translate(VARIANT_LETTER)
    letters = tails.decode()
    return sorted(
        [head + letters[place : place + TAIL_LETTERS] for place in range(0, len(letters), TAIL_LETTERS)]
    )


def _written(prefix: str, number: int) -> str:
    return f"{prefix}_{''.join([PAIRS[number >> shift & 1023] for shift in SHIFTS])}"


def made_between(prefix: str, one: str, other: str) -> str:
    """A new id as if it had been made at some moment between these two, whichever is the older."""
    earliest, latest = sorted((_milliseconds(one), _milliseconds(other)))
    moment = earliest + secrets.randbelow(latest - earliest + 1)
    return _written(prefix, UUID(int=moment << 80 | secrets.randbits(76), version=7).int)


def _milliseconds(typed_id: str) -> int:
    number = 0
    for letter in typed_id.rpartition("_")[2]:
        number = number << 5 | ALPHABET.index(letter)
    return number >> 80


def checked_id(text: str, prefix: str) -> str:
    """The id itself when it is one of this kind; NotFound otherwise, so that a malformed id tells nothing."""
    match = SHAPE.fullmatch(text)
    if match is None or match[1] != prefix:
        raise NotFound
    return text


@deconstructible
class ShortOf(models.Func):
    """`short` of an id as the database has it, in small letters: for an index and for who looks things up by it. The numbers are written
    out, since SQLite takes an index only for the very words that it was made with."""

    template = "SUBSTR(%(expressions)s, 25, 6)"
    output_field = models.CharField()


class IdField(models.CharField[str, str]):
    """Primary key holding a TypeID made by this process, so that a record knows its name before it is written."""

    def __init__(self, prefix: str = "", **kwargs: Any) -> None:
        self.prefix = prefix
        kwargs.update(max_length=30, primary_key=True, editable=False)
        super().__init__(**kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        for implied in ("max_length", "primary_key", "editable"):
            kwargs.pop(implied, None)
        return name, path, args, {**kwargs, "prefix": self.prefix}

    def get_default(self) -> str:
        return new_id(self.prefix)

    def has_default(self) -> bool:
        return True
