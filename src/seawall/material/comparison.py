"""Facts once, law many: the opinions on an item side by side, and under them what each scheme makes of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from seawall.material.models import Opinion, Verdict
from seawall.material.schemes import NO_VERDICT, OUTSIDE, Scheme, Words, evaluate, schemes
from seawall.material.states import LABEL_NAMES


@dataclass(frozen=True, slots=True)
class FactRow:
    name: str
    answers: list[str]

    @property
    def differs(self) -> bool:
        return len(set(self.answers)) > 1


@dataclass(frozen=True, slots=True)
class LawRow:
    scheme: Scheme
    categories: list[str]
    verdict: Verdict | None

    @property
    def differs(self) -> bool:
        return len(set(self.categories)) > 1

    @property
    def held(self) -> str:
        return self.scheme.name_of(self.verdict.category) if self.verdict else ""

    @property
    def reason(self) -> Words | None:
        return Words(self.verdict.reason) if self.verdict else None

    @property
    def outdated(self) -> bool:
        """A newer table is in force, and the job that recomputes has not come here yet."""
        return bool(self.verdict and self.verdict.version != self.scheme.version)

    @property
    def tone(self) -> str:
        if self.verdict is None or self.verdict.category == OUTSIDE:
            return ""
        return "wait" if self.verdict.category == NO_VERDICT else "new"


def facts_of(opinions: Sequence[Opinion]) -> list[FactRow]:
    return [
        FactRow(str(title), [getattr(opinion, f"get_{name}_display")() for opinion in opinions])
        for name, title in LABEL_NAMES.items()
    ]


def laws_of(opinions: Sequence[Opinion], verdicts: Mapping[str, Verdict]) -> list[LawRow]:
    return [
        LawRow(
            scheme,
            [scheme.name_of(evaluate(scheme, opinion.labels).category) for opinion in opinions],
            verdicts.get(scheme.id),
        )
        for scheme in schemes()
    ]
