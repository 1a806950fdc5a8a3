"""What the records of a domain tell for a timeline; the trail is laid beside it by the desk."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Happened:
    """One moment, in words that may stand on a page."""

    at: datetime
    title: str | Promise
    by: str
    detail: str = ""
    tone: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """`happened` in any order. `ids`: under what the trail speaks of it. `told`: deeds that the records tell already, and better."""

    code: str
    happened: Sequence[Happened]
    ids: Sequence[str]
    told: frozenset[str]
