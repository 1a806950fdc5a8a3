"""Small numbers: outside the lead nothing is shown that counts one to four, and nothing from which it could be worked out.

Below five is the threshold that the field takes against telling single persons apart (see the decision on persons and figures). Countries that
are too small are put together with others, so that what is shown still adds up.
"""

from collections.abc import Mapping
from dataclasses import dataclass

LEAST = 5


@dataclass(frozen=True, slots=True)
class Outside:
    """`total` is None for "fewer than five"; `together` are the countries that are not told apart, with `rest` of them all."""

    total: int | None
    countries: tuple[tuple[str, int], ...] = ()
    together: int = 0
    rest: int = 0


def outside(tally: Mapping[str, int]) -> Outside:
    there = sorted(((number, code) for code, number in tally.items() if number), reverse=True)
    total = sum(number for number, _code in there)
    if 0 < total < LEAST:
        return Outside(None)
    hidden: list[int] = []
    # From the smallest: a single country in the rest could be told by the total.
    while there and (there[-1][0] < LEAST or len(hidden) == 1):
        hidden.append(there.pop()[0])
    while there and 0 < sum(hidden) < LEAST:
        hidden.append(there.pop()[0])
    # By their codes, and not known last: an order by number would rank countries.
    shown = sorted(((code, number) for number, code in there), key=lambda pair: (not pair[0], pair[0]))
    return Outside(total, tuple(shown), len(hidden), sum(hidden))
