"""What the records of a domain tell for a timeline; the trail is laid beside it by the desk."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise

# As many as one page tells; a source gives a few more, for what happened at one moment is never torn apart.
A_PAGE = 200
MOST = A_PAGE + 100


@dataclass(frozen=True, slots=True)
class Happened:
    """One moment, in words that may stand on a page."""

    at: datetime
    title: str | Promise
    by: str
    detail: str = ""
    tone: str = ""
    url: str = ""
    # The day is kept, and not the hour.
    whole_day: bool = False


@dataclass(frozen=True, slots=True)
class Story:
    """`happened` in any order. `ids`: under what the trail speaks of it. `told`: deeds that the records tell already, and better."""

    code: str
    happened: Sequence[Happened]
    ids: Sequence[str]
    told: frozenset[str]
