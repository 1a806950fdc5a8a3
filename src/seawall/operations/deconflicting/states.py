"""What a measure may be, what can be answered to a clash, and the only steps from one to the next."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

LONGEST_PLACE = 80


class MeasureKind(models.TextChoices):
    SEARCH = "search", _("search of a place")
    ARREST = "arrest", _("arrest")
    INTERVIEW = "interview", _("interview")
    UNDERCOVER = "undercover", _("undercover contact")
    TAKEDOWN = "takedown", _("takedown of a site")
    OTHER = "other", _("other measure")


class MeasureState(models.TextChoices):
    PLANNED = "planned", _("planned")
    GO = "go", _("go")
    DONE = "done", _("carried out")
    CALLED_OFF = "called_off", _("called off")


STEPS: Mapping[MeasureState, frozenset[MeasureState]] = {
    MeasureState.PLANNED: frozenset({MeasureState.PLANNED, MeasureState.GO, MeasureState.CALLED_OFF}),
    # Moved, or stopped by a plan of another agency that touches it.
    MeasureState.GO: frozenset({MeasureState.PLANNED, MeasureState.DONE, MeasureState.CALLED_OFF}),
    MeasureState.DONE: frozenset(),
    MeasureState.CALLED_OFF: frozenset(),
}
STANDING = (MeasureState.PLANNED, MeasureState.GO)


class Reply(models.TextChoices):
    """What an agency answers to a clash, about its own measure."""

    NONE = "", _("no answer yet")
    AGREED = "agreed", _("agreed")
    MOVED = "moved", _("has moved its own")
    CALLED_OFF = "called_off", _("called off")


@dataclass(frozen=True, slots=True)
class Window:
    begins_at: datetime
    ends_at: datetime
    country: str
    place: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class MeasureTerms:
    """`account`, `site`: ids, of what it concerns; `contact` is what other agencies are shown."""

    kind: MeasureKind
    window: Window
    contact: str
    account: str = ""
    site: str = ""
