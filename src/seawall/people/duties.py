"""The duties as data: what each is, what it may and may not do, where it fits, and which it excludes.

The words stand in duties.toml in both languages, because they are read as a whole by people who write rules of
service, not as single sentences by translators.
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.utils.translation import get_language

from seawall.core.actors import Duty
from seawall.people.states import AgencyKind

FILE = Path(__file__).with_name("duties.toml")


@dataclass(frozen=True, slots=True)
class Words:
    title: str
    sentence: str
    may: tuple[str, ...]
    may_not: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Description:
    duty: Duty
    fits: frozenset[AgencyKind]
    excludes: frozenset[Duty]
    languages: dict[str, Words]

    @property
    def words(self) -> Words:
        """In the reader's language; English where that one is missing."""
        return self.languages.get((get_language() or "en").split("-")[0], self.languages["en"])

    @property
    def excluded(self) -> list["Description"]:
        """Both ways round: a duty that excludes this one is excluded by it."""
        return [
            other
            for other in descriptions().values()
            if other.duty in self.excludes or self.duty in other.excludes
        ]


@lru_cache(maxsize=1)
def descriptions() -> dict[Duty, Description]:
    table = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {Duty(row["code"]): _described(row) for row in table["duty"]}


def _described(row: dict[str, Any]) -> Description:
    return Description(
        duty=Duty(row["code"]),
        fits=frozenset(AgencyKind(kind) for kind in row["fits"]),
        excludes=frozenset(Duty(code) for code in row["excludes"]),
        languages={language: _words(row[language]) for language in ("en", "de")},
    )


def _words(row: dict[str, Any]) -> Words:
    return Words(row["title"], row["sentence"], tuple(row["may"]), tuple(row["may_not"]))


def fitting(kind: str) -> list[Description]:
    """The duties that make sense at an agency of this kind."""
    return [description for description in descriptions().values() if kind in description.fits]


def clash(duties: Iterable[Duty]) -> tuple[Duty, Duty] | None:
    """Two duties that one person must not hold together, or None."""
    held = list(duties)
    for first in held:
        for second in held:
            if second in descriptions()[first].excludes:
                return first, second
    return None
