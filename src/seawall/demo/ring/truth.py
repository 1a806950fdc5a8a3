"""The truth in numbers: what each figure has to say, and how good links, ranking and figures are beside it."""

import json
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from seawall.demo.ring.accounts import Twin
from seawall.demo.ring.cases import COUNTS, Cases

Pair = tuple[str, str]
Tally = Mapping[str, int]
NOWHERE = ""


@dataclass(frozen=True, slots=True)
class Score:
    """Precision: of what was found, that which is true; recall: of what is true, that which was found."""

    precision: float
    recall: float


class Truth:
    def __init__(self, twin: Twin, cases: Cases) -> None:
        self._twin, self._cases = twin, cases

    def figures(self) -> Mapping[str, Tally]:
        """By counting rule and country. Counted from the lists and the plan, never from a node."""
        counted: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for member in self._twin.members:
            counted["account"][member.country] += 1
        for series in self._cases.series:
            counted["item"][NOWHERE] += series.videos
            for rung in series.rungs:
                for rule in rung.value:
                    counted[rule][series.country] += 1
        for suspect in self._cases.suspects:
            for rule in ("person", *COUNTS[suspect.way]):
                counted[rule][suspect.country] += 1
        for persona in self._cases.personas:
            counted["persona"][persona.country] += 1
        for child in {child for persona in self._cases.personas for child in persona.children}:
            counted["child_reached"][self._cases.country_of(child)] += 1
        return counted

    def people(self) -> Mapping[tuple[str, str], str]:
        """Who is behind each account, by its site and its handle."""
        return self._twin.truth()

    def dangerous(self) -> set[tuple[str, str]]:
        """The accounts of whoever is a danger to a child."""
        behind = self._cases.dangerous
        return {account for account, person in self.people().items() if person in behind}

    def written(self, seed: int, scores: Mapping[str, Any]) -> str:
        """For whoever scores something else against it."""
        people: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for (site, handle), person in self.people().items():
            people[site][handle] = person
        told: Mapping[str, Any] = {
            "seed": seed,
            "scores": scores,
            "figures": {rule: dict(tally) for rule, tally in self.figures().items()},
            "people": people,
            "dangerous": sorted(self._cases.dangerous),
            "personas": [
                {
                    "person": one.person,
                    "country": one.country,
                    "platform": one.platform,
                    "children": len(one.children),
                }
                for one in self._cases.personas
            ],
            "suspects": {one.person: one.way.value for one in self._cases.suspects},
        }
        return json.dumps(told, ensure_ascii=False, indent=1)


def pairs_of(people: Mapping[str, Hashable]) -> set[Pair]:
    """Of accounts with their people: each two that are one person's."""
    together: defaultdict[Hashable, list[str]] = defaultdict(list)
    for account, person in people.items():
        together[person].append(account)
    return {pair for accounts in together.values() for pair in combinations(sorted(accounts), 2)}


def joined(pairs: Iterable[Pair]) -> set[Pair]:
    """Every pair of a group that the given pairs hold together."""
    group: defaultdict[str, set[str]] = defaultdict(set)
    for one, other in pairs:
        together = (group[one] or {one}) | (group[other] or {other})
        for member in together:
            group[member] = together
    return {pair for members in group.values() for pair in combinations(sorted(members), 2)}


def score(found: set[Pair], true: set[Pair]) -> Score:
    """Of nothing found nothing is wrong; of nothing true nothing is missing."""
    right = len(found & true)
    return Score(right / len(found) if found else 1.0, right / len(true) if true else 1.0)


def ahead(ranked: Sequence[Hashable], wanted: set[Any]) -> float:
    """How often, of one account that is wanted and one that is not, the wanted one stands before the other; by chance a half."""
    others = passed = 0
    for account in reversed(ranked):
        if account in wanted:
            passed += others
        else:
            others += 1
    there = len(ranked) - others
    return passed / (there * others) if there and others else 1.0
