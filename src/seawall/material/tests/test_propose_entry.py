import pytest

from seawall.core.errors import Refused, WrongState
from seawall.material.actions import assess, propose_entry, register_item
from seawall.material.queries import entries_for
from seawall.material.states import EntryState
from seawall.material.tests.make import a_confirmed_item, a_disputed_item, a_list, an_assessed_item, labels


def test_it_puts_a_confirmed_item_before_the_reviewers(first, second, reviewer, trail):
    known = a_list(reviewer)

    entry = propose_entry(a_confirmed_item(first, second), known, actor=first)

    assert list(entries_for(reviewer, known)) == [entry]
    assert (entry.state, entry.handling, entry.source_id) == (
        EntryState.PROPOSED,
        known.handling,
        first.agency_id,
    )
    assert len(trail("material.entry_proposed")) == 1


def test_one_opinion_is_not_enough(first, second, reviewer):
    known = a_list(reviewer)
    for item in (an_assessed_item(first), a_disputed_item(first, second)):
        with pytest.raises(WrongState):
            propose_entry(item, known, actor=first)


def test_an_item_without_a_fingerprint_never_enters_a_list(first, second, reviewer):
    item = register_item([], actor=first)
    for person in (first, second):
        assess(item, labels(), actor=person)
    with pytest.raises(WrongState):
        propose_entry(item, a_list(reviewer), actor=first)


def test_an_item_is_on_a_list_once(first, second, reviewer):
    item, known = a_confirmed_item(first, second), a_list(reviewer)
    propose_entry(item, known, actor=first)
    with pytest.raises(WrongState):
        propose_entry(item, known, actor=second)


def test_the_stranger_is_refused(first, second, reviewer, outsider):
    with pytest.raises(Refused):
        propose_entry(a_confirmed_item(first, second), a_list(reviewer), actor=outsider)


def test_nobody_is_refused(first, second, reviewer):
    with pytest.raises(Refused):
        propose_entry(a_confirmed_item(first, second), a_list(reviewer), actor=None)
