"""A table in words, for the people who have to answer for it."""

from collections.abc import Mapping
from dataclasses import dataclass

from seawall.material.schemes.evaluate import Outcome, evaluate
from seawall.material.schemes.tables import Rule, Scheme
from seawall.material.states import FACTS, LABEL_NAMES, Confidence, Labels


@dataclass(frozen=True, slots=True)
class RuleInWords:
    number: int
    rule: Rule
    # Pairs of a label and the answers that fit, in the order in which they are asked.
    conditions: list[tuple[str, list[str]]]
    category: str


@dataclass(frozen=True, slots=True)
class CaseInWords:
    answers: list[tuple[str, str]]
    category: str
    why: str
    outcome: Outcome
    holds: bool


def rules_of(scheme: Scheme) -> list[RuleInWords]:
    return [
        RuleInWords(number, rule, conditions_of(rule), scheme.name_of(rule.category))
        for number, rule in enumerate(scheme.rules, 1)
    ]


def conditions_of(rule: Rule) -> list[tuple[str, list[str]]]:
    return [
        (
            str(LABEL_NAMES[name]),
            [str(answer.label) for answer in FACTS[name] if answer.value in rule.when[name]],
        )
        for name in FACTS
        if name in rule.when
    ]


def cases_of(scheme: Scheme) -> list[CaseInWords]:
    found = []
    for case in scheme.cases:
        outcome = evaluate(scheme, Labels.read({**case.labels, "confidence": Confidence.MEDIUM}))
        holds = outcome.category == case.category
        found.append(
            CaseInWords(_answers(case.labels), scheme.name_of(case.category), case.why, outcome, holds)
        )
    return found


def _answers(labels: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(str(LABEL_NAMES[name]), str(FACTS[name](labels[name]).label)) for name in FACTS]
