"""The receipt code: eighty bits that open one report's follow-up page, and nothing else.

It is made from the form's own random token, so that a form sent twice gives one report and the same code; the code itself is
never stored. See docs/decisions/0014-receipt-codes.md for the choice of the slow hash.
"""

import hashlib
import hmac
from typing import NewType

from seawall.core.keys import derived, digest

ReceiptCode = NewType("ReceiptCode", str)

# Crockford's base 32: no I, L, O or U, so that a code read aloud or written by hand comes back the same.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 16
MISREAD = str.maketrans("OIL", "011")
# 1 MiB and about 3 ms: 80 random bits and the node's pepper already forbid guessing, this makes it dearer still.
COST = {"n": 2**10, "r": 8, "p": 1, "dklen": 32}
TOKEN_SHORTEST = 16


def code_of(token: str) -> ReceiptCode:
    number = int.from_bytes(
        hmac.new(derived("reports.receipt"), token.encode(), hashlib.sha256).digest()[:10], "big"
    )
    return ReceiptCode("".join(ALPHABET[number >> shift & 31] for shift in range(75, -1, -5)))


def grouped(code: ReceiptCode) -> str:
    return " ".join(code[start : start + 4] for start in range(0, LENGTH, 4))


def normal(text: str) -> ReceiptCode | None:
    """What somebody typed, as a code; None when it cannot be one."""
    letters = "".join(letter for letter in text.upper()[:200] if letter.isalnum()).translate(MISREAD)
    fits = len(letters) == LENGTH and set(letters) <= set(ALPHABET)
    return ReceiptCode(letters) if fits else None


def slow_hash(code: ReceiptCode) -> str:
    """The same code gives the same hash, so that it can be looked up; without the node's pepper nobody can try codes."""
    return hashlib.scrypt(code.encode(), salt=derived("reports.receipt.pepper"), **COST).hex()


def token_digest(token: str) -> str:
    return digest("reports.token", token)
