"""What the sheets of an operation tell of one figure, one release after another: no two of them differ by a number from one to four.

A country that changed by so few is put together with others. Where that does not help, because all together changed by so few, the figure goes on being
told as it was the last time, with the day of then.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from seawall.operations.figures.outside import LEAST, Outside, outside

Tally = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Told:
    """`as_of`: the moment whose numbers these are; `tally` is what was counted then."""

    shown: Outside
    tally: Tally
    as_of: datetime

    @property
    def codes(self) -> frozenset[str]:
        return frozenset(code for code, _number in self.shown.countries)

    def of(self, codes: Iterable[str]) -> int:
        return sum(self.tally.get(code, 0) for code in codes)


def told_one_after_another(counted: Iterable[tuple[datetime, Tally]]) -> list[Told]:
    """For each release what its sheet tells, in their order."""
    told: list[Told] = []
    for as_of, tally in counted:
        told.append(told_next(told, tally, as_of))
    return told


def small_since(before: Iterable[Told], now: Told) -> set[str]:
    """The countries that tell a small number by the difference to any sheet before."""
    return set().union(*(small_between(one, now) for one in before))


def told_next(before: Sequence[Told], tally: Tally, as_of: datetime) -> Told:
    hide: set[str] = set()
    while True:
        now = Told(outside(tally, hide), tally, as_of)
        small = small_since(before, now)
        if not small:
            return now
        if not now.codes:
            return before[-1]
        # The smallest makes the rest another one, where it is the rest that would tell.
        hide |= small & now.codes or {min(now.codes, key=lambda code: (tally[code], code))}


def small_between(one: Told, other: Told) -> set[str]:
    """The countries of every group of which both tell how many there are, and whose numbers differ by one to four."""
    if one.shown.total is None or other.shown.total is None:
        return set()
    small: set[str] = set()
    for group in _groups(one, other):
        if 0 < abs(one.of(group) - other.of(group)) < LEAST:
            small |= group
    return small


def _groups(one: Told, other: Told) -> Iterator[frozenset[str]]:
    """All together; each country that both tell; and the others of both, at once and each by itself where they have none in common."""
    there = frozenset(code for tally in (one.tally, other.tally) for code, number in tally.items() if number)
    yield there
    yield from (frozenset({code}) for code in one.codes & other.codes)
    rest, others = there - one.codes, there - other.codes
    yield rest | others
    if not rest & others:
        yield from (rest, others)
