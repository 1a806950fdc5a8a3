"""What holds however large an operation is: what was found is looked up one by one, and deeds ask as much for many persons as for few."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.ids import new_id
from seawall.operations import actions, queries, scope
from seawall.operations.models import Account, Operation, Person, Release, Site
from seawall.operations.persons import reading
from seawall.operations.persons.words import PersonState
from seawall.operations.referring.reading import came_of_what
from seawall.operations.states import Column, PartKind, PartTerms
from seawall.operations.tests.make import H, noted, stepped, taken
from seawall.people.models import Staff

sqlite = pytest.mark.skipif(
    "connection.vendor != 'sqlite'", reason="PostgreSQL keeps counts of values and plans by them"
)


@pytest.fixture
def person(operation: Operation, site: Site, lead: Actor, partner: Actor) -> Person:
    taken(site, "a,b\nred,SE\nblue,DE\n", lead, H, Column.COUNTRY)
    sweden = PartTerms(PartKind.INVESTIGATION, countries=("SE",))
    actions.give_part(operation, sweden, agency_id=partner.agency_id, actor=lead)
    one = noted(operation, lead, country="SE")
    actions.give_account(one, Account.objects.get(country="SE"), actor=lead)
    return one


def walked(found: QuerySet[Any]) -> list[str]:
    """Where SQLite, with no counts of values, takes accounts by anything else than their own id."""
    plan = found.explain().splitlines()
    assert plan
    return [
        line for line in plan if "OWNER" in line.upper() or "RANKED" in line.upper() or "LIST SUB" in line
    ]


@sqlite
def test_accounts_that_were_found_are_looked_up_one_by_one(
    person: Person, lead: Actor, partner: Actor
) -> None:
    ids = list(Account.objects.order_by("country").values_list("pk", flat=True))
    many = [*ids, *(new_id("acc") for _one in range(50))]
    for actor, seen in ((lead, ids), (partner, ids[1:])):
        mine = queries.accounts_for(actor)
        named = scope.only_seen(Account.objects.filter(pk__in=many), mine)
        of_the_person = scope.only_seen(Account.objects.filter(holding__person=person), mine)
        assert list(named.order_by("country").values_list("pk", flat=True)) == seen
        assert of_the_person.get().country == "SE"
        assert walked(named) == [] == walked(of_the_person)
    assert walked(queries.accounts_for(lead).filter(pk__in=many))


@sqlite
def test_persons_are_listed_without_a_walk_through_all_accounts(
    person: Person, operation: Operation, lead: Actor
) -> None:
    found = reading.persons_of_operation(lead, operation)
    assert found.get().account_count == 1
    with CaptureQueriesContext(connection) as asked:
        list(found)
    statement = asked.captured_queries[-1]["sql"]
    assert "account_count" in statement
    counting = statement.partition(' AS "account_count"')[0]
    assert "EXISTS(" in counting and " IN (SELECT" not in counting


def test_a_release_asks_as_much_about_many_persons_as_about_few(operation: Operation, lead: Actor) -> None:
    def asked(number: int) -> int:
        for _one in range(number):
            stepped(noted(operation, lead, country="DE"), lead, PersonState.INVESTIGATED)
        with CaptureQueriesContext(connection) as queries_of_it:
            actions.freeze_figures(operation, clock.now(), actor=lead)
        return len(queries_of_it)

    asked(1)
    few, many = asked(1), asked(6)
    assert few == many, (few, many)
    changed = {
        one["record"] for one in Release.objects.latest("number").differences if one["rule"] == "person"
    }
    assert len(changed) == 6


def test_the_page_of_a_release_reads_no_records(
    person: Person, operation: Operation, lead: Actor, dana: Staff, staff_client: Callable[..., Any]
) -> None:
    """Of which each release has as many as there are accounts."""
    release, client = actions.freeze_figures(operation, clock.now(), actor=lead), staff_client(dana)
    for page in ("release", "sheet"):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(client.at(f"operations:{page}", release_id=release.id)).status_code == 200
        assert not [one for one in asked if '"operations_releasefigure"."records"' in one["sql"]]


@sqlite
def test_what_came_of_somebodys_work_is_found_by_what_was_touched(db: None) -> None:
    ids = [new_id(kind) for kind in ("rfr", "per", "acc", "psa", "srs", "vic", "clu")]
    plan = came_of_what(ids).explain().splitlines()
    assert plan and not [line for line in plan if " SCAN operations_" in line], plan


def test_what_was_touched_is_named_to_the_database_by_its_kind_alone(db: None) -> None:
    """A server weighs each id of each list: of 3,000 in seven lists it thinks longer than it searches."""
    ids = [new_id(kind) for kind in ("rfr", "per", "acc", "psa", "srs", "vic", "clu", "itm")]
    with CaptureQueriesContext(connection) as asked:
        list(came_of_what(ids))
    [statement] = [one["sql"] for one in asked]
    # Accounts are told of by themselves and by their person.
    assert [statement.count(one) for one in ids] == [1, 1, 2, 1, 1, 1, 1, 0]
