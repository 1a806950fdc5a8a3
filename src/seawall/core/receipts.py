"""The receipt code: eighty bits that open the follow-up page of one report or one tip, and nothing else.

It is made from the form's own random token, so that a form sent twice gives one record and the same code; the code itself is
never stored. See docs/decisions/0014-receipt-codes.md for the choice of the slow hash.
"""

import hashlib
import hmac
from dataclasses import dataclass
from typing import NewType

from seawall.core import spoken_codes
from seawall.core.keys import derived, digest

ReceiptCode = NewType("ReceiptCode", str)
TOKEN_SHORTEST = 16


def normal(text: str) -> ReceiptCode | None:
    """What somebody typed, as a code; None when it cannot be one."""
    code = spoken_codes.normal(text)
    return ReceiptCode(code) if code else None


@dataclass(frozen=True, slots=True)
class Receipts:
    """Of one kind of form, such as "reports": each has keys of its own, so that no code opens another's page."""

    kind: str

    def code_of(self, token: str) -> ReceiptCode:
        keyed = hmac.new(derived(f"{self.kind}.receipt"), token.encode(), hashlib.sha256)
        return ReceiptCode(spoken_codes.spoken(keyed.digest()))

    def slow_hash(self, code: ReceiptCode) -> str:
        return spoken_codes.slow_hash(code, f"{self.kind}.receipt.pepper")

    def hash_typed(self, text: str) -> str:
        """Of what somebody typed; empty where it cannot be a code. It is hashed all the same, so that the time of the answer says
        nothing."""
        code = normal(text)
        hashed = self.slow_hash(code or ReceiptCode("0" * spoken_codes.LENGTH))
        return hashed if code else ""

    def token_digest(self, token: str) -> str:
        return digest(f"{self.kind}.token", token)
