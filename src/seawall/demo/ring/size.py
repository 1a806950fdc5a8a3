"""How large the invented operation is: as large as the one of the past, of which the papers told, and smaller only where its ring is too small for that."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Self

FIVE_MORE = {"NL": 7, "FR": 5, "GB": 4, "SE": 4, "BG": 2}
# Ten times the full size is the most that was ever lived through.
LEAST, MOST = 1, 270_000
# Each suspect is somebody else: below so many accounts there is less of everything, by their share of it.
ENOUGH = 1_000


@dataclass(frozen=True, slots=True)
class Size:
    """`children` by the country in which they live; `noted`: suspects of whom nothing more is known yet; `merged`: noted twice;
    `runners`: main offenders among the arrested, behind so many personas."""

    accounts: int
    videos: int = 2_000
    children: Mapping[str, int] = field(default_factory=lambda: {"DE": 228, **FIVE_MORE})
    arrested: int = 14
    investigated: int = 300
    noted: int = 36
    ended: int = 6
    merged: int = 3
    requests: int = 60
    measures: int = 24
    referrals: int = 300
    runners: int = 4
    personas: int = 24

    @classmethod
    def of(cls, accounts: int) -> Self:
        """Of a ring with so many accounts; from a thousand on the rest is what the papers told."""
        size = cls(accounts)
        return size if accounts >= ENOUGH else size._of_all(accounts, ENOUGH)

    def times(self, factor: int) -> Self:
        """So many times as large in everything."""
        return replace(self._of_all(factor, 1), accounts=self.accounts * factor)

    def _of_all(self, part: int, whole: int) -> Self:
        """So large a share of everything but the accounts, and at least one of whatever there is."""

        def of(number: int) -> int:
            return -(-number * part // whole)

        counted = {one.name for one in fields(self)} - {"accounts", "children"}
        numbers = {name: of(getattr(self, name)) for name in counted}
        children = {country: of(number) for country, number in self.children.items()}
        return replace(self, **numbers, children=children)
