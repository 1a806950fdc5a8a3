"""How often a source was wrong: the one place that says what is counted.

Judged is a word on which people here have come to a finding: its item was confirmed by two independent opinions, or a second assessor
found it to be a mistake. Wrong is such a word where the item belongs to no class for which removal is asked under any scheme, or was found
to be a mistake and has not been confirmed since. What nobody has judged says nothing and is not counted.

The share is given with the 95 % interval of Wilson (1927), which holds for small numbers and for none wrong at all.
"""

from dataclasses import dataclass
from math import sqrt

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from seawall.core.actors import Actor
from seawall.material import queries as material
from seawall.material.queries import Judged
from seawall.mistakes.queries import corrected_locations_for
from seawall.takedown.queries import count_noticed_for

# The standard normal deviate of 95 %.
Z = 1.959963984540054
# Below it a share says little; it is shown, and said so.
FEW = 30


@dataclass(frozen=True, slots=True)
class Rate:
    """`low` and `high` are the ends of the interval; shares go from 0 to 1."""

    whose: str
    judged: int
    wrong: int

    @property
    def share(self) -> float:
        return self.wrong / self.judged if self.judged else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        return wilson(self.wrong, self.judged)

    @property
    def is_few(self) -> bool:
        return self.judged < FEW


@dataclass(frozen=True, slots=True)
class Group:
    """`judged` and `wrong` say in words what is counted."""

    code: str
    title: str | Promise
    judged: str | Promise
    wrong: str | Promise
    rates: list[Rate]


def wilson(wrong: int, judged: int) -> tuple[float, float]:
    """The 95 % interval of a share, by E. B. Wilson, JASA 22 (1927) 209. With nothing judged it is everything."""
    if judged == 0:
        return 0.0, 1.0
    share, square = wrong / judged, Z * Z
    middle = share + square / (2 * judged)
    half = Z * sqrt(share * (1 - share) / judged + square / (4 * judged * judged))
    whole = 1 + square / judged
    low = 0.0 if wrong == 0 else (middle - half) / whole
    high = 1.0 if wrong == judged else (middle + half) / whole
    return low, high


def groups_for(actor: Actor) -> list[Group]:
    own = material.judged_items_for(actor)
    noticed = count_noticed_for(actor)
    mistaken = count_noticed_for(actor, corrected_locations_for(actor))
    return [
        Group(
            "sources",
            _("Sources"),
            _("what they said of items on which people here have come to a finding"),
            _("the item belongs to no class for which removal is asked, or was found to be a mistake"),
            _rates(material.judged_sources_for(actor)),
        ),
        Group(
            "own",
            _("Our own entries"),
            _("items that were ever shared on one of our lists"),
            _("a second assessor found the item to be a mistake, and it has not been confirmed since"),
            _rates([Judged("", own.judged, own.wrong)]),
        ),
        Group(
            "notices",
            _("Our own notices"),
            _("addresses that a provider was written to about"),
            _("a second assessor found that its removal was asked for by mistake"),
            _rates([Judged("", noticed, mistaken)]),
        ),
        Group(
            "matches",
            _("Near matches, by list"),
            _("pairs that a person has answered"),
            _("not the same"),
            _rates(material.judged_matches_for(actor)),
        ),
    ]


def _rates(found: list[Judged]) -> list[Rate]:
    return [Rate(one.whose, one.judged, one.wrong) for one in found if one.judged]
