"""A text as PDF pages of A4: headings, paragraphs, rows of a term and what it is; with a line at the foot of each page.

Set with the letters of Vera, which has those of western and most of central Europe. What it does not have stands as its number, such as U+0416:
nothing is lost and nothing looks like something else. Nothing in a text is markup, and nothing is loaded from anywhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module


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


def write(title: str, foot: str, blocks: Sequence[Block], *, language: str = "en") -> bytes:
    """The same text makes the same bytes. `foot` stands on each page, with the page's number."""
    # Ten megabytes, which most processes never need.
    pdf = import_module("seawall.wire.pdf")
    written: bytes = pdf.write(title, foot, blocks, language=language)
    return written
