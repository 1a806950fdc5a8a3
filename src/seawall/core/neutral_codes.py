"""Neutral codes: easy to read aloud, impossible to read anything into.

Without vowels no code is a word, in no language that we know of; without 0, 1, l and their like nobody mistakes one for another. A code says
neither when nor where it was given, so that it may stand in a letter or on a telephone note.
"""

import re
import secrets
from collections.abc import Callable

LETTERS = "BCDFGHJKMNPQRSTVWXZ23456789"
LENGTH = 9
SHAPE = re.compile(f"([A-Z])-[{LETTERS}]{{3}}-[{LETTERS}]{{3}}")


def new_code(kind: str, is_taken: Callable[[str], bool]) -> str:
    """Of some 387 million a kind. That no two are the same the database guarantees."""
    while True:
        code = f"{kind}-{_part()}-{_part()}"
        if not is_taken(code):
            return code


def _part() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(3))


def as_written(text: str) -> str:
    """A code as somebody typed it: small letters and blanks are forgiven."""
    return "".join(text.split()).upper()


def kind_in(text: str) -> str:
    """The letter of a code as somebody typed it; empty where it is none."""
    shape = SHAPE.fullmatch(as_written(text))
    return shape[1] if shape else ""
