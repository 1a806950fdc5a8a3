"""What people wrote: kept exactly as it came, shown so that it cannot deceive or lead anywhere."""

import re
import unicodedata

from seawall.core.keys import digest
from seawall.core.masked import MaskedUrl

# Direction marks can make a harmless line out of a harmful one; browsers and terminals obey them.
DIRECTION = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
KEPT = frozenset("\n\t")
ADDRESS = re.compile(r"\b(?:h(?:tt|xx|\*\*)ps?|ftp)(?:\[?:\]?//|\[://\])[^\s<>\"']+", re.IGNORECASE)
WORD = re.compile(r"[\w]+")


def normal(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", _without_tricks(text)).casefold().split())


def words_digest(text: str) -> str:
    return digest("reports.words", normal(text)) if normal(text) else ""


def _without_tricks(text: str) -> str:
    return "".join(letter for letter in text if not _is_trick(letter))


def shown(text: str) -> str:
    """For a page: every address masked, every invisible letter made visible as its number."""
    masked = ADDRESS.sub(lambda found: str(MaskedUrl(_without_tricks(found.group()))), text)
    return "".join(f"‹U+{ord(letter):04X}›" if _is_trick(letter) else letter for letter in masked)


def _is_trick(letter: str) -> bool:
    if letter in KEPT:
        return False
    return letter in DIRECTION or unicodedata.category(letter) in ("Cc", "Cf", "Zl", "Zp", "Cs")


def addresses_in(text: str) -> list[str]:
    """Addresses inside running text, without the full stop or bracket that ends the sentence."""
    return [found.rstrip(".,;:!?)]}»”") for found in ADDRESS.findall(text)]


def plain_words(text: str) -> frozenset[str]:
    return frozenset(WORD.findall(normal(text)))
