"""A case on one page, for somebody who has five minutes: what a prosecutor asks first, as it was known at a moment."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from django.db.models import Count, Exists, OuterRef, QuerySet

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.identification.states import LADDER, VictimState
from seawall.operations.deconflicting.reads import measures_for
from seawall.operations.deconflicting.states import STANDING
from seawall.operations.figures.books import Books
from seawall.operations.figures.reading import Row, books_for, rows_of
from seawall.operations.models import (
    Charge,
    CourtDate,
    Measure,
    Operation,
    Person,
    PersonAccount,
    PersonChange,
)
from seawall.operations.personas.reading import children_reached_by, personas_run_by
from seawall.operations.persons.words import PersonChangeKind, PersonState
from seawall.operations.queries import accounts_for, awaited_for
from seawall.operations.requesting.radar import deadline_told, running_in

T = TypeVar("T", Charge, CourtDate)
# Who has reached the court or the police cell stands first, those with whom it ended without a judgment of guilt last.
ENDED = (PersonState.ACQUITTED, PersonState.DIVERTED, PersonState.DISCONTINUED)
ORDER = (*(one for one in reversed(PersonState) if one not in ENDED), *ENDED)
# Of more rows nobody reads in five minutes; each list says how many stand behind it.
MOST, AHEAD = 20, 8


@dataclass(frozen=True, slots=True)
class Standing:
    """One person at the moment; `since` is the day of the step that led there; `reached`: how many children by their personas."""

    person: Person
    state: PersonState
    country: str
    since: date
    accounts: int
    personas: int
    reached: int
    charges: Sequence[tuple[Charge, bool]]
    hearing: CourtDate | None


@dataclass(frozen=True, slots=True)
class First:
    """The first of a list, and how many stand behind them."""

    rows: Sequence[Any]
    more: int


@dataclass(frozen=True, slots=True)
class Case:
    """`persons` are the first by their standing; `by_state` counts all of them. Deadlines and measures are those of now."""

    books: Books
    rows: Sequence[Row]
    by_state: Sequence[tuple[PersonState, int]]
    persons: Sequence[Standing]
    children: Sequence[tuple[VictimState, int]]
    deadlines: First
    measures: First
    awaited: First

    @property
    def more_persons(self) -> int:
        return sum(number for _state, number in self.by_state) - len(self.persons)


def case_for(actor: Actor, operation: Operation, moment: datetime) -> Case:
    """Of an operation that the viewer was let to."""
    books = books_for(actor, operation, moment)
    states = {key: one.reached[-1] for key, one in books.suspects.items()}
    first = sorted(states, key=lambda key: (ORDER.index(states[key]), key))[:MOST]
    tally, found = Counter(states.values()), Counter(one.state for one in books.victims.values())
    return Case(
        books=books,
        rows=rows_of(books),
        by_state=[(state, tally[state]) for state in ORDER if tally[state]],
        persons=_standing(actor, books, first),
        children=[(state, found[state]) for state in LADDER if found[state]],
        deadlines=_first(running_in(actor, operation), deadline_told),
        measures=_first(_measures(actor, operation)),
        awaited=_first(awaited_for(actor).filter(operation=operation)),
    )


def _first(found: QuerySet[Any], tell: Callable[[Any], Any] = lambda record: record) -> First:
    rows = list(found[: AHEAD + 1])
    return First([tell(one) for one in rows[:AHEAD]], found.count() - AHEAD if len(rows) > AHEAD else 0)


def _measures(actor: Actor, operation: Operation) -> QuerySet[Measure]:
    """What is not over yet, the next to begin on top."""
    standing = measures_for(actor).filter(operation=operation, state__in=STANDING, ends_at__gt=clock.now())
    return standing.order_by("begins_at", "id")


def _standing(actor: Actor, books: Books, ids: Sequence[str]) -> list[Standing]:
    day = books.moment.date()
    persons = Person.objects.in_bulk(ids)
    since, accounts = _since(ids, books.moment), _accounts(actor, ids)
    personas, reached = personas_run_by(actor, ids), children_reached_by(actor, ids)
    charges = _by_person(Charge.objects.filter(person__in=ids, laid_on__lte=day).order_by("id"))
    hearings = _by_person(CourtDate.objects.filter(person__in=ids, on__gte=clock.now().date()))
    return [
        Standing(
            person=persons[key],
            state=books.suspects[key].reached[-1],
            country=books.suspects[key].country,
            since=since[key],
            accounts=accounts.get(key, 0),
            personas=personas.get(key, 0),
            reached=reached.get(key, 0),
            charges=[(one, one.ended_on is None or one.ended_on > day) for one in charges.get(key, [])],
            hearing=next(iter(hearings.get(key, [])), None),
        )
        for key in ids
    ]


def _by_person(found: Iterable[T]) -> Mapping[str, list[T]]:
    by: dict[str, list[T]] = {}
    for one in found:
        by.setdefault(one.person_id, []).append(one)
    return by


def _since(ids: Sequence[str], moment: datetime) -> Mapping[str, date]:
    leading = (PersonChangeKind.NOTED, PersonChangeKind.STEPPED)
    changes = PersonChange.objects.filter(person__in=ids, kind__in=leading, at__lte=moment)
    return dict(changes.order_by("id").values_list("person_id", "on"))


def _accounts(actor: Actor, ids: Sequence[str]) -> Mapping[str, int]:
    """As they belong to the persons now, those that the viewer sees."""
    seen = Exists(accounts_for(actor).order_by().filter(pk=OuterRef("account_id")))
    held = PersonAccount.objects.filter(seen, person__in=ids).order_by()
    return dict(held.values_list("person").annotate(Count("pk")))
