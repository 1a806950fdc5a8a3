"""Secrets of eighty bits that a person can read aloud or write down, kept as a slow hash: receipt codes, return tickets."""

import hashlib

from seawall.core.keys import derived

# Crockford's base 32: no I, L, O or U, so that a code read aloud or written by hand comes back the same.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH, BYTES = 16, 10
MISREAD = str.maketrans("OIL", "011")
# 1 MiB and about 3 ms: 80 random bits and the node's pepper already forbid guessing, this makes it dearer still.
COST = {"n": 2**10, "r": 8, "p": 1, "dklen": 32}


def spoken(secret: bytes) -> str:
    """Ten bytes as sixteen letters."""
    number = int.from_bytes(secret[:BYTES], "big")
    return "".join(ALPHABET[number >> shift & 31] for shift in range(75, -1, -5))


def grouped(code: str, between: str = " ") -> str:
    return between.join(code[start : start + 4] for start in range(0, LENGTH, 4))


def normal(text: str) -> str | None:
    """What somebody typed, as a code; None when it cannot be one."""
    letters = "".join(letter for letter in text.upper()[:200] if letter.isalnum()).translate(MISREAD)
    return letters if len(letters) == LENGTH and set(letters) <= set(ALPHABET) else None


def slow_hash(code: str, purpose: str) -> str:
    """The same code gives the same hash, so that it can be looked up; without the node's pepper nobody can try codes."""
    return hashlib.scrypt(code.encode(), salt=derived(purpose), **COST).hex()
