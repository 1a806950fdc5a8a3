"""The closed words of this domain and the plain values that cross its border."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import models
from django.utils.translation import gettext_lazy as _

from seawall.operations.deconflicting.states import MeasureKind as MeasureKind
from seawall.operations.deconflicting.states import MeasureTerms as MeasureTerms
from seawall.operations.deconflicting.states import Window as Window
from seawall.operations.disclosing.states import DisclosurePurpose as DisclosurePurpose
from seawall.operations.personas.words import Method as Method
from seawall.operations.personas.words import NodeKind as NodeKind
from seawall.operations.personas.words import PersonaField as PersonaField
from seawall.operations.personas.words import PersonaTerms as PersonaTerms
from seawall.operations.personas.words import ShownAge as ShownAge
from seawall.operations.persons.words import CareTerms as CareTerms
from seawall.operations.persons.words import ChargeEnd as ChargeEnd
from seawall.operations.persons.words import ChargeOutcome as ChargeOutcome
from seawall.operations.persons.words import ChargeTerms as ChargeTerms
from seawall.operations.persons.words import CourtKind as CourtKind
from seawall.operations.persons.words import CourtTerms as CourtTerms
from seawall.operations.persons.words import Household as Household
from seawall.operations.persons.words import PersonGround as PersonGround
from seawall.operations.persons.words import PersonState as PersonState
from seawall.operations.persons.words import PersonStep as PersonStep
from seawall.operations.persons.words import PersonTerms as PersonTerms
from seawall.operations.persons.words import Risk as Risk
from seawall.operations.persons.words import Support as Support
from seawall.operations.referring.states import BatchTerms as BatchTerms
from seawall.operations.referring.states import CountryTerms as CountryTerms
from seawall.operations.referring.states import Grouping as Grouping
from seawall.operations.referring.states import OutcomeTerms as OutcomeTerms
from seawall.operations.referring.states import RecipientKind as RecipientKind
from seawall.operations.referring.states import RecipientTerms as RecipientTerms
from seawall.operations.referring.states import ReferralOutcome as ReferralOutcome
from seawall.operations.referring.states import ReferralPurpose as ReferralPurpose
from seawall.operations.referring.states import ReferralState as ReferralState
from seawall.operations.requesting.states import Answer as Answer
from seawall.operations.requesting.states import Ground as Ground
from seawall.operations.requesting.states import Receipt as Receipt
from seawall.operations.requesting.states import RequestState as RequestState
from seawall.operations.requesting.states import RequestTerms as RequestTerms

LONGEST_CODE, LONGEST_NAME, LONGEST_HANDLE, LONGEST_VALUE = 60, 120, 200, 320


class PartKind(models.TextChoices):
    """What an agency does in an operation that another one leads."""

    INVESTIGATION = "investigation", _("investigation")
    PROSECUTION = "prosecution", _("prosecution")
    VICTIMS = "victims", _("victim identification")
    TECHNICAL = "technical", _("technical support")


class SiteKind(models.TextChoices):
    WEB = "web", _("website")
    HIDDEN = "hidden", _("hidden service")
    MESSENGER = "messenger", _("messenger or app")

    @property
    def has_host(self) -> bool:
        """Behind a hidden service stands nobody to whom a notice could go."""
        return self is not SiteKind.HIDDEN


class Role(models.TextChoices):
    """What somebody is at the site, as the site itself keeps it; from the least to the most."""

    UNKNOWN = "unknown", _("unknown")
    MEMBER = "member", _("member")
    UPLOADER = "uploader", _("uploader")
    MODERATOR = "moderator", _("moderator")
    ADMINISTRATOR = "administrator", _("administrator")


class Activity(models.TextChoices):
    """How active an account was; from the least to the most."""

    UNKNOWN = "unknown", _("unknown")
    NEVER = "never", _("registered only")
    SELDOM = "seldom", _("now and then")
    REGULAR = "regular", _("regularly")
    DAILY = "daily", _("nearly every day")


class Fact(models.TextChoices):
    """What is known of the person behind an account and counts most for children; the value is the field of `Account`."""

    CHILD_CONTACT = "child_contact", _("contact to a child")
    WORK_WITH_CHILDREN = "work_with_children", _("work with children")


class IdentifierKind(models.TextChoices):
    EMAIL = "email", _("e-mail address")
    PHONE = "phone", _("phone number")
    IP = "ip", _("IP address")
    DEVICE = "device", _("device")
    WALLET = "wallet", _("wallet")
    NAME = "name", _("name shown")


# The same address or device at two sites is most likely one person's; a shown name or an IP address is not.
STRONG = (IdentifierKind.EMAIL, IdentifierKind.PHONE, IdentifierKind.DEVICE, IdentifierKind.WALLET)


class HintSource(models.TextChoices):
    """Where a hint at a country comes from."""

    STATED = "stated", _("stated by the source")
    IP = "ip", _("IP address")
    LANGUAGE = "language", _("language")
    TIME_ZONE = "time_zone", _("time of day")
    PAYMENT = "payment", _("payment")
    OWN_WORDS = "own_words", _("own words")


class Confidence(models.IntegerChoices):
    LOW = 1, _("low")
    MEDIUM = 2, _("medium")
    HIGH = 3, _("high")


class Column(models.TextChoices):
    """What a column of a table of accounts means."""

    IGNORED = "ignored", _("leave out")
    HANDLE = "handle", _("name of the account")
    EMAIL = "email", _("e-mail address")
    PHONE = "phone", _("phone number")
    IP = "ip", _("IP address")
    DEVICE = "device", _("device")
    WALLET = "wallet", _("wallet")
    NAME = "name", _("name shown")
    ROLE = "role", _("role")
    ACTIVITY = "activity", _("activity")
    LAST_ACTIVE = "last_active", _("last active")
    COUNTRY = "country", _("country")
    CHILD_CONTACT = "child_contact", _("contact to a child")
    WORK_WITH_CHILDREN = "work_with_children", _("work with children")


IDENTIFIERS = {Column(kind.value): kind for kind in IdentifierKind}


class TableState(models.TextChoices):
    """How far a table of accounts is."""

    BROUGHT = "brought", _("waits for its columns")
    READY = "ready", _("waits to be taken")
    TAKING = "taking", _("is being taken")
    TAKEN = "taken", _("taken")
    DROPPED = "dropped", _("dropped")


STEPS: Mapping[TableState, frozenset[TableState]] = {
    TableState.BROUGHT: frozenset({TableState.READY, TableState.DROPPED}),
    TableState.READY: frozenset({TableState.READY, TableState.TAKING, TableState.DROPPED}),
    TableState.TAKING: frozenset({TableState.TAKING, TableState.TAKEN}),
    TableState.TAKEN: frozenset({TableState.DROPPED}),
    TableState.DROPPED: frozenset(),
}


class LinkState(models.TextChoices):
    """Whether two accounts are one person's. Both answers stay."""

    SUGGESTED = "suggested", _("suggested")
    CONFIRMED = "confirmed", _("the same person")
    REJECTED = "rejected", _("not the same person")


LINK_STEPS: Mapping[LinkState, frozenset[LinkState]] = {
    LinkState.SUGGESTED: frozenset({LinkState.CONFIRMED, LinkState.REJECTED}),
    LinkState.CONFIRMED: frozenset(),
    LinkState.REJECTED: frozenset(),
}


class LinkSearchState(models.TextChoices):
    ASKED = "asked", _("is running")
    DONE = "done", _("done")
    UNABLE = "unable", _("not possible: the linking library is missing")


class Fate(models.TextChoices):
    """What becomes of a row."""

    NEW = "new", _("new")
    KNOWN = "known", _("known")
    REFUSED = "refused", _("refused")


class WhyNot(models.TextChoices):
    """Why a row cannot be taken, as a sentence for whoever mends the table."""

    NO_HANDLE = "no_handle", _("The name of the account is missing.")
    TOO_LONG = "too_long", _("The name of the account has more than 200 characters.")
    TOO_LONG_CELL = "too_long_cell", _("A cell has more than 320 characters.")
    LETTERS_LOST = (
        "letters_lost",
        _("Letters were lost when the table was saved. Save it as UTF-8 and paste it again."),
    )
    TOO_MANY_CELLS = (
        "too_many_cells",
        _("This row has more cells than the table has columns. Is a quotation mark missing?"),
    )
    NO_ROLE = "no_role", _("The role is none of: administrator, moderator, uploader, member, unknown.")
    NO_ACTIVITY = "no_activity", _("The activity is none of: never, seldom, regular, daily, unknown.")
    NO_DAY = "no_day", _("“Last active” is no day such as 2026-01-31, or lies in the future.")
    NO_COUNTRY = "no_country", _("The country is no two-letter code such as DE.")
    NO_EMAIL = "no_email", _("The e-mail address is none.")
    NO_IP = "no_ip", _("The IP address is none.")
    NO_TRUTH = "no_truth", _("Contact to a child and work with children are yes or no.")


class Purpose(models.TextChoices):
    """Why a masked value is shown in full. The answer stands in the trail beside the name of who asked."""

    INVESTIGATE = "investigate", _("work on this account")
    REQUEST = "request", _("name it in a request or a referral")
    AUTHORITY = "authority", _("answer a court or an authority")
    CORRECT = "correct", _("correct a mistake")


@dataclass(frozen=True, slots=True)
class PartTerms:
    """A part is the accounts of these countries and all accounts of these sites, by id; neither is nothing."""

    kind: PartKind
    countries: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SiteTerms:
    name: str
    kind: SiteKind
    address: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class FoundLink:
    """Two accounts by their ids, the lower one first; `weight` in bits; of each field that could be compared what was found, and its bits;
    `through` is the third account where nothing but that holds them together."""

    one: str
    other: str
    weight: float
    evidence: tuple[tuple[str, str, float], ...]
    through: str = ""


@dataclass(frozen=True, slots=True)
class MappingTerms:
    """What each column means, in the order of the table, and what its countries are worth."""

    columns: tuple[Column, ...]
    source: HintSource = HintSource.STATED
    confidence: Confidence = Confidence.LOW
