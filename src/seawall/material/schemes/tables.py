"""Reads rule tables. A table that does not hold together stops the program at the first question, not a case."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from seawall.core import clock
from seawall.material.states import FACTS, UNKNOWN

HERE = Path(__file__).parent
OUTSIDE = "outside"
NO_VERDICT = "no_verdict"
# What every scheme may answer beside its own categories.
COMMON = {OUTSIDE: _("outside this scheme"), NO_VERDICT: _("no verdict")}


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """A sentence of a table, in the languages the table brings."""

    by_language: Mapping[str, str]

    def __str__(self) -> str:
        language = (get_language() or "en").split("-")[0]
        return self.by_language.get(language) or self.by_language["en"]


@dataclass(frozen=True, slots=True)
class Category:
    code: str
    name: Words
    # Under a law: having or spreading it is unlawful in the law's jurisdiction. Never true for a classification.
    unlawful: bool
    # Ground enough to ask for removal: unlawful, or a class that all hotlines agreed to act on.
    remove: bool


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """Fits when every named label has one of the named answers; a rule that names none fits always."""

    category: str
    when: Mapping[str, frozenset[str]]
    reason: Words

    def fits(self, facts: Mapping[str, str]) -> bool:
        return all(facts[label] in answers for label, answers in self.when.items())


@dataclass(frozen=True, slots=True)
class Case:
    labels: Mapping[str, str]
    category: str
    why: str


@dataclass(frozen=True, slots=True, eq=False)
class Scheme:
    id: str
    version: str
    title: Words
    law: str
    # ISO 3166-1 alpha-2; empty for a classification that is no country's law.
    jurisdiction: str
    valid_from: date
    source: str
    note: Words
    categories: Mapping[str, Category]
    rules: tuple[Rule, ...]
    cases: tuple[Case, ...]

    def name_of(self, category: str) -> str:
        return str(self.categories[category].name if category in self.categories else COMMON[category])


def schemes() -> tuple[Scheme, ...]:
    """The tables in force today, one version of each scheme, in the order of their ids."""
    newest: dict[str, Scheme] = {}
    for scheme in every_version():
        if scheme.valid_from <= clock.now().date():
            newest[scheme.id] = scheme
    return tuple(newest.values())


def scheme_at(scheme_id: str, version: str) -> Scheme | None:
    """The table an old verdict was computed by, as long as its file is kept."""
    found = (scheme for scheme in every_version() if (scheme.id, scheme.version) == (scheme_id, version))
    return next(found, None)


def every_version() -> tuple[Scheme, ...]:
    """Past, present and future tables: those of the operator's folder, or the house's own."""
    return read_folder(Path(settings.SCHEMES or HERE))


@lru_cache(maxsize=4)
def read_folder(folder: Path) -> tuple[Scheme, ...]:
    found = [read(path.read_text(encoding="utf-8")) for path in folder.glob("*.toml")]
    return tuple(sorted(found, key=lambda scheme: (scheme.id, scheme.valid_from, scheme.version)))


def read(text: str) -> Scheme:
    table = tomllib.loads(text)
    categories = {entry["code"]: _category(entry) for entry in table["category"]}
    scheme = Scheme(
        id=table["id"],
        version=table["version"],
        title=Words(table["title"]),
        law=table["law"],
        jurisdiction=table["jurisdiction"],
        valid_from=table["valid_from"],
        source=table["source"],
        note=Words(table["note"]),
        categories=categories,
        rules=tuple(_rule(entry) for entry in table["rule"]),
        cases=tuple(
            Case(entry["labels"], entry["category"], entry.get("why", "")) for entry in table["case"]
        ),
    )
    _check(scheme)
    return scheme


def _category(entry: dict[str, Any]) -> Category:
    return Category(entry["code"], Words(entry["name"]), entry["unlawful"], entry["remove"])


def _rule(entry: dict[str, Any]) -> Rule:
    when = {label: frozenset(answers) for label, answers in entry.get("when", {}).items()}
    return Rule(entry["category"], when, Words(entry["reason"]))


def _check(scheme: Scheme) -> None:
    """Closed words only, and a last rule for everything the rules before it do not name."""
    problems = [
        f"rule {number}: {problem}"
        for number, rule in enumerate(scheme.rules, 1)
        for problem in _faults(scheme, rule)
    ]
    if not scheme.rules or scheme.rules[-1].when:
        problems.append("the last rule must fit always")
    if not scheme.jurisdiction and any(category.unlawful for category in scheme.categories.values()):
        problems.append("nothing is unlawful without a jurisdiction")
    if problems:
        raise ValueError(f"{scheme.id} {scheme.version}: " + "; ".join(problems))


def _faults(scheme: Scheme, rule: Rule) -> list[str]:
    faults = [] if rule.category in {*scheme.categories, *COMMON} else [f"unknown category {rule.category}"]
    for label, answers in rule.when.items():
        # An unsure label stands for each of its answers, so a rule about "unsure" could never be reached.
        known = set(FACTS[label].values) - UNKNOWN if label in FACTS else set()
        faults += [f"{label} cannot be {answer}" for answer in sorted(answers - known)]
    return faults
