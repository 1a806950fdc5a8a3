"""The instruments: data/instruments.toml, read once."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from django.utils.translation import get_language

from seawall.operations.requesting.states import Aim, CountsFrom, Renewals, Sure


@dataclass(frozen=True, slots=True)
class Rule:
    code: str
    version: int
    day: date
    sure: Sure
    aim: Aim
    # Of the addressee; none: every country.
    countries: frozenset[str]
    days: int
    hours: int
    counts_from: CountsFrom
    renewals: Renewals
    renew_days: int
    renew_from: CountsFrom
    cited: str
    words: Mapping[str, Mapping[str, str]]

    @property
    def sets_term(self) -> bool:
        return bool(self.days or self.hours)

    @property
    def title(self) -> str:
        return self._said()["title"]

    @property
    def note(self) -> str:
        return self._said()["note"]

    @property
    def source(self) -> str:
        """In the reader's language, where it has more words than a citation."""
        return self._said().get("source", self.cited)

    def fits(self, country: str) -> bool:
        return not self.countries or country in self.countries

    def renewable(self, *, is_renewal: bool) -> bool:
        return self.renewals is Renewals.AGAIN or (self.renewals is Renewals.ONCE and not is_renewal)

    def _said(self) -> Mapping[str, str]:
        return self.words.get((get_language() or "en").partition("-")[0], self.words["en"])


@cache
def _table() -> dict[str, Any]:
    text = files("seawall.operations").joinpath("data/instruments.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def rules() -> Mapping[str, Rule]:
    return {code: _rule(code, row) for code, row in _table()["rule"].items()}


def days_before(what: str) -> int:
    """`draft`: when a renewal is drafted; `alarm`: when the home page says so."""
    return int(_table()[f"{what}_days_before"])


def _rule(code: str, row: Mapping[str, Any]) -> Rule:
    return Rule(
        code=code,
        version=row["version"],
        day=row["day"],
        sure=Sure(row["sure"]),
        aim=Aim(row["aim"]),
        countries=frozenset(row["countries"]),
        days=row.get("days", 0),
        hours=row.get("hours", 0),
        counts_from=CountsFrom(row["counts_from"]),
        renewals=Renewals(row.get("renewals", "")),
        renew_days=row.get("renew_days", 0),
        renew_from=CountsFrom(row.get("renew_from", "sent")),
        cited=row["source"],
        words={language: row[language] for language in ("en", "de")},
    )
