"""What organisations that pull a list say of its entries."""

import pytest

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.budget import Limits
from seawall.core.errors import NotFound, WrongState
from seawall.material.actions import propose_entry, share_entry, take_vote, vote_entry, withdraw_entry
from seawall.material.models import List, ListEntry
from seawall.material.queries import BEGINNING, changes_for, entries_for
from seawall.material.states import VoteReason, WithdrawalReason
from seawall.material.tests.make import a_confirmed_item, a_list, a_proposed_entry
from seawall.people.queries import HeldKey
from seawall.people.states import Scope

AGREES, ADULT = VoteReason.OWN_OPINION, VoteReason.ADULT


@pytest.fixture
def entry(first, second, reviewer) -> ListEntry:
    proposed = propose_entry(a_confirmed_item(first, second), a_list(reviewer), actor=first)
    return share_entry(proposed, actor=reviewer)


def a_key(known: List, holder: str = "Example Hosting", *scopes: Scope) -> HeldKey:
    actor = Actor.key_holder(known.owner_id, f"key_{holder}")
    opens, lists = frozenset(scopes or (Scope.LISTS,)), frozenset({known.id})
    later = clock.in_future(days=1)
    return HeldKey(actor.id, known.owner_id, holder, opens, lists, Limits(1, 1), later, actor)


def taken(entry: ListEntry, reason: VoteReason, key: HeldKey) -> None:
    take_vote(entry.list, entry.id, reason=reason, key=key, actor=key.actor)


def test_it_counts_beside_those_of_people_and_is_told(entry, second, reviewer, trail):
    key = a_key(entry.list)
    vote_entry(entry, AGREES, actor=second)
    taken(entry, ADULT, key)
    taken(entry, AGREES, a_key(entry.list, "Another"))

    [counted] = entries_for(reviewer, entry.list)
    assert (counted.votes_up, counted.votes_down) == (2, 1)
    [change] = changes_for(key, entry.list, after=BEGINNING, most=5).changes
    assert change.entry and change.entry.disputed and change.place.turn > entry.turn
    assert [line.actor_id for line in trail("material.voted")][1] == key.key_id


def test_an_organisation_has_one_vote_whichever_of_its_keys_it_comes_with(entry):
    one, renewed = a_key(entry.list), a_key(entry.list)
    taken(entry, ADULT, one)
    taken(entry, AGREES, renewed)
    assert [vote.up for vote in entry.votes.all()] == [True]


def test_a_tombstone_is_not_voted_on(entry, reviewer):
    withdraw_entry(entry, WithdrawalReason.MISTAKE, actor=reviewer)
    with pytest.raises(WrongState):
        taken(entry, ADULT, a_key(entry.list))


def test_what_was_only_proposed_is_not_there(first, second, reviewer):
    entry = a_proposed_entry(first, second, reviewer)
    with pytest.raises(NotFound):
        taken(entry, ADULT, a_key(entry.list))


def test_who_does_not_take_this_list_over_has_no_word(entry, first, reviewer):
    other = a_list(reviewer, "Another")
    asks = a_key(entry.list, "Example Hosting", Scope.MATCH)
    mine = a_key(entry.list)
    for key, actor in ((asks, asks.actor), (a_key(other), a_key(other).actor), (mine, first), (mine, None)):
        with pytest.raises(NotFound):
            take_vote(entry.list, entry.id, reason=ADULT, key=key, actor=actor)
    assert not entry.votes.exists()
