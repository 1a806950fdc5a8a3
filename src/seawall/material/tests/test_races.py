"""Two people at the same moment. Proven on PostgreSQL, where rows are locked; SQLite has one writer at a time anyway."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from seawall.core.errors import SeawallError, WrongState
from seawall.core.jobs import settle as settle_jobs
from seawall.material.actions import (
    assess,
    match_exact,
    propose_entry,
    register_item,
    revise,
    share_entry,
    vote_entry,
    withdraw_opinion,
)
from seawall.material.models import Item, Match
from seawall.material.queries import verdicts_of
from seawall.material.states import EntryState, ItemState, VoteReason
from seawall.material.tests.make import (
    a_confirmed_item,
    a_list,
    a_proposed_entry,
    an_item,
    labels,
    md5,
    sha256,
)

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="needs row locks: set DATABASE_URL"),
]
ROUNDS = range(3)


def at_once(*deeds: Callable[[], Any]) -> list[Any]:
    """Each deed in a thread and a connection of its own, started together; what it returned or why it was refused."""
    start = Barrier(len(deeds))

    def run(deed: Callable[[], Any]) -> Any:
        try:
            start.wait()
            return deed()
        except SeawallError as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as threads:
        return list(threads.map(run, deeds))


@pytest.mark.parametrize("_", ROUNDS)
def test_two_first_opinions_become_a_first_and_a_second(first, second, _):
    item = an_item(first)

    at_once(lambda: assess(item, labels(), actor=first), lambda: assess(item, labels(), actor=second))

    item.refresh_from_db()
    assert item.state == ItemState.CONFIRMED
    assert item.opinions.filter(independent=True).count() == 2
    assert len(verdicts_of(item)) == item.verdicts.filter(superseded_at__isnull=True).count() == 6


@pytest.mark.parametrize("_", ROUNDS)
def test_of_three_opinions_at_once_two_are_taken(first, second, reviewer, _):
    item = an_item(first)
    people = (first, second, reviewer)

    results = at_once(*(lambda actor=actor: assess(item, labels(), actor=actor) for actor in people))

    assert sum(isinstance(result, WrongState) for result in results) == 1
    assert item.opinions.count() == 2


@pytest.mark.parametrize("_", ROUNDS)
def test_the_same_person_in_two_windows_has_one_opinion(first, _):
    item = an_item(first)
    at_once(*[lambda: assess(item, labels(), actor=first)] * 2)
    assert item.opinions.count() == 1


@pytest.mark.parametrize("_", ROUNDS)
def test_the_same_fingerprint_twice_is_one_item(first, second, _):
    given, other = sha256(), md5()

    items = at_once(
        lambda: register_item([given, other], actor=first),
        lambda: register_item([other, given], actor=second),
    )

    assert items[0] == items[1] and Item.objects.count() == 1


@pytest.mark.parametrize("_", ROUNDS)
def test_the_same_question_twice_is_one_match(first, second, _):
    given = sha256()
    an_item(first, given)
    at_once(lambda: match_exact([given], actor=first), lambda: match_exact([given], actor=second))
    assert Match.objects.count() == 1


@pytest.mark.parametrize("_", ROUNDS)
def test_nothing_stays_shared_that_lost_its_confirmation_meanwhile(first, second, reviewer, _):
    entry = a_proposed_entry(first, second, reviewer)
    opinion = entry.item.opinions.get(author_id=first.id)

    at_once(lambda: share_entry(entry, actor=reviewer), lambda: withdraw_opinion(opinion, actor=first))
    settle_jobs()

    entry.refresh_from_db()
    assert entry.state == EntryState.WITHDRAWN


@pytest.mark.parametrize("_", ROUNDS)
def test_two_proposals_are_one_entry(first, second, reviewer, _):
    item, known = a_confirmed_item(first, second), a_list(reviewer)
    at_once(*(lambda who=who: propose_entry(item, known, actor=who) for who in (first, second)))
    assert known.entries.count() == 1


@pytest.mark.parametrize("_", ROUNDS)
def test_two_votes_of_one_person_are_one(first, second, reviewer, _):
    entry = a_proposed_entry(first, second, reviewer)
    at_once(
        *(
            lambda r=reason: vote_entry(entry, r, actor=first)
            for reason in (VoteReason.ADULT, VoteReason.OWN_OPINION)
        )
    )
    assert entry.votes.count() == 1


@pytest.mark.parametrize("_", ROUNDS)
def test_both_change_their_minds_and_one_state_holds(first, second, _):
    item = a_confirmed_item(first, second)
    own = {actor: item.opinions.get(author_id=actor.id) for actor in (first, second)}

    at_once(*(lambda a=a: revise(own[a], labels(depiction="a"), actor=a) for a in (first, second)))

    item.refresh_from_db()
    # They agree again, but neither was blind any more.
    assert item.state == ItemState.DISPUTED
    assert verdicts_of(item)["uk-sentencing"].category == "A"
