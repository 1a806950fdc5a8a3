"""A shelf of the home page: a few things of one kind that need somebody, and where all of them are."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.functional import Promise

from seawall.core import clock

FEW = 5
MANY = 10


@dataclass(frozen=True)
class Need:
    """One line: what it is, since when it waits (or until when), where to go."""

    title: str
    url: str
    at: datetime | None = None
    state: str = ""
    words: str | Promise = ""
    detail: str | Promise = ""

    @property
    def is_ahead(self) -> bool:
        """The date is a term, not a beginning."""
        return self.at is not None and self.at > clock.now()


@dataclass(frozen=True)
class Shelf:
    title: str
    tone: str = ""
    needs: list[Need] = field(default_factory=list)
    # The page with all of them, when there are more than a few.
    more_url: str = ""


def shelf(title: str, tone: str, found: Iterable[Need], more_url: str = "", most: int = FEW) -> Shelf:
    needs = list(found)
    return Shelf(title, tone, needs[:most], more_url if len(needs) > most else "")
