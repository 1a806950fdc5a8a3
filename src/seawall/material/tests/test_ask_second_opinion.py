import pytest

from seawall.core.errors import NotFound, Refused, WrongState
from seawall.material.actions import ask_second_opinion, assess
from seawall.material.queries import (
    disputed_items_for,
    items_waiting_second_opinion_for,
    may_see_opinions,
    opinions_for,
    past_verdicts_for,
    verdicts_for,
)
from seawall.material.tests.make import a_confirmed_item, a_disputed_item, an_assessed_item, an_item, labels


def test_it_puts_the_item_before_somebody_else(first, second, trail):
    item = an_assessed_item(first)

    ask_second_opinion(item, actor=first)

    assert list(items_waiting_second_opinion_for(second)) == [item]
    assert not items_waiting_second_opinion_for(first).exists()
    assert len(trail("material.second_opinion_asked")) == 1


def test_it_leaves_the_queue_when_the_opinion_is_given(first, second, reviewer):
    item = an_assessed_item(first)
    ask_second_opinion(item, actor=first)

    assess(item, labels(), actor=second)

    assert not items_waiting_second_opinion_for(reviewer).exists()


def test_the_second_person_is_blind_until_she_has_spoken(first, second):
    item = an_assessed_item(first)

    assert not opinions_for(second, item).exists()
    assert verdicts_for(second, item) == {} and not past_verdicts_for(second, item).exists()
    assess(item, labels(), actor=second)
    item.refresh_from_db()
    assert opinions_for(second, item).count() == 2 and verdicts_for(second, item)


def test_the_first_person_sees_her_own(first):
    item = an_assessed_item(first)
    assert opinions_for(first, item).count() == 1 and verdicts_for(first, item)


def test_the_reviewer_of_a_dispute_is_blind_too(first, second, reviewer):
    item = a_disputed_item(first, second)

    assert list(disputed_items_for(reviewer)) == [item]
    assert not may_see_opinions(reviewer, item) and not opinions_for(reviewer, item).exists()


def test_who_cannot_be_asked_sees_everything(first, second, auditor):
    assert opinions_for(auditor, an_assessed_item(first)).count() == 1
    assert opinions_for(first, a_disputed_item(first, second)).count() == 2


def test_the_stranger_sees_nothing_and_asks_nothing(first, outsider):
    item = an_assessed_item(first)
    with pytest.raises(Refused):
        ask_second_opinion(item, actor=outsider)
    with pytest.raises(NotFound):
        opinions_for(outsider, item)


def test_it_needs_exactly_one_opinion(first, second):
    for item in (an_item(first), a_confirmed_item(first, second)):
        with pytest.raises(WrongState):
            ask_second_opinion(item, actor=first)


def test_nobody_is_refused(first):
    with pytest.raises(Refused):
        ask_second_opinion(an_assessed_item(first), actor=None)
