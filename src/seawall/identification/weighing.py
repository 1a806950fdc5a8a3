"""What the open clues of a series say about countries, added up. Plain values in, plain values out; no record is read here.

The sum is I. J. Good's weight of evidence ("Probability and the Weighing of Evidence", 1950; "Weight of evidence: a brief survey", 1985),
in decibans as Alan Turing counted it: ten times the decimal logarithm of how much likelier it is to see the clue if the child is in
the country than if not. Weights of independent clues add up; that is why a sum of a few whole numbers is enough, and why
every number on the board can be traced to a clue and the confidence that a person gave it. Two clues that are one and the same thing would
count twice: people set one of them aside.

Which question comes next is D. V. Lindley's measure ("On a measure of the information provided by an experiment", 1956): the question
whose answer is expected to take away most of the doubt about which of the leading countries it is.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log2

from seawall.identification.states import Confidence, Reading

# Likelier by two to one, four to one, ten to one. Finer steps would claim more than anybody can say of a plug.
DECIBANS: Mapping[Confidence, int] = {
    Confidence.UNJUDGED: 0,
    Confidence.LOW: 3,
    Confidence.MEDIUM: 6,
    Confidence.HIGH: 10,
}
# An answer to an open question is taken for as good as a clue of high confidence: ten to one.
ANSWERED = 10 ** (DECIBANS[Confidence.HIGH] / 10)
# More than this nobody weighs against each other at once.
MOST_LEADING = 5
# Below this an answer would change nothing that one could act on; an exact zero is never met with floating numbers.
LEAST_BITS = 0.001


@dataclass(frozen=True, slots=True)
class Weighed:
    """One clue by its id, and what it says."""

    clue_id: str
    reading: Reading


@dataclass(frozen=True, slots=True)
class Standing:
    """One country: the clues that speak for it and against it with their weights, the heaviest first."""

    country: str
    supporting: tuple[tuple[str, int], ...]
    opposing: tuple[tuple[str, int], ...]

    @property
    def gain(self) -> int:
        return sum(weight for _clue, weight in self.supporting)

    @property
    def loss(self) -> int:
        return sum(weight for _clue, weight in self.opposing)

    @property
    def weight(self) -> int:
        return self.gain - self.loss


@dataclass(frozen=True, slots=True)
class Question:
    """The open clue whose answer would split the leading countries most: which of them a yes would support and exclude."""

    clue_id: str
    bits: float
    supports: tuple[str, ...]
    excludes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """`standings`: countries still possible, the heaviest first; `leading`: of those, the ones that clues speak for; `ruled_out`: what
    the clues say of countries whose trail a person has closed."""

    standings: tuple[Standing, ...]
    leading: tuple[str, ...]
    ruled_out: tuple[Standing, ...]
    question: Question | None


def board_of(clues: Collection[Weighed], closed: Collection[str]) -> Board:
    """`closed`: countries in which the child is not, as a person says; they never lead, whatever their weight."""
    named = {code for one in clues for code in (*one.reading.supports, *one.reading.excludes)} | set(closed)
    standings = sorted((_standing(code, clues) for code in named), key=lambda one: (-one.weight, one.country))
    possible = tuple(one for one in standings if one.country not in closed)
    leading = [one for one in possible if one.weight > 0][:MOST_LEADING]
    return Board(
        possible,
        tuple(one.country for one in leading),
        tuple(one for one in standings if one.country in closed),
        _next_question(clues, leading),
    )


def _standing(country: str, clues: Iterable[Weighed]) -> Standing:
    supporting, opposing = [], []
    for one in clues:
        weight = DECIBANS[one.reading.confidence]
        if weight and country in one.reading.supports:
            supporting.append((one.clue_id, weight))
        elif weight and country in one.reading.excludes:
            opposing.append((one.clue_id, weight))
    return Standing(country, _heaviest_first(supporting), _heaviest_first(opposing))


def _heaviest_first(parts: list[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(parts, key=lambda part: (-part[1], part[0])))


def _next_question(clues: Iterable[Weighed], leading: Sequence[Standing]) -> Question | None:
    asked = [one for one in clues if one.reading.confidence is Confidence.UNJUDGED]
    questions = [_question(one, leading) for one in asked]
    telling = [one for one in questions if one.bits > LEAST_BITS]
    return min(telling, key=lambda one: (-round(one.bits, 9), one.clue_id), default=None)


def _question(one: Weighed, leading: Sequence[Standing]) -> Question:
    reading = one.reading
    supports = tuple(each.country for each in leading if each.country in reading.supports)
    excludes = tuple(each.country for each in leading if each.country in reading.excludes)
    yes = [_chance_of_yes(each.country, reading) for each in leading]
    return Question(one.clue_id, expected_bits(_chances(leading), yes), supports, excludes)


def _chances(leading: Sequence[Standing]) -> list[float]:
    """Of each leading country, as if it could be no other: its odds over the sum of all."""
    odds = [10 ** ((each.weight - leading[0].weight) / 10) for each in leading]
    return [each / sum(odds) for each in odds]


def _chance_of_yes(country: str, reading: Reading) -> float:
    """Ten to one where a yes speaks for the country, one to ten where against it, even where it says nothing."""
    if country in reading.supports:
        return ANSWERED / (ANSWERED + 1)
    return 1 / (ANSWERED + 1) if country in reading.excludes else 0.5


def expected_bits(chances: Sequence[float], yes: Sequence[float]) -> float:
    """How much doubt the answer takes away on average, in bits, at most 1: the doubt about the answer, less what of it would remain
    if one knew the country. `yes`: the chance of a yes in each."""
    together = sum(chance * each for chance, each in zip(chances, yes, strict=True))
    left = sum(chance * _doubt(each) for chance, each in zip(chances, yes, strict=True))
    return _doubt(together) - left if chances else 0.0


def _doubt(chance: float) -> float:
    return -sum(part * log2(part) for part in (chance, 1 - chance) if part > 0)
