import pytest

from seawall.core.errors import Refused, WrongState
from seawall.core.jobs import settle as settle_jobs
from seawall.material.actions import assess, propose_entry, share_entry, withdraw_opinion
from seawall.material.queries import verdicts_of
from seawall.material.states import EntryState, ItemState, WithdrawalReason
from seawall.material.tests.make import a_confirmed_item, a_list, an_assessed_item, labels


def test_it_takes_the_opinion_and_its_verdicts_back(first, trail):
    item = an_assessed_item(first)

    withdraw_opinion(item.opinions.get(), actor=first)

    item.refresh_from_db()
    assert item.state == ItemState.WAITING and item.settled_at is None
    assert verdicts_of(item) == {} and item.verdicts.count() == 6
    assert len(trail("material.opinion_withdrawn")) == 1


def test_a_confirmed_item_falls_back_to_what_still_stands(first, second):
    item = a_confirmed_item(first, second)

    withdraw_opinion(item.opinions.get(author_id=first.id), actor=first)

    item.refresh_from_db()
    assert item.state == ItemState.ASSESSED
    assert verdicts_of(item)["industry"].category == "A1"


def test_what_was_shared_is_withdrawn_with_a_tombstone(first, second, reviewer):
    item = a_confirmed_item(first, second)
    entry = propose_entry(item, a_list(reviewer), actor=first)
    share_entry(entry, actor=reviewer)

    withdraw_opinion(item.opinions.get(author_id=first.id), actor=first)
    settle_jobs()

    entry.refresh_from_db()
    assert entry.state == EntryState.WITHDRAWN
    assert entry.withdrawn_because == WithdrawalReason.NO_LONGER_CONFIRMED


def test_who_takes_back_and_says_it_again_is_no_longer_blind(first, second):
    item = a_confirmed_item(first, second)
    withdraw_opinion(item.opinions.get(author_id=first.id), actor=first)

    again = assess(item, labels(), actor=first)

    item.refresh_from_db()
    assert not again.independent and item.state == ItemState.DISPUTED


def test_only_the_author_takes_it_back(first, second, reviewer, outsider):
    opinion = an_assessed_item(first).opinions.get()
    for somebody_else in (second, reviewer, outsider):
        with pytest.raises(Refused):
            withdraw_opinion(opinion, actor=somebody_else)


def test_it_is_taken_back_once(first):
    opinion = an_assessed_item(first).opinions.get()
    withdraw_opinion(opinion, actor=first)
    with pytest.raises(WrongState):
        withdraw_opinion(opinion, actor=first)


def test_nobody_is_refused(first):
    with pytest.raises(Refused):
        withdraw_opinion(an_assessed_item(first).opinions.get(), actor=None)
