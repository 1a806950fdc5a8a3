"""Small numbers: outside the lead nothing is shown that counts one to four, and nothing from which it could be worked out.

Below five is the threshold that the field takes against telling single persons apart (see the decision on persons and figures). Countries that
are too small are put together with others, so that what is shown still adds up.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

LEAST = 5


@dataclass(frozen=True, slots=True)
class Outside:
    """`total` is None for "fewer than five"; `together` are the countries that are not told apart, with `rest` of them all."""

    total: int | None
    countries: tuple[tuple[str, int], ...] = ()
    together: int = 0
    rest: int = 0


def outside(tally: Mapping[str, int], hide: Collection[str] = ()) -> Outside:
    """`hide`: countries that are not told apart, however large they are."""
    there = sorted((number, code) for code, number in tally.items() if number)
    total = sum(number for number, _code in there)
    if 0 < total < LEAST:
        return Outside(None)
    hidden = [number for number, code in there if number < LEAST or code in hide]
    shown = [(number, code) for number, code in there if number >= LEAST and code not in hide]
    # From the smallest: a single country in the rest could be told by the total.
    while shown and (len(hidden) == 1 or 0 < sum(hidden) < LEAST):
        hidden.append(shown.pop(0)[0])
    # By their codes, and not known last: an order by number would rank countries.
    told = sorted(((code, number) for number, code in shown), key=lambda pair: (not pair[0], pair[0]))
    return Outside(total, tuple(told), len(hidden), sum(hidden))
