"""A map of countries as SVG made on the server, by the rules of the charts: no script, no colour without a number, the same figures as a table."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django import template
from django.utils.translation import gettext

from seawall.core.codes import country_name
from seawall.core.templatetags.charts import Chart
from seawall.core.templatetags.look import grouped
from seawall.core.world import Outline, View, view_on, world

register = template.Library()

# Of the drawing; text in it is as large on a phone as a page's small print.
WIDE = 480
# The least of each step, from above: decades, because a few countries always have almost everything.
STEPS = (1000, 100, 10, 1)
# Of a label, with room around it.
LETTER, LINE = 9.5, 17
# Where a label goes when another one has its place: so many parts of its own width to the right, so many lines down.
ASIDE = ((0, -1), (0, 1), (-0.5, 0), (0.5, 0), (-0.5, -1), (0.5, -1), (-0.5, 1), (0.5, 1), (0, -2), (0, 2))


class Shape(NamedTuple):
    path: str
    part: int
    title: str


class Mark(NamedTuple):
    """A country too small to be drawn."""

    x: float
    y: float
    part: int
    title: str


class Label(NamedTuple):
    x: float
    y: float
    words: str


@dataclass(frozen=True)
class Drawn:
    chart: Chart
    shapes: Sequence[Shape]
    land: Sequence[str]
    marks: Sequence[Mark]
    labels: Sequence[Label]
    legend: Sequence[tuple[int, str]]
    transform: str
    height: int
    # Names of countries that have a number and no place on the map.
    left_out: str


@register.inclusion_tag("core/charts/map.html")
def country_map(id: str, title: str, tally: Mapping[str, int], words: str = "") -> dict[str, object]:
    """`tally` is by the code of the country; the empty one is not drawn, and stands in the table."""
    counted = {code: number for code, number in tally.items() if number}
    rows = [
        [country_name(code) if code else gettext("not known"), grouped(counted[code])]
        for code in _in_order(counted)
    ]
    chart = Chart(id, title, words, [], [gettext("Country"), gettext("Number")], rows)
    placed = {code: number for code, number in counted.items() if code in world().countries}
    return {"chart": chart, "drawn": _drawn(chart, counted, placed) if placed else None}


def _drawn(chart: Chart, counted: Mapping[str, int], placed: Mapping[str, int]) -> Drawn:
    view = view_on(placed)
    scale = WIDE / view.width
    near = {code: one for code, one in world().countries.items() if view.shows(one)}
    tiny = {code for code, one in near.items() if not one.path}
    return Drawn(
        chart=chart,
        shapes=[_shape(code, one, placed) for code, one in near.items() if code not in tiny],
        land=world().land,
        marks=[
            Mark(*_at(view, near[code]), _part(placed[code]), _said(code, placed))
            for code in sorted(tiny & set(placed))
        ],
        labels=list(_labels(view, placed)),
        legend=[(part, words) for part, words in _legend() if part in map(_part, placed.values())],
        transform=f"scale({scale:.4f}) translate({-view.left:.1f} {-view.top:.1f})",
        height=round(view.height * scale),
        left_out=", ".join(country_name(code) for code in _in_order(counted) if code and code not in placed),
    )


def _in_order(counted: Mapping[str, int]) -> list[str]:
    """By their codes, and not known last: an order by number would rank countries."""
    return sorted(counted, key=lambda code: (not code, code))


def _shape(code: str, one: Outline, placed: Mapping[str, int]) -> Shape:
    return (
        Shape(one.path, _part(placed[code]), _said(code, placed))
        if code in placed
        else Shape(one.path, 0, "")
    )


def _said(code: str, placed: Mapping[str, int]) -> str:
    return f"{country_name(code)}: {grouped(placed[code])}"


def _part(number: int) -> int:
    """Which step of colour, 1 for the most."""
    return next(part for part, least in enumerate(STEPS, 1) if number >= least)


def _legend() -> Iterator[tuple[int, str]]:
    yield 1, gettext("%(least)s and more") % {"least": grouped(STEPS[0])}
    for part, (above, least) in enumerate(zip(STEPS, STEPS[1:], strict=False), 2):
        yield part, gettext("%(least)s to %(most)s") % {"least": grouped(least), "most": grouped(above - 1)}


def _at(view: View, one: Outline) -> tuple[float, float]:
    scale = WIDE / view.width
    return round((one.middle[0] - view.left) * scale, 1), round((one.middle[1] - view.top) * scale, 1)


def _labels(view: View, placed: Mapping[str, int]) -> Iterator[Label]:
    """The largest number first; one that would lie on another moves aside, and where there is no room it is left to the table."""
    taken: list[tuple[float, float, float]] = []
    for code in sorted(placed, key=lambda code: (-placed[code], code)):
        words = f"{code} {grouped(placed[code])}"
        wide = LETTER * len(words)
        for x, y in _places(*_at(view, world().countries[code]), wide):
            if all(abs(x - u) >= (wide + w) / 2 or abs(y - v) >= LINE for u, v, w in taken):
                taken.append((x, y, wide))
                yield Label(x, y + 5, words)
                break


def _places(x: float, y: float, wide: float) -> Iterator[tuple[float, float]]:
    """Its own, and then those beside it that do not leave the drawing."""
    yield x, y
    for parts, lines in ASIDE:
        there = x + parts * wide
        if wide / 2 <= there <= WIDE - wide / 2 and y + lines * LINE >= LINE:
            yield round(there, 1), y + lines * LINE
