"""Rates as bars: the share, and the interval in which it lies, in per cent of the width."""

from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import get_language_bidi

from seawall.mistakes.rates import Group, Rate

ROW = 28


@dataclass(frozen=True, slots=True)
class Bar:
    """`y`: its upper edge in pixels. `x`, `width`: the share; `low`, `span`: the interval."""

    whose: str
    judged: int
    wrong: int
    share: str
    interval: str
    is_few: bool
    x: str
    width: str
    low: str
    span: str


@dataclass(frozen=True, slots=True)
class Drawn:
    code: str
    title: str | Promise
    judged: str | Promise
    wrong: str | Promise
    bars: list[Bar]


def drawn(group: Group) -> Drawn:
    bars = [_bar(rate) for rate in group.rates]
    return Drawn(group.code, group.title, group.judged, group.wrong, bars)


def _bar(rate: Rate) -> Bar:
    low, high = rate.interval
    return Bar(
        rate.whose,
        rate.judged,
        rate.wrong,
        per_cent(rate.share),
        f"{per_cent(low)} – {per_cent(high)}",
        rate.is_few,
        _from(0.0, rate.share),
        _width(rate.share),
        _from(low, high),
        _width(high - low),
    )


def per_cent(share: float) -> str:
    # Rounded first: the formatting of numbers cuts off.
    return f"{number_format(round(100 * share, 1), 1)} %"


def _from(low: float, high: float) -> str:
    """Where a language is read from right to left the bars begin there."""
    return f"{100 * (1 - high if get_language_bidi() else low):.2f}%"


def _width(share: float) -> str:
    return f"{100 * share:.2f}%"
