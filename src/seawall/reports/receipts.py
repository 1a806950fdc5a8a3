"""The receipt code: eighty bits that open one report's follow-up page, and nothing else.

It is made from the form's own random token, so that a form sent twice gives one report and the same code; the code itself is
never stored. See docs/decisions/0014-receipt-codes.md for the choice of the slow hash.
"""

import hashlib
import hmac
from typing import NewType

from seawall.core import spoken_codes
from seawall.core.keys import derived, digest
from seawall.core.spoken_codes import ALPHABET as ALPHABET
from seawall.core.spoken_codes import grouped as grouped

ReceiptCode = NewType("ReceiptCode", str)
TOKEN_SHORTEST = 16


def code_of(token: str) -> ReceiptCode:
    made = hmac.new(derived("reports.receipt"), token.encode(), hashlib.sha256).digest()
    return ReceiptCode(spoken_codes.spoken(made))


def normal(text: str) -> ReceiptCode | None:
    """What somebody typed, as a code; None when it cannot be one."""
    code = spoken_codes.normal(text)
    return ReceiptCode(code) if code else None


def slow_hash(code: ReceiptCode) -> str:
    return spoken_codes.slow_hash(code, "reports.receipt.pepper")


def token_digest(token: str) -> str:
    return digest("reports.token", token)
