"""Where the table refuses what the service's schema of 10 November 2025 takes, each with its reason. Nothing is taken that it refuses."""

from dataclasses import dataclass
from enum import StrEnum


class Difference(StrEnum):
    LENGTH = "length"
    AGE = "age"
    DEGREES = "degrees"
    YEAR = "year"
    SUPPLEMENTAL = "supplemental"
    TYPE = "type"
    SIZE = "size"
    DIGITS = "digits"


@dataclass(frozen=True, slots=True)
class Stated:
    """`in_our_schema`: the schema text that we give says so, too."""

    what: str
    reason: str
    in_our_schema: bool = True


DIFFERENCES = {
    Difference.LENGTH: Stated(
        "texts longer than 256, 3000, 2083, 2056 or 64 characters, by element",
        "the documentation states these limits; the schema has none",
    ),
    Difference.AGE: Stated(
        "an age outside 0 to 150", "the documentation states it; the schema takes any number"
    ),
    Difference.DEGREES: Stated(
        "a latitude or longitude beyond 180 degrees, INF and NaN",
        "there is no such place, and JSON cannot carry the last two",
    ),
    Difference.YEAR: Stated("years before 1 and after 9999", "no calendar of ours has them, and no incident"),
    Difference.SUPPLEMENTAL: Stated(
        "a supplemental file with a classification or potentialMeme",
        "the documentation forbids it; XML Schema 1.0 cannot say so",
        in_our_schema=False,
    ),
    Difference.TYPE: Stated(
        "xsi:type",
        "no client needs it, and a document must not choose the rules it is checked by",
        in_our_schema=False,
    ),
    Difference.SIZE: Stated(
        "more than 4 MiB, 16 levels, 20,000 elements or 16 attributes of one element",
        "a parser must not be kept busy by a stranger",
        in_our_schema=False,
    ),
    Difference.DIGITS: Stated(
        "digits of other scripts, underscores in numbers and other white space around values",
        "the standard of XML Schema refuses them; the library that validates takes them",
        in_our_schema=False,
    ),
}
