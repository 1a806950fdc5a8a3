"""Whether a table keeps its own word: its cases hold, and no rule stands there in vain."""

from collections.abc import Iterator
from itertools import product

from seawall.material.schemes.evaluate import evaluate, first_fitting
from seawall.material.schemes.tables import NO_VERDICT, OUTSIDE, Scheme
from seawall.material.states import FACTS, UNKNOWN, Confidence, Labels, contradict


def faults_of(scheme: Scheme) -> list[str]:
    """What is wrong with the table, in sentences for the person who wrote it; empty when nothing is."""
    return [*_cases_that_fail(scheme), *_cases_missing(scheme), *_rules_in_vain(scheme)]


def _cases_that_fail(scheme: Scheme) -> Iterator[str]:
    for number, case in enumerate(scheme.cases, 1):
        found = evaluate(scheme, Labels.read({**case.labels, "confidence": Confidence.MEDIUM})).category
        if found != case.category:
            yield f"case {number} expects {case.category} and gets {found}"


def _cases_missing(scheme: Scheme) -> Iterator[str]:
    told = {case.category for case in scheme.cases}
    for category in (*scheme.categories, OUTSIDE, NO_VERDICT):
        if category not in told:
            yield f"no case shows {category}"


def _rules_in_vain(scheme: Scheme) -> Iterator[str]:
    reached = {first_fitting(scheme, facts) for facts in certain_facts()}
    for number, rule in enumerate(scheme.rules, 1):
        if rule not in reached:
            yield f"rule {number} is never reached"


def certain_facts() -> Iterator[dict[str, str]]:
    """Every way to label with nothing unsure."""
    for answers in product(*(sorted(set(FACTS[name].values) - UNKNOWN) for name in FACTS)):
        facts = dict(zip(FACTS, answers, strict=True))
        if not contradict(facts):
            yield facts
