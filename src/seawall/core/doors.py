"""A door for people without an account: a secret in the address opens one record and nothing else, such as a provider's notice.

Wrong secrets get the same "not found" whatever is wrong with them. They are counted for the whole door, not by address: a
secret cannot be guessed, so the limit only spares the machine, and good ones are never slowed by other people's bad ones.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

from seawall.core import clock
from seawall.core.errors import NotFound, TooOften

MINUTE = 60
TOO_MANY = _("Too many calls at this moment. Please come back in a minute.")


class HasId(Protocol):
    @property
    def id(self) -> str: ...


Found = TypeVar("Found", bound=HasId)


@dataclass(frozen=True, slots=True)
class Door:
    """`name`: of which door, such as "takedown.notices"."""

    name: str
    wrong_a_minute: int = 120
    visits_a_minute: int = 120

    def let_in(self, opened_by: Callable[[str], Found], secret: str) -> Found:
        """The record that `opened_by` finds. It raises NotFound for a wrong, ended or withdrawn secret alike."""
        try:
            found = opened_by(secret)
        except NotFound:
            self._count("wrong", self.wrong_a_minute)
            raise
        self._count(found.id, self.visits_a_minute)
        return found

    def _count(self, what: str, most: int) -> None:
        seconds = int(clock.now().timestamp())
        # The minute is part of the key, because counting up may renew an entry's time.
        key = f"seawall.{self.name}.{what}.{seconds // MINUTE}"
        cache.add(key, 0, timeout=2 * MINUTE)
        try:
            seen = cache.incr(key)
        except ValueError:
            # Swept away between the two lines.
            return
        if seen > most:
            raise TooOften(TOO_MANY, MINUTE - seconds % MINUTE)
