import pytest

from seawall.core.errors import Refused, WrongState
from seawall.material.actions import propose_entry, revise, share_entry, withdraw_entry
from seawall.material.states import EntryState, WithdrawalReason
from seawall.material.tests.make import a_confirmed_item, a_list, a_proposed_entry, labels


def test_it_lets_the_entry_leave_the_house(first, second, reviewer, trail):
    entry = share_entry(a_proposed_entry(first, second, reviewer), actor=reviewer)

    assert entry.state == EntryState.SHARED and entry.shared_at
    assert [line.subject_id for line in trail("material.entry_shared")] == [entry.id]


def test_whoever_proposed_it_cannot_share_it(first, second, reviewer):
    entry = propose_entry(a_confirmed_item(first, second), a_list(reviewer), actor=reviewer)
    with pytest.raises(Refused):
        share_entry(entry, actor=reviewer)


def test_an_item_that_lost_its_confirmation_stays_in_the_house(first, second, reviewer):
    entry = a_proposed_entry(first, second, reviewer)
    revise(entry.item.opinions.get(author_id=first.id), labels(depiction="none"), actor=first)
    with pytest.raises(WrongState):
        share_entry(entry, actor=reviewer)


def test_it_is_shared_once_and_never_after_a_withdrawal(first, second, reviewer):
    entry = share_entry(a_proposed_entry(first, second, reviewer), actor=reviewer)
    with pytest.raises(WrongState):
        share_entry(entry, actor=reviewer)
    withdraw_entry(entry, WithdrawalReason.MISTAKE, actor=reviewer)
    with pytest.raises(WrongState):
        share_entry(entry, actor=reviewer)


def test_the_stranger_and_the_analyst_are_refused(first, second, reviewer, outsider):
    entry = a_proposed_entry(first, second, reviewer)
    for person in (second, outsider):
        with pytest.raises(Refused):
            share_entry(entry, actor=person)


def test_nobody_is_refused(first, second, reviewer):
    with pytest.raises(Refused):
        share_entry(a_proposed_entry(first, second, reviewer), actor=None)
