import pytest

from seawall.core.errors import Refused, WrongState
from seawall.material.actions import revise, settle
from seawall.material.queries import verdicts_of
from seawall.material.states import ItemState
from seawall.material.tests.make import a_confirmed_item, a_disputed_item, an_assessed_item, labels


def test_it_replaces_the_opinion_and_keeps_the_old_one(first, trail):
    item = an_assessed_item(first)
    old = item.opinions.get()

    new = revise(old, labels(depiction="a"), actor=first)

    old.refresh_from_db()
    assert not old.stands and new.stands and new.independent
    assert verdicts_of(item)["uk-sentencing"].category == "A"
    assert item.verdicts.filter(scheme="uk-sentencing", superseded_at__isnull=False).get().category == "B"
    assert len(trail("material.revised")) == 1


def test_agreeing_after_having_seen_the_other_opinion_confirms_nothing(first, second):
    item = a_disputed_item(first, second)

    new = revise(item.opinions.get(author_id=second.id), labels(), actor=second)

    item.refresh_from_db()
    assert not new.independent
    assert item.state == ItemState.DISPUTED


def test_an_independent_third_confirms_it_then(first, second, reviewer):
    item = a_disputed_item(first, second)
    revise(item.opinions.get(author_id=second.id), labels(), actor=second)

    settle(item, labels(), actor=reviewer)

    item.refresh_from_db()
    assert item.state == ItemState.CONFIRMED


def test_a_confirmed_item_becomes_disputed(first, second):
    item = a_confirmed_item(first, second)

    revise(item.opinions.get(author_id=first.id), labels(depiction="none"), actor=first)

    item.refresh_from_db()
    assert item.state == ItemState.DISPUTED


def test_only_the_author_changes_her_mind(first, second, outsider):
    opinion = an_assessed_item(first).opinions.get()
    for somebody_else in (second, outsider):
        with pytest.raises(Refused):
            revise(opinion, labels(), actor=somebody_else)


def test_a_withdrawn_opinion_stays_as_it_is(first):
    opinion = an_assessed_item(first).opinions.get()
    revise(opinion, labels(depiction="a"), actor=first)
    with pytest.raises(WrongState):
        revise(opinion, labels(), actor=first)


def test_nobody_is_refused(first):
    with pytest.raises(Refused):
        revise(an_assessed_item(first).opinions.get(), labels(), actor=None)
