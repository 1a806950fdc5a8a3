"""The closed words of this domain, the tables of allowed steps, and the plain values that cross its border."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import models
from django.utils.translation import gettext_lazy as _

from seawall.core.errors import WrongState
from seawall.identification.safeguarding.words import Finding as Finding
from seawall.identification.vault.words import BirthDate as BirthDate
from seawall.identification.vault.words import EraseGround as EraseGround
from seawall.identification.vault.words import Found as Found
from seawall.identification.vault.words import Kept as Kept
from seawall.identification.vault.words import NameFound as NameFound
from seawall.identification.vault.words import Opened as Opened
from seawall.identification.vault.words import Sought as Sought
from seawall.identification.vault.words import ToKeep as ToKeep
from seawall.identification.vault.words import VaultKind as VaultKind
from seawall.identification.vault.words import VaultPurpose as VaultPurpose
from seawall.identification.wishes.words import Answer as Answer
from seawall.identification.wishes.words import Why as Why


class SeriesState(models.TextChoices):
    OPEN = "open", _("open")
    MERGED = "merged", _("merged into another")
    DISSOLVED = "dissolved", _("dissolved")


# A dissolved series was never needed: whoever wants it again opens a new one.
SERIES_STEPS: Mapping[SeriesState, tuple[SeriesState, ...]] = {
    SeriesState.OPEN: (SeriesState.MERGED, SeriesState.DISSOLVED),
    SeriesState.MERGED: (SeriesState.OPEN,),
    SeriesState.DISSOLVED: (),
}


class VictimState(models.TextChoices):
    """The ladder, from below."""

    UNIDENTIFIED = "unidentified", _("unidentified")
    COUNTRY_KNOWN = "country_known", _("country known")
    IDENTIFIED = "identified", _("identified")
    SAFEGUARDED = "safeguarded", _("safeguarded")

    @property
    def rung(self) -> int:
        return LADDER.index(self)


LADDER = tuple(VictimState)
# Whoever knows the child knows the country. Nobody is safeguarded whom nobody has identified.
UP: Mapping[VictimState, tuple[VictimState, ...]] = {
    VictimState.UNIDENTIFIED: (VictimState.COUNTRY_KNOWN, VictimState.IDENTIFIED),
    VictimState.COUNTRY_KNOWN: (VictimState.IDENTIFIED,),
    VictimState.IDENTIFIED: (VictimState.SAFEGUARDED,),
    VictimState.SAFEGUARDED: (),
}
# What was wrong is taken back, to any rung below and with a reason.
VICTIM_STEPS: Mapping[VictimState, tuple[VictimState, ...]] = {
    state: (*UP[state], *reversed(LADDER[: state.rung])) for state in LADDER
}
# From here on nobody has to look for the child any more.
FOUND = (VictimState.IDENTIFIED, VictimState.SAFEGUARDED)


class Ground(models.TextChoices):
    """On what a step of the ladder rests."""

    WORK = "work", _("own work on the series")
    AGENCY = "agency", _("another agency told us")
    PERSON = "person", _("the child or somebody close came forward")
    PROTECTION = "protection", _("the child-protection body told us")
    ERROR = "error", _("it turned out to be wrong")


class Sex(models.TextChoices):
    """As it appears; only what tells two children of a series apart."""

    UNKNOWN = "", _("undetermined")
    FEMALE = "female", _("female")
    MALE = "male", _("male")


class ChangeKind(models.TextChoices):
    OPENED = "opened", _("series opened")
    ADDED = "added", _("items put in")
    REMOVED = "removed", _("items taken out")
    SPLIT = "split", _("split")
    MERGED = "merged", _("merged")
    VICTIM = "victim", _("victim added")
    CLUE = "clue", _("clue noted")
    TRAIL = "trail", _("trail closed")
    REOPENED = "reopen", _("trail opened again")
    UNDONE = "undone", _("undone")

    @property
    def can_be_undone(self) -> bool:
        return self is not ChangeKind.UNDONE


class ClaimEnd(models.TextChoices):
    RUNNING = "", _("running")
    RELEASED = "released", _("released")
    EXPIRED = "expired", _("expired")
    CLOSED = "closed", _("the series was merged or dissolved")


class Known(models.TextChoices):
    """The one answer to "Is this child known?", the strongest first."""

    SAFE = "safe", _("Known and safe")
    WORKED_ON = "worked_on", _("Known and worked on")
    UNKNOWN = "unknown", _("Not known")


class ClueState(models.TextChoices):
    OPEN = "open", _("open")
    SET_ASIDE = "aside", _("set aside")


CLUE_STEPS: Mapping[ClueState, tuple[ClueState, ...]] = {
    ClueState.OPEN: (ClueState.OPEN, ClueState.SET_ASIDE),
    ClueState.SET_ASIDE: (ClueState.OPEN,),
}


class Confidence(models.TextChoices):
    """How sure somebody is of what a clue says. Unjudged, it is a question that is still open, and weighs nothing."""

    UNJUDGED = "unjudged", _("not judged yet: an open question")
    LOW = "low", _("low")
    MEDIUM = "medium", _("medium")
    HIGH = "high", _("high")


class AsideGround(models.TextChoices):
    """Why a clue no longer counts."""

    WRONG = "wrong", _("it is not what it seemed to be")
    TWICE = "twice", _("it is noted in another clue already")
    EVERYWHERE = "everywhere", _("it is found everywhere, and tells no countries apart")
    FOREIGN = "foreign", _("it does not belong to this series")


class TrailGround(models.TextChoices):
    """On what a person says that the child is not in a country."""

    WORK = "work", _("own work on the series")
    COUNTRY = "country", _("the country has looked and told us")
    EXPERT = "expert", _("an expert told us")
    AGENCY = "agency", _("another agency told us")


class Likeness(models.TextChoices):
    """Why two items may belong together, the strongest first."""

    NEAR = "near", _("they look alike")
    DEVICE = "device", _("taken with the same device, by its serial number")
    ACCOUNT = "account", _("two reports name the same account beside them")
    REPORT = "report", _("one report names both")
    SOURCE = "source", _("one source puts both into one of its series")
    PLACE = "place", _("one source gives both the same place tag")


class CluePurpose(models.TextChoices):
    """Why somebody reads the words of clues. The answer stands in the trail."""

    WEIGH = "weigh", _("weigh where the child may be")
    ASK = "ask", _("ask an expert or another country")
    AUTHORITY = "authority", _("answer a court or an authority")
    CORRECT = "correct", _("correct a mistake")


# How long a claim may run before it has to be renewed, in days.
CLAIM_DAYS = (14, 30, 90)
ENDING_SOON_DAYS = 7
LONGEST_WORDS = 500


@dataclass(frozen=True, slots=True)
class Things:
    """What stands in a series, by id."""

    items: tuple[str, ...] = ()
    victims: tuple[str, ...] = ()
    clues: tuple[str, ...] = ()
    trails: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the ladder as somebody takes it. `country` is the two-letter code from "country known" on."""

    state: VictimState
    ground: Ground
    country: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Noted:
    """A clue as somebody notes it: what it is, in words alone. The words are in no repr."""

    kind: str
    words: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a clue says: countries that it supports and countries that it excludes, and how sure that is. Of a clue that nobody has
    judged, it is what a yes would say."""

    confidence: Confidence = Confidence.UNJUDGED
    supports: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trail:
    """A country in which the child is not, on what ground, and why."""

    country: str
    ground: TrailGround
    words: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Alike:
    """Two items by id, in no order, and why they may belong together; the distance where they look alike."""

    items: frozenset[str]
    likeness: Likeness
    distance: int | None = None


@dataclass(frozen=True, slots=True)
class Pointer:
    """All that another agency learns: who has it, and how to reach them."""

    agency: str
    country: str
    contact: str


@dataclass(frozen=True, slots=True)
class KnownAnswer:
    """`own`: codes by id of the asker's own series in which it stands, for who may open them."""

    known: Known
    pointers: tuple[Pointer, ...] = ()
    own: tuple[tuple[str, str], ...] = ()


def check_series_step(now: str, then: SeriesState) -> None:
    if then not in SERIES_STEPS[SeriesState(now)]:
        raise WrongState


def check_victim_step(now: str, then: VictimState) -> None:
    if then not in VICTIM_STEPS[VictimState(now)]:
        raise WrongState


def check_clue_step(now: str, then: ClueState) -> None:
    if then not in CLUE_STEPS[ClueState(now)]:
        raise WrongState
