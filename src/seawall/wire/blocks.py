"""What a printed text is made of: headings, paragraphs, and rows of a term and what it is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    words: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    words: str


@dataclass(frozen=True, slots=True)
class Row:
    term: str
    words: str


Block = Heading | Paragraph | Row
