"""Figures for a viewer: what adds up, and the records behind a number for whoever may see them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db.models import QuerySet

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.errors import NotFound, Refused
from seawall.core.ids import checked_id
from seawall.operations import policy, scope
from seawall.operations.figures.books import Books
from seawall.operations.figures.outside import outside
from seawall.operations.figures.rules import RULES, Kind, Rule
from seawall.operations.figures.told import Told, small_since, told_next, told_one_after_another
from seawall.operations.models import NamedSeries, Operation, Person, Release, ReleaseFigure
from seawall.operations.persons.words import PersonState
from seawall.operations.queries import one_operation_for, operations_for
from seawall.operations.referring.naming import title_of

# The countries of a table in their order, with those of nobody knows which last.
NOWHERE = ""
WEEKS = 7


@dataclass(frozen=True, slots=True)
class Row:
    rule: Rule
    total: int
    countries: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class NotAnew:
    """Countries of a figure that stand with others; or with `as_of`, the whole figure stays as it was told of that moment."""

    rule: Rule
    countries: Sequence[str]
    as_of: datetime | None


def end_of(day: date | None) -> datetime:
    """The end of that day; without one, now. Days to come are today, and one before anything was known is the first."""
    now = clock.now()
    if day is None or day >= now.date():
        return now
    day = max(day, clock.FIRST_DAY.date())
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=UTC) - timedelta(microseconds=1)


def books_for(actor: Actor, operation: Operation, moment: datetime) -> Books:
    """Of an operation that the viewer was let to."""
    if not policy.may_see(actor):
        raise Refused
    return Books(operation, actor.agency_id, moment)


def rows_of(books: Books) -> list[Row]:
    tallies = [(rule, rule.tally(books)) for rule in RULES.values()]
    return [Row(rule, tally.total(), tally) for rule, tally in tallies]


def countries_of(rows: Sequence[Row]) -> list[str]:
    """The most suspects and accounts first is no order of countries: by their codes, and last those whose country is not known."""
    there = {code for row in rows if row.rule.by_country for code in row.countries}
    return [*sorted(there - {NOWHERE}), *([NOWHERE] if NOWHERE in there else [])]


def arrests_by_week(books: Books) -> list[tuple[date, int]]:
    """How many were arrested by the end of each week, as it was known then."""
    ends = [books.moment - timedelta(weeks=back) for back in reversed(range(WEEKS))]
    return [
        (end.date(), sum(PersonState.ARRESTED in one.reached for one in books.suspects_at(end).values()))
        for end in ends
    ]


def rule_of(code: str) -> Rule:
    if code not in RULES:
        raise NotFound
    return RULES[code]


def records_behind(books: Books, rule: Rule, country: str | None) -> QuerySet[Any]:
    """What may be listed, of every country or of one."""
    if rule.kind in (Kind.ACCOUNT, Kind.PERSONA):
        found = books.accounts().select_related("site") if rule.kind is Kind.ACCOUNT else books.personas()
        return found if country is None else found.filter(then=country)
    if rule.kind is not Kind.PERSON:
        return Person.objects.none()
    ids = [key for key, code in rule.counted(books).items() if country in (None, code)]
    return Person.objects.filter(pk__one_of=ids)


def may_be_listed(rule: Rule) -> bool:
    """Children and items are counts here; who they are stands with the specialists who named their series."""
    return rule.kind in (Kind.PERSON, Kind.PERSONA, Kind.ACCOUNT)


def series_named_by(actor: Actor) -> QuerySet[NamedSeries]:
    if not policy.may_name_series(actor):
        raise Refused
    mine = NamedSeries.objects.filter(owner_id=actor.agency_id, ended_at=None)
    return (
        mine.select_related("operation", "series", "by").prefetch_related("referrals__owner").order_by("-id")
    )


def one_named_series_for(actor: Actor, named_id: str) -> NamedSeries:
    named = series_named_by(actor).filter(pk=checked_id(named_id, "nsr")).first()
    if named is None:
        raise NotFound
    return named


def told_of(named: NamedSeries) -> Sequence[tuple[str, str]]:
    """The referrals of it by name, each with how far that is; of a series with its `referrals` and their owners."""
    return [(title_of(one), one.standing) for one in named.referrals.all()]


def operations_to_name_to(actor: Actor) -> QuerySet[Operation]:
    """Their code names, for a specialist of an agency that works on them; nothing else of them."""
    if not policy.may_name_series(actor):
        raise Refused
    return Operation.objects.filter(scope.operations_of(actor.agency_id)).order_by("code")


def one_operation_to_name_to(actor: Actor, operation_id: str) -> Operation:
    operation = operations_to_name_to(actor).filter(pk=checked_id(operation_id, "opr")).first()
    if operation is None:
        raise NotFound
    return operation


def releases_for(actor: Actor, operation: Operation) -> QuerySet[Release]:
    """Of an operation that the viewer was let to: what was said is for everybody who works on it."""
    return Release.objects.filter(operation=operation).select_related("by").order_by("-number")


def one_release_for(actor: Actor, release_id: str) -> Release:
    mine = Release.objects.filter(operation__in=operations_for(actor), pk=checked_id(release_id, "rls"))
    release = mine.select_related("operation__owner", "by").first()
    if release is None:
        raise NotFound
    return release


def figures_of(release: Release) -> Sequence[ReleaseFigure]:
    """What it says; not from which records, of which there are as many as accounts."""
    return list(release.figures.defer("records").order_by("id"))


def told_in(operation: Operation, until: int | None = None) -> Mapping[str, Sequence[Told]]:
    """By rule, what the sheets of an operation tell, one after another; `until`: the number of the last."""
    found = ReleaseFigure.objects.filter(release__operation=operation).order_by("release__number", "id")
    if until is not None:
        found = found.filter(release__number__lte=until)
    counted: dict[str, list[tuple[datetime, Mapping[str, int]]]] = defaultdict(list)
    for rule, as_of, countries in found.values_list("rule", "release__as_of", "countries"):
        counted[rule].append((as_of, countries))
    return {rule: told_one_after_another(some) for rule, some in counted.items()}


def not_told_anew(operation: Operation, rows: Sequence[Row], moment: datetime) -> list[NotAnew]:
    """What the sheet of a release at this moment would leave out, for it would tell a small number by the difference."""
    before, found = told_in(operation), list[NotAnew]()
    for row in rows:
        said = before.get(row.rule.code, [])
        small = small_since(said, Told(outside(row.countries), row.countries, moment))
        if small:
            now = told_next(said, row.countries, moment)
            found.append(NotAnew(row.rule, sorted(small), None if now.as_of == moment else now.as_of))
    return found


def led_release_for(actor: Actor, release_id: str) -> Release:
    """Record by record: the lead's alone."""
    release = one_release_for(actor, release_id)
    if not policy.may_lead(actor, one_operation_for(actor, release.operation_id)):
        raise Refused
    return release
