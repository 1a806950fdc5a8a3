"""The closed words about personas and the plain values of their deeds. How a child was reached is one neutral word, never a description."""

from dataclasses import dataclass, field
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

PERSONA = "F"
LONGEST_PLATFORM, MOST_CHILDREN = 120, 100_000


class Method(models.TextChoices):
    """By what a child was drawn in."""

    FRIENDSHIP = "friendship", _("friendship")
    GIFT = "gift", _("gift")
    GAME = "game", _("game")
    JOB = "job", _("job offer")
    MODELLING = "modelling", _("modelling offer")
    THREAT = "threat", _("threat with what was sent")
    OTHER = "other", pgettext_lazy("a method", "other")


class ShownAge(models.TextChoices):
    """What the profile claims, whoever is behind it."""

    UNKNOWN = "", _("not known")
    UNDER_11 = "under_11", _("under 11")
    FROM_11 = "11_13", _("11 to 13")
    FROM_14 = "14_15", _("14 to 15")
    FROM_16 = "16_17", _("16 to 17")
    FROM_18 = "18_24", _("18 to 24")
    OVER_24 = "over_24", _("over 24")


class ShownGender(models.TextChoices):
    UNKNOWN = "", _("not known")
    FEMALE = "female", _("female")
    MALE = "male", _("male")
    OTHER = "other", pgettext_lazy("a gender", "other")


class NodeKind(models.TextChoices):
    """What one meets on a walk, in the order of its columns: who is behind, by what, where, whom it reached."""

    PERSON = "person", _("person")
    ACCOUNT = "account", _("account")
    PERSONA = "persona", _("persona")
    PLATFORM = "platform", _("platform")
    CHILD = "child", _("child")


class PersonaField(models.TextChoices):
    """What can be put right of one, as the trail names it."""

    PLATFORM = "platform", _("Platform")
    METHOD = "method", _("Method")
    SHOWN_AGE = "shown_age", _("Age it claims")
    SHOWN_GENDER = "shown_gender", _("Gender it claims")
    HANDLE = "handle", _("Name of the profile")
    COUNTRY = "country", _("Country")
    UNIDENTIFIED = "unidentified", _("Children reached who are not identified yet")
    FIRST_SEEN = "first_seen", _("First seen")
    LAST_SEEN = "last_seen", _("Last seen")


@dataclass(frozen=True, slots=True)
class PersonaTerms:
    """`unidentified`: how many children it reached whom nobody knows yet. An empty handle leaves the one that was kept."""

    platform: str
    method: Method
    shown_age: ShownAge = ShownAge.UNKNOWN
    shown_gender: ShownGender = ShownGender.UNKNOWN
    handle: str = field(default="", repr=False)
    country: str = ""
    unidentified: int = 0
    first_seen: date | None = None
    last_seen: date | None = None
