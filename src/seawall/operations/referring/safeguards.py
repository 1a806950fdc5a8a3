"""What stands against sending data of suspects to a country: data/safeguards.toml, and the rows that a node adds in its own data folder."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import get_language

from seawall.core.codes import is_country
from seawall.operations.referring.states import Effect, RecipientKind
from seawall.operations.requesting.states import Sure

OWN = "safeguards.toml"


class BadTable(ValueError):
    """What is wrong in which row, and how to mend it: for whoever keeps the node."""


@dataclass(frozen=True, slots=True)
class Safeguard:
    code: str
    version: int
    day: date
    sure: Sure
    effect: Effect
    countries: frozenset[str]
    source: str
    words: Mapping[str, Mapping[str, str]]
    # It also stands against a hand-over to an office of the sender's own country.
    within: bool = False

    @property
    def title(self) -> str:
        return self._said()["title"]

    @property
    def note(self) -> str:
        return self._said()["note"]

    def stops(self, kind: RecipientKind) -> bool:
        """Whether it takes two people to send nevertheless."""
        return self.effect is Effect.STOP or (self.effect is Effect.VIA and kind is not RecipientKind.CHANNEL)

    def _said(self) -> Mapping[str, str]:
        return self.words.get((get_language() or "en").partition("-")[0], self.words["en"])


def safeguards_for(country: str) -> Sequence[Safeguard]:
    """The heaviest first."""
    found = [one for one in all_safeguards().values() if country in one.countries]
    return sorted(
        (one for one in found if one.effect is not Effect.NONE),
        key=lambda one: (list(Effect).index(one.effect), one.code),
    )


def safeguard_words(code: str) -> str:
    """Of a code and its version, as they are kept; a row that is gone meanwhile keeps its code."""
    row = all_safeguards().get(code.partition("/")[0])
    return f"{row.effect.label}: {row.title}" if row else code


def all_safeguards() -> Mapping[str, Safeguard]:
    own = Path(settings.DATA) / OWN
    try:
        changed = own.stat().st_mtime_ns
    except FileNotFoundError:
        return _shipped()
    return {**_shipped(), **_own(own, changed)}


@lru_cache(maxsize=1)
def _shipped() -> Mapping[str, Safeguard]:
    return read(files("seawall.operations").joinpath("data/safeguards.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=4)
def _own(path: Path, _changed: int) -> Mapping[str, Safeguard]:
    """Read anew when it was changed. A row with the code of one of ours takes its place."""
    return read(path.read_text(encoding="utf-8"))


def read(text: str) -> Mapping[str, Safeguard]:
    """Errors: BadTable."""
    try:
        rows = tomllib.loads(text)["safeguard"]
        return {code: _safeguard(code, row) for code, row in rows.items()}
    except (tomllib.TOMLDecodeError, KeyError, AttributeError) as error:
        raise BadTable(f"{OWN}: it cannot be read as a table of safeguards: {error}") from None


def _safeguard(code: str, row: Mapping[str, Any]) -> Safeguard:
    try:
        one = Safeguard(
            code=code,
            version=int(row["version"]),
            day=row["day"],
            sure=Sure(row["sure"]),
            effect=Effect(row["effect"]),
            countries=frozenset(row["countries"]),
            source=str(row["source"]),
            words={language: row[language] for language in ("en", "de")},
            within=row.get("within", False),
        )
    except (KeyError, ValueError, TypeError) as error:
        raise BadTable(
            f"{OWN}: row {code}: {error} is missing or unknown. Compare it with a row of ours."
        ) from None
    unknown = sorted(country for country in one.countries if not is_country(country))
    lacking = [name for said in one.words.values() for name in ("title", "note") if not said.get(name)]
    if (
        unknown
        or lacking
        or not one.countries
        or not one.source
        or not isinstance(one.day, date)
        or one.within not in (True, False)
    ):
        wrong = ", ".join(map(str, [*unknown, *lacking])) or "countries, source, day or within"
        raise BadTable(f"{OWN}: row {code}: {wrong} cannot stand so. Compare it with a row of ours.")
    return one
