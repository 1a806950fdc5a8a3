"""The receipt code: eighty bits that open the follow-up page of one report or one tip, and nothing else.

It is made from the form's own random token, so that a form sent twice gives one record and the same code; the code itself is
never stored. See docs/decisions/0014-receipt-codes.md for the choice of the slow hash.
"""

import hashlib
import hmac
from dataclasses import dataclass
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


def grouped(code: ReceiptCode) -> str:
    return " ".join(code[start : start + 4] for start in range(0, LENGTH, 4))


def normal(text: str) -> ReceiptCode | None:
    """What somebody typed, as a code; None when it cannot be one."""
    letters = "".join(letter for letter in text.upper()[:200] if letter.isalnum()).translate(MISREAD)
    fits = len(letters) == LENGTH and set(letters) <= set(ALPHABET)
    return ReceiptCode(letters) if fits else None


@dataclass(frozen=True, slots=True)
class Receipts:
    """Of one kind of form, such as "reports": each has keys of its own, so that no code opens another's page."""

    kind: str

    def code_of(self, token: str) -> ReceiptCode:
        keyed = hmac.new(derived(f"{self.kind}.receipt"), token.encode(), hashlib.sha256)
        number = int.from_bytes(keyed.digest()[:10], "big")
        return ReceiptCode("".join(ALPHABET[number >> shift & 31] for shift in range(75, -1, -5)))

    def slow_hash(self, code: ReceiptCode) -> str:
        """The same code gives the same hash, so that it can be looked up; without the node's pepper nobody can try codes."""
        salt = derived(f"{self.kind}.receipt.pepper")
        return hashlib.scrypt(code.encode(), salt=salt, **COST).hex()

    def hash_typed(self, text: str) -> str:
        """Of what somebody typed; empty where it cannot be a code. It is hashed all the same, so that the time of the answer says
        nothing."""
        code = normal(text)
        hashed = self.slow_hash(code or ReceiptCode("0" * LENGTH))
        return hashed if code else ""

    def token_digest(self, token: str) -> str:
        return digest(f"{self.kind}.token", token)
