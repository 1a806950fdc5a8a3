"""What a referral may be, the only steps from one to the next, and the plain values of its deeds."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import models
from django.utils.translation import gettext_lazy as _

from seawall.material.states import HandlingCode

LONGEST_RECIPIENT, LONGEST_REFERENCE, LONGEST_WORDS = 120, 60, 300
# More than one unit reads; the page asks to split.
MOST_PERSONS, MOST_ACCOUNTS = 200, 1000
SHORTEST_DAYS, LONGEST_DAYS, DAYS = 1, 365, 30


class ReferralState(models.TextChoices):
    DRAFT = "draft", _("draft")
    CHECKED = "checked", _("checked and packed")
    SENT = "sent", _("sent")
    RECEIVED = "received", _("received")
    ANSWERED = "answered", _("answered")
    CALLED_BACK = "called_back", _("called back")


S = ReferralState
STEPS: Mapping[ReferralState, frozenset[ReferralState]] = {
    S.DRAFT: frozenset({S.CHECKED, S.CALLED_BACK}),
    S.CHECKED: frozenset({S.SENT, S.CALLED_BACK}),
    S.SENT: frozenset({S.RECEIVED, S.ANSWERED, S.CALLED_BACK}),
    S.RECEIVED: frozenset({S.ANSWERED, S.CALLED_BACK}),
    # A later answer takes the place of an earlier one: a year on there may be an arrest.
    S.ANSWERED: frozenset({S.ANSWERED, S.CALLED_BACK}),
    S.CALLED_BACK: frozenset(),
}
# It has left, and what is in it is used elsewhere.
OUT = (S.SENT, S.RECEIVED, S.ANSWERED)
AWAITED = (S.SENT, S.RECEIVED)


class RecipientKind(models.TextChoices):
    AGENCY = "agency", _("agency of this node")
    POLICE = "police", _("police or prosecution elsewhere")
    CHANNEL = "channel", _("central office that passes it on")


class ReferralLanguage(models.TextChoices):
    """In which the receiver reads it."""

    ENGLISH = "en", _("English")
    GERMAN = "de", _("German")


class Section(models.TextChoices):
    """What a package is made of; which of it one may hold says data/referral_contents.toml."""

    PERSON = "person", _("persons: code, country, where they stand, on what ground")
    MINORS = "minors", _("persons who are minors")
    NAME = "name", _("names of persons")
    COURT = "court", _("charges")
    RAN = "ran", _("personas that a person ran: code, platform, method")
    ACCOUNTS = "accounts", _("accounts: name, site, role, activity")
    CHILDREN = "children", _("contact to a child, work with children")
    IDENTIFIERS = "identifiers", _("e-mail, telephone, IP, device, wallet, name shown")
    HINTS = "hints", _("where the country comes from, and how sure")
    SERIES = "series", _("series: code, how many items")
    PERSONAS = "personas", _("personas: code, platform, method, how many children they reached there")
    VICTIMS = "victims", _("children: pseudonym, apparent age, country, how far they are found")
    CLUES = "clues", _("clues to the country: kind, how sure, for and against; never their words")


class Effect(models.TextChoices):
    """What a safeguard does to a referral."""

    STOP = "stop", _("Do not send data of suspects")
    VIA = "via", _("Only via a central office")
    COUNSEL = "counsel", _("Ask counsel first")
    NONE = "none", _("Nothing stands against it")


class ReferralOutcome(models.TextChoices):
    """What the receiver answers, by one of four buttons."""

    NONE = "", _("no answer yet")
    USED = "used", _("used")
    SAFEGUARDED = "safeguarded", _("a child is safeguarded")
    ARRESTED = "arrested", _("an arrest")
    NOTHING = "nothing", _("nothing came of it")


# Somebody could work with it.
OF_USE = (ReferralOutcome.USED, ReferralOutcome.SAFEGUARDED, ReferralOutcome.ARRESTED)


class Grouping(models.TextChoices):
    COUNTRY = "country", _("one package for each country")
    PERSON = "person", _("one package for each person")


class ReferralPurpose(models.TextChoices):
    """Why a package is opened. The answer stands in the trail beside the name of who asked."""

    SEND = "send", _("send it to its recipient")
    WORK = "work", _("work on what is in it")
    CHECK = "check", _("check what was sent")


@dataclass(frozen=True, slots=True)
class BatchTerms:
    """Persons by their codes, accounts by their ids; an account of a chosen person comes with the person."""

    persons: tuple[str, ...]
    accounts: tuple[str, ...] = ()
    grouping: Grouping = Grouping.COUNTRY
    handling: HandlingCode = HandlingCode.AMBER_STRICT
    days: int = DAYS


@dataclass(frozen=True, slots=True)
class CountryTerms:
    """To which country a specialist refers a series or a persona."""

    country: str
    handling: HandlingCode = HandlingCode.AMBER_STRICT
    days: int = DAYS


@dataclass(frozen=True, slots=True)
class RecipientTerms:
    """An agency of this node by its id; or a name and how to reach it."""

    kind: RecipientKind
    handling: HandlingCode
    agency: str = ""
    name: str = ""
    contact: str = ""
    days: int = DAYS
    language: ReferralLanguage = ReferralLanguage.ENGLISH


@dataclass(frozen=True, slots=True)
class OutcomeTerms:
    outcome: ReferralOutcome
    words: str = field(default="", repr=False)
