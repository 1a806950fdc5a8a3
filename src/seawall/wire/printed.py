"""A text as PDF pages of A4: headings, paragraphs, rows of a term and what it is; with a line at the foot of each page.

Set with the letters of Vera, which has those of western and most of central Europe. What it does not have stands as its number, such as U+0416:
nothing is lost and nothing looks like something else. Nothing in a text is markup, and nothing is loaded from anywhere.
"""

from collections.abc import Sequence
from importlib import import_module

from seawall.wire.blocks import Block, Heading, Paragraph, Row

__all__ = ["Block", "Heading", "Paragraph", "Row", "write"]


def write(title: str, foot: str, blocks: Sequence[Block], *, language: str = "en") -> bytes:
    """The same text makes the same bytes. `foot` stands on each page, with the page's number."""
    # Ten megabytes, which most processes never need.
    written: bytes = import_module("seawall.wire.pdf").write(title, foot, blocks, language=language)
    return written
