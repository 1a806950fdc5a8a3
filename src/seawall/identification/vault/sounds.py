"""Names that may be one name in another spelling: Meyer and Maier, Stefan and Stephan. Rough on purpose, and never more than a "maybe".

Not one of the known codes (Soundex, Kölner Phonetik): each is made for one language, and drops so much that whole names run together."""

import re
import unicodedata

# Letters that no decomposition takes apart.
PLAIN = str.maketrans({"ø": "o", "œ": "o", "æ": "a", "ł": "l", "đ": "d", "ð": "d", "þ": "t", "ı": "i"})
# In this order: what is longer comes first. Afterwards letters that many languages write for one another.
SPELLINGS = (
    ("tsch", "c"),
    ("sch", "s"),
    ("sh", "s"),
    ("cz", "c"),
    ("ch", "k"),
    ("ck", "k"),
    ("ph", "f"),
    ("th", "t"),
    ("dt", "t"),
    ("tz", "z"),
    ("ts", "z"),
    ("qu", "kv"),
    ("x", "ks"),
)
LETTERS = str.maketrans("cqyjwfz", "kkiivvs")
DOUBLED, VOWELS = re.compile(r"(.)\1+"), re.compile(r"[aeiou]+")
PARTS = re.compile(r"[^\W_]+")


def unaccented(text: str) -> str:
    """Small letters without accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def parts_of(text: str) -> list[str]:
    """In alphabetical order: first and last name are told in any order."""
    return sorted(PARTS.findall(unaccented(text)))


def one_way_of_sounding(name: str) -> str:
    return " ".join(sorted(_sound(part) for part in parts_of(name)))


def _sound(part: str) -> str:
    """Its consonants in one spelling, with a dot for the vowels between them; the first letter stays."""
    part = part.translate(PLAIN)
    for spelling, letter in SPELLINGS:
        part = part.replace(spelling, letter)
    part = part.translate(LETTERS)
    head, rest = part[:1], part[1:].replace("h", "")
    return DOUBLED.sub(r"\1", head + VOWELS.sub(".", rest))
