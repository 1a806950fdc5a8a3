"""Points with reasons a person can read. The rules are data (scores.toml); this file only asks their questions."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import get_language

from seawall.reports import words
from seawall.reports.states import ScoreKind

NOVELTY_STEP, DANGER_STEP, URGENT = 1, 10, 10_000


@dataclass(frozen=True, slots=True)
class Told:
    """What the rules may ask about one report."""

    channel: str
    seen: str
    danger: str
    text: str
    app: str
    contact: str
    kinds: frozenset[str]
    # Sorts of facts that a provider's machine gives.
    given: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Points:
    kind: ScoreKind
    points: int
    reasons: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Reason:
    sentence: str
    weight: int


@cache
def rules() -> Mapping[str, Any]:
    return tomllib.loads((Path(__file__).parent / "data" / "scores.toml").read_text(encoding="utf-8"))


def version() -> str:
    return str(rules()["version"])


def score(told: Told) -> list[Points]:
    return [_points(kind, told) for kind in ScoreKind]


def _points(kind: ScoreKind, told: Told) -> Points:
    hits = [rule for rule in rules()[kind.value] if _holds(rule["when"], told)]
    total = min(sum(rule["weight"] for rule in hits), rules()["most"])
    return Points(kind, total, [{"rule": rule["rule"], "weight": rule["weight"]} for rule in hits])


def _holds(when: Mapping[str, Any], told: Told) -> bool:
    return all(QUESTIONS[question](told, wanted) for question, wanted in when.items())


@cache
def _wanted(listed: tuple[str, ...]) -> frozenset[str]:
    return frozenset(listed)


QUESTIONS: dict[str, Any] = {
    "danger": lambda told, wanted: told.danger == wanted,
    "channel": lambda told, wanted: told.channel == wanted,
    "seen": lambda told, wanted: told.seen == wanted,
    "subject": lambda told, wanted: wanted in told.kinds,
    "app": lambda told, wanted: bool(told.app.strip()) == wanted,
    "contact": lambda told, wanted: bool(told.contact.strip()) == wanted,
    "text_at_least": lambda told, wanted: len(told.text.strip()) >= wanted,
    "given": lambda told, wanted: wanted in told.given,
    "words": lambda told, wanted: bool(words.plain_words(told.text) & _wanted(tuple(wanted))),
}


def sentences(kind: str, reasons: Iterable[Mapping[str, Any]]) -> list[Reason]:
    """Each reason as a sentence in the reader's language; a rule that is gone shows its name."""
    known = {rule["rule"]: rule for rule in rules()[kind]}
    return [Reason(known.get(r["rule"], {}).get(_language(), r["rule"]), r["weight"]) for r in reasons]


@dataclass(frozen=True, slots=True)
class Missing:
    """What would make a report more complete; `field` as the reports interface calls it."""

    field: str
    points: int
    why: str


def missing(completeness: Points) -> list[Missing]:
    """What a provider's machine left out, the most helpful first."""
    hit = {reason["rule"] for reason in completeness.reasons}
    why = f"helps_{_language()}"
    asked = [rule for rule in rules()["completeness"] if "asks" in rule and rule["rule"] not in hit]
    found = [Missing(rule["asks"], rule["weight"], rule[why]) for rule in asked]
    return sorted(found, key=lambda one: -one.points)


def is_complete(points: int) -> bool:
    """Somebody can act on it without asking back."""
    return points >= int(rules()["complete"])


def _language() -> str:
    return "de" if (get_language() or "").startswith("de") else "en"


def rank(*, urgent: bool, danger: int, novelty: int) -> int:
    """Danger first, then novelty; what is urgent stands above everything else. Age decides between equals."""
    return urgent * URGENT + danger * DANGER_STEP + novelty * NOVELTY_STEP
