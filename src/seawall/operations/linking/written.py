"""Handles, addresses and names as they are compared: small letters of the Latin alphabet, and what is only decoration gone."""

import re
import unicodedata

# Cyrillic letters by ISO 9 as it is mostly simplified, and what German and Nordic writers put for a letter that is missing.
LATIN = str.maketrans(
    {
        **dict(zip("абвгдезийклмнопрстуфхцыэё", "abvgdezijklmnoprstufhcyee", strict=True)),
        "ж": "zh",
        "ч": "ch",
        "ш": "sh",
        "щ": "sht",
        "ъ": "a",
        "ь": "",
        "ю": "yu",
        "я": "ya",
        "ß": "ss",
        "ø": "o",
        "æ": "ae",
        "ł": "l",
        "đ": "d",
    }
)
SPELT_OUT = (("ae", "a"), ("oe", "o"), ("ue", "u"), ("ij", "y"))
LEET = str.maketrans("013457", "oieast")
NOT_A_LETTER = re.compile(r"[^a-z0-9]+")
TAIL = re.compile(r"\d*\Z")


def latin(text: str) -> str:
    """Without marks and in small letters, whatever the alphabet was."""
    lower = unicodedata.normalize("NFC", text).casefold().translate(LATIN)
    return "".join(one for one in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(one))


def letters(text: str) -> str:
    """`Red_Cup`, `red.cup` and `REDCUP` are one."""
    return NOT_A_LETTER.sub("", latin(text))


def tail(plain: str) -> str:
    """The digits at the end."""
    found = TAIL.search(plain)
    return found[0] if found else ""


def stem(plain: str) -> str:
    """What stays of letters when digits at the end, digits for letters and an x on both sides are undone."""
    without = plain.removesuffix(tail(plain))
    undone = without.translate(LEET) if without else plain
    return undone[1:-1] if len(undone) > 4 and undone[0] == undone[-1] == "x" else undone


def box(address: str) -> str:
    """Where mail to it arrives: many providers leave out full stops and what follows a plus sign."""
    local, _, host = address.casefold().partition("@")
    return f"{local.partition('+')[0].replace('.', '')}@{host}"


def local(address: str) -> str:
    return letters(address.partition("@")[0].partition("+")[0])


def name(text: str) -> str:
    """Its words in the order of the alphabet, so that who writes the last name first is still the same."""
    words = sorted(filter(None, (letters(word) for word in text.split())))
    return " ".join(spelt_short(word) for word in words)


def spelt_short(word: str) -> str:
    for long, short in SPELT_OUT:
        word = word.replace(long, short)
    return word
