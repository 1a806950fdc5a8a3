"""Outlines of the countries for maps, made by tools/world.py from Natural Earth (public domain), and the part of the world that a map shows."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

# Nobody recognises less than this much of the world; in units of the file, which is 4000 wide.
NARROWEST = 480
# Width to height of a map: from a page of a book to the whole world.
SQUATTEST, WIDEST = 1.4, 2.3
AROUND = 0.06


@dataclass(frozen=True, slots=True)
class Outline:
    """`path` is empty for a country too small to be drawn; `box` (left, top, right, bottom) and `middle` are of its largest part."""

    path: str
    box: tuple[int, int, int, int]
    middle: tuple[int, int]


@dataclass(frozen=True, slots=True)
class World:
    width: int
    height: int
    # Outlines without a code of ISO 3166-1.
    land: tuple[str, ...]
    countries: Mapping[str, Outline]


@dataclass(frozen=True, slots=True)
class View:
    left: float
    top: float
    width: float
    height: float

    def shows(self, outline: Outline) -> bool:
        left, top, right, bottom = outline.box
        across = left < self.left + self.width and right > self.left
        return across and top < self.top + self.height and bottom > self.top


@cache
def world() -> World:
    told = json.loads((Path(__file__).parent / "world.json").read_text(encoding="utf-8"))
    countries = {
        code: Outline(path, tuple(box), tuple(middle))
        for code, (path, box, middle) in told["countries"].items()
    }
    return World(told["width"], told["height"], tuple(told["land"]), countries)


def view_on(codes: Collection[str]) -> View:
    """The smallest part of the world that shows them all, with something around."""
    boxes = [world().countries[code].box for code in codes]
    left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, bottom = max(box[2] for box in boxes), max(box[3] for box in boxes)
    width = max((right - left) * (1 + 2 * AROUND), NARROWEST)
    height = max((bottom - top) * (1 + 2 * AROUND), width / WIDEST)
    width = min(max(width, height * SQUATTEST), world().width)
    height = min(height, world().height)
    return View(
        _within((left + right - width) / 2, world().width - width),
        _within((top + bottom - height) / 2, world().height - height),
        width,
        height,
    )


def _within(start: float, most: float) -> float:
    return min(max(start, 0), max(most, 0))
