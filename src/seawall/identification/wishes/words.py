"""The closed words of notification wishes and the plain values of their deeds."""

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _


class Answer(models.TextChoices):
    IN = "in", _("wants to be told")
    OUT = "out", _("does not want to be told")


class GivenBy(models.TextChoices):
    """Whose word it is."""

    CHILD = "child", _("the child, or the person it has become")
    GUARDIAN = "guardian", _("a guardian")
    BODY = "body", _("the child-protection body")
    HELPER = "helper", _("a lawyer or another helper")


class Occasion(models.TextChoices):
    """What a child could be told of."""

    ITEM = "item", _("more was put into the series")
    SEEN = "seen", _("an item was seen again")


class TellingState(models.TextChoices):
    OPEN = "open", _("to be told")
    TOLD = "told", _("told already")
    HELD = "held", _("held back")


class Why(models.TextChoices):
    """What decided when it is told, or that it is not."""

    NOW = "now", _("at once, as wished")
    DIGEST = "digest", _("in a digest, as wished")
    PAUSE = "pause", _("after the pause that was wished")
    QUIET = "quiet", _("after quiet dates")
    OUT = "out", _("the wish is not to be told")
    UNKNOWN = "unknown", _("no wish is known")
    UNDONE = "undone", _("what was found was taken back")


# Every so many months, on the first day of the month; 0: at once.
DIGEST_MONTHS = (0, 1, 3, 6, 12)
# At least as many days of a year are not quiet.
LEAST_OPEN_DAYS = 90


@dataclass(frozen=True, slots=True)
class Quiet:
    """Days of every year on which nothing is told, as (month, day), from the first to the last; past the new year where the last comes
    first."""

    first: tuple[int, int]
    last: tuple[int, int]

    def holds(self, day: date) -> bool:
        here = (day.month, day.day)
        if self.first <= self.last:
            return self.first <= here <= self.last
        return here >= self.first or here <= self.last


@dataclass(frozen=True, slots=True)
class WishTerms:
    """`proxy_id`: the body that is told in the child's place. No address of anybody stands here: the node has none."""

    answer: Answer
    given_by: GivenBy
    given_on: date
    proxy_id: str = ""
    digest_months: int = 0
    pause_until: date | None = None
    quiet: tuple[Quiet, ...] = ()
