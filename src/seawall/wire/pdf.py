"""Blocks set as PDF, with ReportLab."""

import io
from collections.abc import Iterator, Sequence
from functools import cache

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from seawall.wire.blocks import Block, Heading, Paragraph, Row

PLAIN, BOLD = "Vera", "VeraBd"
FACES = {PLAIN: "Vera.ttf", BOLD: "VeraBd.ttf"}
WIDTH, HEIGHT = A4
MARGIN, INDENT = 56.0, 150.0
FOOT = 36.0


def write(title: str, foot: str, blocks: Sequence[Block], *, language: str) -> bytes:
    """As `printed.write`."""
    _fonts()
    stream = io.BytesIO()
    # Invariant: no clock and no chance in it, so that the hash of a part can be computed again.
    canvas = Canvas(stream, pagesize=A4, invariant=1, lang=language, initialFontName=PLAIN)
    canvas.setTitle(shown(title))
    page = _Page(canvas, shown(foot))
    for block in [Heading(title, 1), *blocks]:
        page.set(block)
    page.end()
    canvas.save()
    return stream.getvalue()


def shown(text: str) -> str:
    """Letters that the face does not have, as their numbers; line breaks and other controls as blanks."""
    _fonts()
    has = pdfmetrics.getFont(PLAIN).face.charToGlyph
    return "".join(
        " " if not letter.isprintable() else letter if ord(letter) in has else f"[U+{ord(letter):04X}]"
        for letter in text
    )


@cache
def _fonts() -> None:
    for name, file in FACES.items():
        pdfmetrics.registerFont(TTFont(name, file))


class _Page:
    def __init__(self, canvas: Canvas, foot: str) -> None:
        self.canvas, self.foot, self.number = canvas, foot, 0
        self.y = 0.0
        self._begin()

    def set(self, block: Block) -> None:
        if isinstance(block, Heading):
            size = 17.0 if block.level == 1 else 12.0
            self._room(size * 3)
            self.y -= size * 0.6
            self._lines(block.words, BOLD, size, MARGIN)
            self.y -= size * 0.3
        elif isinstance(block, Paragraph):
            self._lines(block.words, PLAIN, 9.5, MARGIN)
            self.y -= 4
        else:
            self._row(block)

    def end(self) -> None:
        self.canvas.setFont(PLAIN, 7.5)
        self.canvas.drawString(MARGIN, FOOT, f"{self.foot} · {self.number}")
        self.canvas.showPage()

    def _row(self, row: Row) -> None:
        terms = list(_broken(shown(row.term), PLAIN, 8.5, INDENT - 10))
        words = list(_broken(shown(row.words), PLAIN, 9.5, WIDTH - 2 * MARGIN - INDENT))
        for number in range(max(len(terms), len(words))):
            self._room(13)
            if number < len(terms):
                self._draw(terms[number], PLAIN, 8.5, MARGIN)
            if number < len(words):
                self._draw(words[number], PLAIN, 9.5, MARGIN + INDENT)
            self.y -= 13
        self.y -= 2

    def _lines(self, words: str, font: str, size: float, x: float) -> None:
        for line in _broken(shown(words), font, size, WIDTH - MARGIN - x):
            self._room(size * 1.4)
            self._draw(line, font, size, x)
            self.y -= size * 1.4

    def _draw(self, line: str, font: str, size: float, x: float) -> None:
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, self.y, line)

    def _room(self, height: float) -> None:
        if self.y - height < FOOT + 20:
            self.end()
            self._begin()

    def _begin(self) -> None:
        self.number += 1
        self.y = HEIGHT - MARGIN


def _broken(text: str, font: str, size: float, width: float) -> Iterator[str]:
    """By words; a word that is longer than a line, such as an address, is cut."""
    line = ""
    for word in text.split():
        for piece in _pieces(word, font, size, width):
            longer = f"{line} {piece}" if line else piece
            if line and pdfmetrics.stringWidth(longer, font, size) > width:
                yield line
                line = piece
            else:
                line = longer
    yield line


def _pieces(word: str, font: str, size: float, width: float) -> Iterator[str]:
    piece = ""
    for letter in word:
        if piece and pdfmetrics.stringWidth(piece + letter, font, size) > width:
            yield piece
            piece = ""
        piece += letter
    yield piece
