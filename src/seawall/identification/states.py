"""The closed words of this domain, the tables of allowed steps, and the plain values that cross its border."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from seawall.core.errors import WrongState


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


# How long a claim may run before it has to be renewed, in days.
CLAIM_DAYS = (14, 30, 90)
ENDING_SOON_DAYS = 7
LONGEST_WORDS = 500


@dataclass(frozen=True, slots=True)
class Things:
    """Items and victims, by id."""

    items: tuple[str, ...] = ()
    victims: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.items or self.victims)


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the ladder as somebody takes it. `country` is the two-letter code from "country known" on."""

    state: VictimState
    ground: Ground
    country: str = ""
    words: str = ""


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
