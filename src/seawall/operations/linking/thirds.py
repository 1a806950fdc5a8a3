"""Pairs that a third account holds together: both are strongly linked to it, each for its own reasons, and to each other perhaps by nothing, so
that no comparison of the two could find them."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log2

from seawall.operations.linking.model import HELD, LEG, MOST_LEGS
from seawall.operations.linking.rows import Pair


@dataclass(frozen=True, slots=True)
class Third:
    """`weight`: what it counts that neither of the two pairs with it is wrong."""

    id: str
    weight: float


def legs_among(
    found: Mapping[Pair, float], same: Collection[Pair], different: Collection[Pair]
) -> Mapping[Pair, float]:
    """The pairs that may hold others together: what weighs enough and what a person has confirmed, never what a person has rejected."""
    legs = dict.fromkeys(same, LEG) | {pair: weight for pair, weight in found.items() if weight >= LEG}
    for pair in different:
        legs.pop(pair, None)
    return legs


def held_by_thirds(legs: Mapping[Pair, float], known: Collection[Pair]) -> Mapping[Pair, Third]:
    """Pairs that are not `known`. Where several accounts hold two together, the one that counts most is told, of equals that with the lowest
    id. What is found so holds nothing in its turn."""
    best: dict[Pair, Third] = {}
    for pair, third in _held(legs):
        if pair not in known and (pair not in best or _rank(third) < _rank(best[pair])):
            best[pair] = third
    return dict(sorted(best.items()))


def weight_of(third: Third, said: Sequence[float]) -> float:
    """`said` is what the two accounts themselves say, in bits: that may speak against it, and adds nothing, since it was heard in both legs."""
    return min(third.weight + min(sum(said), 0), HELD)


def neither_is_wrong(one: float, other: float) -> float:
    """The weaker of both, and up to a bit less where they are near each other."""
    return -log2(2**-one + 2**-other)


def _held(legs: Mapping[Pair, float]) -> Iterator[tuple[Pair, Third]]:
    for third, partners in _partners(legs).items():
        if len(partners) <= MOST_LEGS:
            for one, other in combinations(sorted(partners), 2):
                yield (one, other), Third(third, neither_is_wrong(partners[one], partners[other]))


def _partners(legs: Mapping[Pair, float]) -> Mapping[str, Mapping[str, float]]:
    partners: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for (one, other), weight in legs.items():
        partners[one][other] = partners[other][one] = weight
    return partners


def _rank(third: Third) -> tuple[float, str]:
    return -third.weight, third.id
