import pytest

from seawall.core.errors import Refused, WrongState
from seawall.material.actions import vote_entry, withdraw_entry
from seawall.material.queries import entries_for
from seawall.material.states import VoteReason, WithdrawalReason
from seawall.material.tests.make import a_proposed_entry


def test_it_counts_for_and_against(first, second, reviewer, trail):
    entry = a_proposed_entry(first, second, reviewer)

    vote_entry(entry, VoteReason.OWN_OPINION, actor=first)
    vote_entry(entry, VoteReason.COMMON_PICTURE, actor=second)

    [counted] = entries_for(reviewer, entry.list)
    assert (counted.votes_up, counted.votes_down) == (1, 1)
    assert len(trail("material.voted")) == 2


def test_a_second_vote_replaces_the_first(first, second, reviewer):
    entry = a_proposed_entry(first, second, reviewer)
    vote_entry(entry, VoteReason.OWN_OPINION, actor=first)
    vote_entry(entry, VoteReason.ADULT, actor=first)
    assert [vote.up for vote in entry.votes.all()] == [False]


def test_a_tombstone_is_not_voted_on(first, second, reviewer):
    entry = a_proposed_entry(first, second, reviewer)
    withdraw_entry(entry, WithdrawalReason.MISTAKE, actor=reviewer)
    with pytest.raises(WrongState):
        vote_entry(entry, VoteReason.OWN_OPINION, actor=first)


def test_the_stranger_is_refused(first, second, reviewer, outsider):
    with pytest.raises(Refused):
        vote_entry(a_proposed_entry(first, second, reviewer), VoteReason.ADULT, actor=outsider)


def test_nobody_is_refused(first, second, reviewer):
    with pytest.raises(Refused):
        vote_entry(a_proposed_entry(first, second, reviewer), VoteReason.ADULT, actor=None)
