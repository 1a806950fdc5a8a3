"""The closed words of safeguarding and the plain values of its deeds."""

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

LONGEST_NAME = 120
# Nobody is left for longer than a year without somebody asking.
MOST_DAYS = 366
COMING_DAYS = 30


class Finding(models.TextChoices):
    """What stands since the last time somebody asked; `NAMED`: a body was named and nobody has asked yet."""

    NAMED = "named", _("body named")
    SAFE = "safe", _("safe")
    NOT_YET = "not_yet", _("not yet safe")
    LOST = "lost", _("contact lost")
    HANDED = "handed", _("handed over to another body")
    ENDED = "ended", _("the body has closed its file")


# What a check can find; a name is given before one.
CHECKED = tuple(one for one in Finding if one is not Finding.NAMED)
# A child of whom this was found last is not told of as safe, whatever rung it stands on.
NOT_SAFE = (Finding.NOT_YET, Finding.LOST)


@dataclass(frozen=True, slots=True)
class BodyTerms:
    """A child-protection body: an office, never a person. `contact`: one mail address or one telephone number."""

    name: str
    country: str
    contact: str


@dataclass(frozen=True, slots=True)
class Check:
    """What somebody found who asked, and when to ask again: no day once the file is closed. `body_id`: who looks after the child
    from now on, where it was handed over."""

    finding: Finding
    next_on: date | None
    body_id: str = ""
    words: str = ""
