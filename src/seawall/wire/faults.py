"""What can be wrong with a file or a message from outside, in words that never repeat what stands in it: it may be confidential or hostile.

Every reader of this folder tells faults in one way. What makes the rest unreadable is raised as `Malformed`; a single record that cannot
be understood, in a format whose records stand alone, is yielded as its `Fault` in its place, and reading goes on.
"""

from dataclasses import dataclass
from enum import StrEnum


class Unit(StrEnum):
    """What the number of a fault counts."""

    LINE = "line"
    RECORD = "record"
    BYTE = "byte"


class Problem(StrEnum):
    TOO_LONG = "too_long"
    TOO_DEEP = "too_deep"
    TOO_MANY = "too_many"
    NOT_TEXT = "not_text"
    NOT_JSON = "not_json"
    NOT_XML = "not_xml"
    FORBIDDEN = "forbidden"
    NOT_TAKEN = "not_taken"
    OTHER_FORMAT = "other_format"
    OTHER_VERSION = "other_version"
    MISSING = "missing"
    TWICE = "twice"
    WRONG = "wrong"
    UNKNOWN = "unknown"
    OUT_OF_ORDER = "out_of_order"
    CUT = "cut"
    NOT_THE_END = "not_the_end"
    COUNT = "count"
    COMPUTED = "computed"
    ROUNDED = "rounded"


SENTENCES = {
    Problem.TOO_LONG: "is longer than is taken",
    Problem.TOO_DEEP: "is nested deeper than is taken",
    Problem.TOO_MANY: "is there more often than is taken",
    Problem.NOT_TEXT: "is not text in an encoding of this format",
    Problem.NOT_JSON: "is not the JSON that is expected here",
    Problem.NOT_XML: "is not well-formed XML",
    Problem.FORBIDDEN: "has a document type or an entity, which are never taken",
    Problem.NOT_TAKEN: "may be or hold a picture, a film or a sound; such content is never taken and was dropped",
    Problem.OTHER_FORMAT: "is not the beginning of this format",
    Problem.OTHER_VERSION: "is of a version that is not known here",
    Problem.MISSING: "is missing",
    Problem.TWICE: "is there twice",
    Problem.WRONG: "has a value that it cannot have",
    Problem.UNKNOWN: "is not known in this format",
    Problem.OUT_OF_ORDER: "stands in another place than the format demands",
    Problem.CUT: "ends before it is whole",
    Problem.NOT_THE_END: "stands after the end",
    Problem.COUNT: "is not the number of records that are there",
    Problem.COMPUTED: "is computed by a formula",
    Problem.ROUNDED: "is a number that has lost its last digits",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """`number` counts the unit from 1; `field` is empty where the whole of it is meant, and else a path such as
    `video.frames[3].pdq`; `expected` says what would be right, in the format's own words: "32 hexadecimal digits"."""

    unit: Unit
    number: int
    field: str
    problem: Problem
    expected: str = ""

    def __str__(self) -> str:
        told = f"{self.unit} {self.number}: {self.field or 'it'} {SENTENCES[self.problem]}"
        return f"{told} (expected: {self.expected})" if self.expected else told


class Malformed(ValueError):
    """Nothing after `fault` can be read."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(str(fault))

    def __reduce__(self) -> tuple[type["Malformed"], tuple[Fault]]:
        return Malformed, (self.fault,)


class Unwritable(ValueError):
    """A value for which the format has no way to be written. The words name the field and never repeat the value."""
