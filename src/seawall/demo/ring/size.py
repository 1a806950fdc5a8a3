"""How large the invented operation is, apart from its accounts: as large as the one of the past, of which the papers told."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

FIVE_MORE = {"NL": 7, "FR": 5, "GB": 4, "SE": 4, "BG": 2}


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

    def times(self, factor: int) -> "Size":
        """So many times as large in everything."""
        numbers = {
            name: getattr(self, name) * factor
            for name in ("accounts", "videos", "arrested", "investigated", "noted", "ended", "merged")
        }
        work = {
            "requests": self.requests * factor,
            "measures": self.measures * factor,
            "referrals": self.referrals * factor,
            "runners": self.runners * factor,
            "personas": self.personas * factor,
        }
        children = {country: number * factor for country, number in self.children.items()}
        return replace(self, **numbers, **work, children=children)
