"""The closed words about persons and the plain values of their deeds."""

from dataclasses import dataclass, field
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

PERSON = "P"
LONGEST_WORDS, LONGEST_BODY, LONGEST_LAW = 500, 120, 120


class PersonState(models.TextChoices):
    """The rungs of both ladders; which may follow which stands in ladder.py."""

    NOTED = "noted", _("noted")
    INVESTIGATED = "investigated", _("under investigation")
    IDENTIFIED = "identified", _("identified")
    YOUTH_SERVICE = "youth_service", _("youth service involved")
    ARRESTED = "arrested", _("arrested")
    CHARGED = "charged", _("charged")
    CONVICTED = "convicted", _("convicted")
    ACQUITTED = "acquitted", _("acquitted")
    DIVERTED = "diverted", _("help instead of a court")
    DISCONTINUED = "discontinued", _("discontinued")


class PersonGround(models.TextChoices):
    """On what a step rests."""

    WORK = "work", _("own investigation")
    AGENCY = "agency", _("another agency told us")
    COURT = "court", _("decision of a court or a prosecutor")
    STATEMENT = "statement", _("the person's own statement")
    ERROR = "error", _("it turned out to be wrong")


class PersonChangeKind(models.TextChoices):
    NOTED = "noted", _("noted")
    STEPPED = "stepped", _("step")
    CORRECTED = "corrected", _("country or age corrected")
    GIVEN = "given", _("account added")
    TAKEN = "taken", _("account taken away")
    MERGED = "merged", _("merged")
    PARTED = "parted", _("merging undone")


class Support(models.TextChoices):
    """Suspects are at a high risk of taking their own lives in the days after an arrest or a search."""

    OFFERED = "offered", _("offered with the arrest: a helpline and somebody to turn to")
    ARRANGED = "arranged", _("arranged with a health or support service")
    NOT_POSSIBLE = "not_possible", _("not possible (say why)")


class Risk(models.TextChoices):
    LOW = "low", _("no sign of it")
    RAISED = "raised", _("signs of it: precautions are taken")
    ACUTE = "acute", _("acute: medical help is at hand")


class Household(models.TextChoices):
    NONE = "none", _("no children in the household")
    PRESENT = "present", _("children in the household: child protection is at hand")
    UNKNOWN = "unknown", _("not known: child protection can be reached")


class ChargeOutcome(models.TextChoices):
    OPEN = "open", _("open")
    PROVEN = "proven", _("proven")
    NOT_PROVEN = "not_proven", _("not proven")
    DROPPED = "dropped", _("dropped")


class CourtKind(models.TextChoices):
    CUSTODY = "custody", _("custody hearing")
    TRIAL = "trial", _("trial")
    JUDGMENT = "judgment", _("judgment")
    APPEAL = "appeal", _("appeal")


@dataclass(frozen=True, slots=True)
class PersonTerms:
    """A suspect as somebody notes one: of a country or of none known, and with a first account or none."""

    country: str = ""
    youth: bool = False
    name: str = field(default="", repr=False)
    account_id: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class PersonStep:
    """`on`: when it happened, where that is another day. `body`: the youth service, by name and place of the office."""

    state: PersonState
    ground: PersonGround
    words: str = ""
    on: date | None = None
    body: str = ""


@dataclass(frozen=True, slots=True)
class CareTerms:
    support: Support
    risk: Risk
    household: Household
    words: str = ""


@dataclass(frozen=True, slots=True)
class ChargeTerms:
    law: str
    country: str
    laid_on: date


@dataclass(frozen=True, slots=True)
class ChargeEnd:
    outcome: ChargeOutcome
    ended_on: date
    words: str = ""


@dataclass(frozen=True, slots=True)
class CourtTerms:
    kind: CourtKind
    court: str
    on: date
