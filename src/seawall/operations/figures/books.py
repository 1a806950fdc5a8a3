"""An operation as it was known at a moment, for one agency: what the counting rules count in. From the histories alone."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from seawall.identification.queries import Standing, items_standing, victims_standing
from seawall.operations import scope
from seawall.operations.models import (
    Account,
    CountryChange,
    NamedSeries,
    Operation,
    Person,
    Persona,
    PersonaLink,
    PersonChange,
)
from seawall.operations.persons.words import PersonState

# Each record that is counted, with its country; the empty code where nobody knows it.
Counted = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Suspect:
    reached: tuple[PersonState, ...]
    country: str


@dataclass(frozen=True)
class Books:
    """For the agency that leads everything; for another what is in its part, and the series that it named itself."""

    operation: Operation
    agency_id: str
    moment: datetime

    @property
    def is_whole(self) -> bool:
        return self.operation.owner_id == self.agency_id

    @cached_property
    def suspects(self) -> Mapping[str, Suspect]:
        return self.suspects_at(self.moment)

    def suspects_at(self, moment: datetime) -> Mapping[str, Suspect]:
        """Nobody twice: who was merged into another by then is that other."""
        last = {one[0]: one for one in self._changes if one[1] <= moment}
        return {
            person_id: Suspect(tuple(map(PersonState, reached)), country)
            for person_id, _at, reached, country, merged_into in last.values()
            if merged_into is None
        }

    @cached_property
    def _changes(self) -> list[tuple[str, datetime, list[str], str, str | None]]:
        found = PersonChange.objects.filter(person__operation=self.operation, at__lte=self.moment)
        if not self.is_whole:
            found = found.filter(person__in=Person.objects.filter(scope.persons_of(self.agency_id)))
        fields = ("person_id", "at", "reached", "country", "merged_into_id")
        return list(found.order_by("id").values_list(*fields))

    @cached_property
    def _series(self) -> list[str]:
        named = NamedSeries.objects.filter(
            Q(ended_at=None) | Q(ended_at__gt=self.moment),
            operation=self.operation,
            created_at__lte=self.moment,
        )
        if not self.is_whole:
            named = named.filter(owner_id=self.agency_id)
        return list(named.values_list("series_id", flat=True))

    @cached_property
    def victims(self) -> Mapping[str, Standing]:
        return victims_standing(self._series, self.moment)

    @cached_property
    def items(self) -> list[str]:
        return items_standing(self._series, self.moment)

    def accounts(self) -> QuerySet[Any]:
        """Each with the country that it had then, as `then`."""
        if not self._moved:
            return self._accounts.annotate(then=F("country"))
        return self._accounts.annotate(then=self._then("account"))

    def personas(self) -> QuerySet[Any]:
        """Each with the country that it had then, as `then`."""
        found = Persona.objects.filter(operation=self.operation, created_at__lte=self.moment).order_by()
        if not self.is_whole:
            found = found.filter(scope.personas_of(self.agency_id))
        return found.annotate(then=self._then("persona"))

    @cached_property
    def reached(self) -> Counted:
        """The children that count here to whom a persona led at that moment."""
        standing = Q(ended_at=None) | Q(ended_at__gt=self.moment)
        links = PersonaLink.objects.filter(standing, at__lte=self.moment, victim__isnull=False)
        led_to = set(
            links.filter(persona__in=self.personas().values("pk")).values_list("victim_id", flat=True)
        )
        return {child: one.country for child, one in self.victims.items() if child in led_to}

    def _then(self, kind: str) -> Coalesce:
        later = CountryChange.objects.filter(**{kind: OuterRef("pk")}, at__gt=self.moment).order_by("id")
        return Coalesce(Subquery(later.values("origin")[:1]), F("country"))

    @cached_property
    def account_tally(self) -> Counter[str]:
        """Added up by the database as it is now, and put right for those few whose country was another then."""
        tally = Counter(dict(self._accounts.values_list("country").annotate(Count("pk"))))
        for then, now in self._moved.values():
            tally[now] -= 1
            tally[then] += 1
        return +tally

    @cached_property
    def _accounts(self) -> QuerySet[Any]:
        found = Account.objects.filter(operation=self.operation, created_at__lte=self.moment).order_by()
        return found if self.is_whole else found.filter(scope.accounts_of(self.agency_id))

    @cached_property
    def _moved(self) -> Mapping[str, tuple[str, str]]:
        """Of the accounts whose country has changed since: the one of then, and the one of now."""
        # Those few that have changed first: else a database without counts of values walks through every account.
        since = CountryChange.objects.filter(account__isnull=False, at__gt=self.moment).order_by("-id")
        then = dict(since.values_list("account_id", "origin"))
        now = self._accounts.filter(pk__one_of=list(then)).values_list("pk", "country") if then else ()
        return {account_id: (then[account_id], country) for account_id, country in now}
