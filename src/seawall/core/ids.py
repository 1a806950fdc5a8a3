"""Public ids: a typed prefix and a UUIDv7, written as a TypeID (prefix, underscore, 26 letters of base 32).

They sort by time of making, say what they name, and cannot be guessed from one another.
"""

import re
from typing import Any

from django.db import models
from uuid6 import uuid7

from seawall.core.errors import NotFound

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
LENGTH = 26
SHAPE = re.compile(r"([a-z]{3})_([0-7][0-9a-hjkmnp-tv-z]{25})")


def new_id(prefix: str) -> str:
    number = uuid7().int
    letters = [ALPHABET[number >> shift & 31] for shift in range((LENGTH - 1) * 5, -1, -5)]
    return f"{prefix}_{''.join(letters)}"


def checked_id(text: str, prefix: str) -> str:
    """The id itself when it is one of this kind; NotFound otherwise, so that a malformed id tells nothing."""
    match = SHAPE.fullmatch(text)
    if match is None or match[1] != prefix:
        raise NotFound
    return text


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
