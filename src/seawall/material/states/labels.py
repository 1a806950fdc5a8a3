"""What a person can say about an item: facts from closed lists, once, for every law at the same time.

No label describes anything. The class of depiction is named by the classes of the public schemes alone, so that this
code, its pages and its exports hold nothing that nobody needs to read.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from seawall.core.errors import Invalid


class Answer(models.TextChoices):
    YES = "yes", _("yes")
    NO = "no", _("no")
    UNSURE = "unsure", _("unsure")


class AgeBand(models.TextChoices):
    """Apparent age. The bands are those hotlines use; the limits of every scheme fall between two of them or are
    answered with no verdict."""

    INFANT = "0-2", _("0 to 2")
    PRESCHOOL = "3-6", _("3 to 6")
    PRIMARY = "7-10", _("7 to 10")
    EARLY_TEENS = "11-13", _("11 to 13")
    MID_TEENS = "14-15", _("14 to 15")
    LATE_TEENS = "16-17", _("16 to 17")
    ADULT = "adult", _("adult")
    UNDETERMINED = "undetermined", pgettext_lazy("apparent age", "undetermined")


class Depiction(models.TextChoices):
    """The coarsest classes from which the classes of all schemes follow."""

    A = "a", _("class A (UK Sentencing Council); rank 1 (industry)")
    B = "b", _("class B (UK Sentencing Council); rank 1 (industry)")
    C_RANKED = "c2", _("class C (UK Sentencing Council); rank 2 (industry); letter c (§ 184b StGB)")
    C = "c", _("class C (UK Sentencing Council); no rank (industry); letter b (§ 184b StGB)")
    NO_CLASS = "none", _("in no class of these schemes")
    UNDETERMINED = "undetermined", pgettext_lazy("class of depiction", "undetermined")


class Confidence(models.TextChoices):
    """How sure the author is of the labels as a whole. It moves no category: doubt about a fact is a label itself."""

    LOW = "low", _("low")
    MEDIUM = "medium", _("medium")
    HIGH = "high", _("high")


@dataclass(frozen=True, slots=True)
class Labels:
    """One person's labels. `ai_generated` asks: made or altered by AI so that it looks like a photograph?
    `coerced` asks: first-person production under coercion?"""

    real_child: Answer
    age: AgeBand
    depiction: Depiction
    ai_generated: Answer
    coerced: Answer
    confidence: Confidence = Confidence.MEDIUM

    def as_dict(self) -> dict[str, str]:
        """By name, as forms, records and rule tables hold them."""
        return {name: str(answer) for name, answer in asdict(self).items()}

    @classmethod
    def read(cls, words: Mapping[str, str]) -> "Labels":
        """From the codes of a form or a file; an unknown code is an error, never a default."""
        try:
            return cls(
                real_child=Answer(words["real_child"]),
                age=AgeBand(words["age"]),
                depiction=Depiction(words["depiction"]),
                ai_generated=Answer(words["ai_generated"]),
                coerced=Answer(words["coerced"]),
                confidence=Confidence(words["confidence"]),
            )
        except (KeyError, ValueError) as error:
            raise Invalid({"labels": _("Each label needs one of its answers.")}) from error


# The labels from which categories are computed, in the order in which they are asked.
FACTS: dict[str, type[Answer] | type[AgeBand] | type[Depiction]] = {
    "real_child": Answer,
    "age": AgeBand,
    "depiction": Depiction,
    "ai_generated": Answer,
    "coerced": Answer,
}
# "unsure" and "undetermined" stand for every other answer of their list.
UNKNOWN = frozenset({Answer.UNSURE.value, AgeBand.UNDETERMINED.value})
LABEL_NAMES = {
    "real_child": _("real child"),
    "age": _("apparent age"),
    "depiction": _("class of depiction"),
    "ai_generated": _("AI-generated"),
    "coerced": _("coerced first-person production"),
    "confidence": _("confidence"),
}
# One key for each answer, the same at every desk; digits are ages, from the youngest up. Free for deeds and moves: g j k l m n s u.
LABEL_KEYS: dict[str, dict[str, str]] = {
    "real_child": {"yes": "y", "no": "x", "unsure": "o"},
    "age": {band: str(number) for number, band in enumerate(AgeBand.values, 1)},
    "depiction": {"a": "a", "b": "b", "c2": "c", "c": "d", "none": "f", "undetermined": "v"},
    "ai_generated": {"yes": "q", "no": "w", "unsure": "r"},
    "coerced": {"yes": "t", "no": "z", "unsure": "p"},
    "confidence": {"low": ",", "medium": ".", "high": "-"},
}


def contradict(facts: Mapping[str, str]) -> bool:
    """An adult is no child; the apparent age speaks of the person shown."""
    return facts["age"] == AgeBand.ADULT and facts["real_child"] == Answer.YES
