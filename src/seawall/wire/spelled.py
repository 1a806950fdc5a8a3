"""Values as files of the field spell them: fingerprints, yes and no, moments. Each is understood, or None says that it is not."""

import base64
import binascii
import re
from datetime import UTC, datetime

from seawall.wire.listed import LETTERS

# PhotoDNA: 144 bytes, as base64 in exports of Project VIC and INTERPOL, in some as hexadecimal digits (IPED reads both).
PHOTODNA = "photodna"
PHOTODNA_BYTES, PHOTODNA_BASE64, PHOTODNA_HEX = 144, 192, 288
KINDS = (*LETTERS, PHOTODNA)
HEX = re.compile("[0-9a-f]+")
BASE64 = re.compile("[0-9A-Za-z+/]+")
# Arachnid and Gnutella's old link format; RFC 4648 without padding, since 20 bytes need none.
SHA1_BASE32 = re.compile("[A-Z2-7]{32}")
TRUE, FALSE = {"true", "t", "yes", "y", "1"}, {"false", "f", "no", "n", "0"}
# What has a comma or a space before the zone, or no zone at all, is not guessed at.
MOMENT = re.compile(
    r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d{1,9})?(Z|[+-]\d\d:?\d\d)", re.ASCII | re.IGNORECASE
)


def expected(kind: str) -> str:
    """What a fingerprint of this kind looks like, for the words of a fault."""
    if kind == PHOTODNA:
        return f"{PHOTODNA_BASE64} letters of base64 or {PHOTODNA_HEX} hexadecimal digits"
    return f"{LETTERS[kind]} hexadecimal digits"


def fingerprint(kind: str, text: str) -> str | None:
    """md5, sha1, sha256, pdq in lower-case hexadecimal digits; photodna as it came, for it is opaque here. `kind` is one of KINDS."""
    if kind == PHOTODNA:
        return text if photodna_bytes(text) is not None else None
    lower = text.lower()
    if len(lower) == LETTERS[kind] and HEX.fullmatch(lower):
        return lower
    return None


def sha1_from_base32(text: str) -> str | None:
    return base64.b32decode(text.upper()).hex() if SHA1_BASE32.fullmatch(text.upper()) else None


def photodna_bytes(text: str) -> bytes | None:
    """The 144 bytes, by which one spelling is compared with the other."""
    if len(text) == PHOTODNA_HEX and HEX.fullmatch(text.lower()):
        return bytes.fromhex(text)
    if len(text) == PHOTODNA_BASE64 and BASE64.fullmatch(text):
        return binascii.a2b_base64(text)
    return None


def truth(text: str) -> bool | None:
    word = text.strip().lower()
    if word in TRUE:
        return True
    return False if word in FALSE else None


def moment(text: str) -> datetime | None:
    """A time with its zone, to the second, as UTC: `2026-11-22T05:00:00Z`, with a fraction or an offset."""
    found = MOMENT.fullmatch(text.strip())
    if not found:
        return None
    zone = "+00:00" if found[2] in "Zz" else found[2]
    try:
        return datetime.fromisoformat(found[1] + zone).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
