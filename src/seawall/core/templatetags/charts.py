"""Charts as SVG made on the server: no script, no picture service, readable by a screen reader, printable.

Lengths are per cent of the width, text is real text at its own size, so a chart needs no script to fit a phone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple

from django import template
from django.utils.translation import get_language_bidi, gettext

from seawall.core.templatetags.look import grouped

register = template.Library()

ROW = 52  # one bar with its line of words above it, in pixels
PLOT = 160  # height of the column chart's field
MOST_TOLD, MANY = 5, 8  # labels under the columns for which a phone has room, and a card on a desk


class Bar(NamedTuple):
    """One bar: its words, its number, and a word that says more (such as a share)."""

    label: str
    value: float
    note: str = ""


class Piece(NamedTuple):
    """One drawn rectangle, in per cent of the width."""

    x: str
    width: str
    part: int
    title: str


@dataclass(frozen=True)
class Line:
    label: str
    words: str
    y: int
    pieces: list[Piece]

    @property
    def bar_y(self) -> int:
        return self.y + 22

    @property
    def text_y(self) -> int:
        return self.y + 15


@dataclass(frozen=True)
class Chart:
    """What a chart template needs; `headings` and `rows` are the same figures as a table."""

    id: str
    title: str
    words: str
    lines: list[Line]
    headings: list[str]
    rows: list[list[str]]
    parts: list[str] = field(default_factory=list)
    mirrored: bool = False

    @property
    def height(self) -> int:
        return max(ROW * len(self.lines) - 12, 1)


def _share(value: float, most: float) -> float:
    return 100.0 * value / most if most else 0.0


def _pieces(values: Sequence[float], most: float, names: Sequence[str]) -> list[Piece]:
    shares = [_share(value, most) for value in values]
    starts = [0.0, *accumulate(shares)]
    mirrored = get_language_bidi()
    return [
        Piece(
            x=f"{100.0 - start - width if mirrored else start:.2f}%",
            width=f"{width:.2f}%",
            part=part,
            title=f"{name}: {grouped(value)}" if name else grouped(value),
        )
        for part, (start, width, value, name) in enumerate(
            zip(starts, shares, values, names, strict=False), 1
        )
        if value
    ]


@register.inclusion_tag("core/charts/bars.html")
def bar_chart(
    id: str, title: str, bars: Iterable[Bar], words: str = "", unit: str = "", whole: float = 0
) -> dict[str, Chart]:
    """Bars beside one another for comparing; the `whole` fills the width, without one the longest bar does."""
    bars = [Bar(*bar) for bar in bars]
    most = whole or max((bar.value for bar in bars), default=0)
    lines = [
        Line(str(bar.label), _said(bar), ROW * row, _pieces([bar.value], most, [""]))
        for row, bar in enumerate(bars)
    ]
    rows = [[str(bar.label), grouped(bar.value), *([bar.note] if bar.note else [])] for bar in bars]
    noted = [gettext("Note")] if any(bar.note for bar in bars) else []
    headings = ["", unit or gettext("Number"), *noted]
    return {"chart": Chart(id, title, words, lines, headings, rows, mirrored=get_language_bidi())}


def _said(bar: Bar) -> str:
    return f"{grouped(bar.value)} · {bar.note}" if bar.note else grouped(bar.value)


@register.inclusion_tag("core/charts/bars.html")
def funnel_chart(id: str, title: str, bars: Iterable[Bar], words: str = "") -> dict[str, Chart]:
    """Steps of one way, each with its share of the first; a lost step is seen as a shorter bar."""
    steps = [Bar(*bar) for bar in bars]
    first = steps[0].value if steps else 0
    told = [Bar(step.label, step.value, _percent(step.value, first)) for step in steps]
    lines = [
        Line(str(bar.label), _said(bar), ROW * row, _pieces([bar.value], max(first, 1), [""]))
        for row, bar in enumerate(told)
    ]
    rows = [[str(bar.label), grouped(bar.value), bar.note] for bar in told]
    headings = [gettext("Step"), gettext("Number"), gettext("Share of the first step")]
    return {"chart": Chart(id, title, words, lines, headings, rows, mirrored=get_language_bidi())}


def _percent(value: float, whole: float) -> str:
    return gettext("%(share)s %%") % {"share": grouped(round(_share(value, whole)))}


@register.inclusion_tag("core/charts/bars.html")
def stacked_chart(
    id: str, title: str, parts: Sequence[str], rows: Iterable[tuple[str, Sequence[float]]], words: str = ""
) -> dict[str, Chart]:
    """Each row is a whole of the same parts, drawn to its own full width, so that shares can be compared."""
    rows = [(str(label), list(values)) for label, values in rows]
    names = [str(part) for part in parts]
    lines = [
        Line(label, grouped(sum(values)), ROW * row, _pieces(values, sum(values), names))
        for row, (label, values) in enumerate(rows)
    ]
    table = [[label, *map(grouped, values), grouped(sum(values))] for label, values in rows]
    headings = ["", *names, gettext("Together")]
    return {"chart": Chart(id, title, words, lines, headings, table, names, mirrored=get_language_bidi())}


@register.inclusion_tag("core/charts/columns.html")
def column_chart(
    id: str, title: str, bars: Iterable[Bar], words: str = "", unit: str = ""
) -> dict[str, object]:
    """Columns over time, oldest first."""
    bars = [Bar(*bar) for bar in bars]
    most = max((bar.value for bar in bars), default=0)
    wide = 100.0 / max(len(bars), 1)
    every = -(-len(bars) // MOST_TOLD)
    columns = []
    for place, bar in enumerate(reversed(bars) if get_language_bidi() else bars):
        height = round(_share(bar.value, most) * PLOT / 100)
        columns.append(
            {
                "x": f"{place * wide + wide * 0.14:.2f}%",
                "width": f"{wide * 0.72:.2f}%",
                "middle": f"{place * wide + wide / 2:.2f}%",
                "y": 24 + PLOT - height,
                "height": height,
                "above": 24 + PLOT - height - 6,
                "number": grouped(bar.value),
                "label": str(bar.label),
                "told": place % every == 0,
            }
        )
    rows = [[str(bar.label), grouped(bar.value)] for bar in bars]
    chart = Chart(id, title, words, [], ["", unit or gettext("Number")], rows)
    return {
        "chart": chart,
        "columns": columns,
        "many": len(bars) > MANY,
        "floor": 24 + PLOT,
        "labels_y": 24 + PLOT + 18,
        "height": PLOT + 48,
    }
