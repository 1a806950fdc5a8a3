import pytest

from seawall.core.errors import Refused, WrongState
from seawall.material.actions import match_exact, propose_entry, share_entry, withdraw_entry
from seawall.material.queries import entries_for
from seawall.material.states import EntryState, WithdrawalReason
from seawall.material.tests.make import a_confirmed_item, a_list, a_proposed_entry, sha256

MISTAKE = WithdrawalReason.MISTAKE


def test_it_leaves_a_tombstone(first, second, reviewer, trail):
    entry = share_entry(a_proposed_entry(first, second, reviewer), actor=reviewer)

    withdraw_entry(entry, MISTAKE, actor=reviewer)

    [tombstone] = entries_for(reviewer, entry.list)
    assert tombstone.state == EntryState.WITHDRAWN and tombstone.withdrawn_because == MISTAKE
    assert tombstone.shared_at and tombstone.withdrawn_at
    assert len(trail("material.entry_withdrawn")) == 1


def test_what_is_withdrawn_matches_no_longer_and_can_be_entered_anew(first, second, reviewer):
    given = sha256()
    item, known = a_confirmed_item(first, second, given), a_list(reviewer)
    entry = share_entry(propose_entry(item, known, actor=first), actor=reviewer)

    withdraw_entry(entry, MISTAKE, actor=reviewer)

    assert match_exact([given], actor=first)[0].list is None
    assert propose_entry(item, known, actor=first) != entry


def test_it_is_withdrawn_once(first, second, reviewer):
    entry = withdraw_entry(a_proposed_entry(first, second, reviewer), MISTAKE, actor=reviewer)
    with pytest.raises(WrongState):
        withdraw_entry(entry, MISTAKE, actor=reviewer)


def test_the_stranger_and_the_analyst_are_refused(first, second, reviewer, outsider):
    entry = a_proposed_entry(first, second, reviewer)
    for person in (first, outsider):
        with pytest.raises(Refused):
            withdraw_entry(entry, MISTAKE, actor=person)


def test_nobody_is_refused(first, second, reviewer):
    with pytest.raises(Refused):
        withdraw_entry(a_proposed_entry(first, second, reviewer), MISTAKE, actor=None)
