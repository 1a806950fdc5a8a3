"""From labels to a category: small, total, and never a guess.

An unsure label stands for each of its answers. A scheme gives a category only when every such reading of the labels
leads to it; where two readings part, there is no verdict, and the reason names the labels on which it hangs.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from django.conf import settings
from django.utils.translation import gettext, gettext_noop, override

from seawall.material.schemes.tables import NO_VERDICT, Rule, Scheme, Words
from seawall.material.states import FACTS, LABEL_NAMES, UNKNOWN, Labels, contradict

UNDETERMINED = gettext_noop("Not determined, and the category hangs on it: %(labels)s.")
CONTRADICTION = gettext_noop("The labels contradict each other: an adult is no child.")


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    category: str
    reason: Words


def evaluate(scheme: Scheme, labels: Labels) -> Outcome:
    return _outcome(scheme, tuple(str(getattr(labels, name)) for name in FACTS))


# One entry for each scheme and set of labels that can occur: a few thousand, then nothing is computed twice.
@lru_cache(maxsize=16_384)
def _outcome(scheme: Scheme, answers: tuple[str, ...]) -> Outcome:
    facts = dict(zip(FACTS, answers, strict=True))
    fitting = {first_fitting(scheme, reading) for reading in readings(facts)}
    categories = {rule.category for rule in fitting}
    if not categories:
        return Outcome(NO_VERDICT, in_every_language(CONTRADICTION))
    if len(categories) > 1:
        return Outcome(NO_VERDICT, in_every_language(UNDETERMINED, _hanging(scheme, facts)))
    rule = min(fitting, key=scheme.rules.index)
    return Outcome(rule.category, rule.reason)


def readings(facts: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """Every way to read the labels with nothing left unsure, without the ways that contradict themselves."""
    known = {name: sorted(set(FACTS[name].values) - UNKNOWN) for name in FACTS}
    options = [known[name] if answer in UNKNOWN else [answer] for name, answer in facts.items()]
    for answers in product(*options):
        reading = dict(zip(facts, answers, strict=True))
        if not contradict(reading):
            yield reading


def first_fitting(scheme: Scheme, reading: Mapping[str, str]) -> Rule:
    return next(rule for rule in scheme.rules if rule.fits(reading))


def _hanging(scheme: Scheme, facts: Mapping[str, str]) -> list[str]:
    """The unsure labels whose answer would move the category."""
    unsure = [name for name, answer in facts.items() if answer in UNKNOWN]
    return [name for name in unsure if _moves(scheme, facts, name)] or unsure


def _moves(scheme: Scheme, facts: Mapping[str, str], name: str) -> bool:
    by_answer: dict[str, set[str]] = {}
    for reading in readings(facts):
        by_answer.setdefault(reading[name], set()).add(first_fitting(scheme, reading).category)
    return len({frozenset(categories) for categories in by_answer.values()}) > 1


def in_every_language(sentence: str, labels: Sequence[str] = ()) -> Words:
    """At once, because a verdict is kept and read again by people of another one."""
    by_language = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            names = ", ".join(str(LABEL_NAMES[name]) for name in labels)
            by_language[code] = gettext(sentence) % {"labels": names}
    return Words(by_language)
