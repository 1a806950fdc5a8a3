import pytest

from seawall.core.errors import Refused, WrongState
from seawall.material.actions import settle
from seawall.material.queries import verdicts_of
from seawall.material.states import ItemState
from seawall.material.tests.make import a_disputed_item, an_assessed_item, labels


def test_it_confirms_by_a_majority(first, second, reviewer, trail):
    item = a_disputed_item(first, second)

    settle(item, labels(), actor=reviewer)

    item.refresh_from_db()
    assert item.state == ItemState.CONFIRMED
    assert verdicts_of(item)["industry"].category == "A1"
    assert len(trail("material.settled")) == 1


def test_a_third_finding_leaves_it_disputed(first, second, reviewer):
    item = a_disputed_item(first, second)

    settle(item, labels(depiction="none"), actor=reviewer)

    item.refresh_from_db()
    assert item.state == ItemState.DISPUTED


def test_half_is_no_majority(first, second, reviewer, other_reviewer):
    item = a_disputed_item(first, second)
    settle(item, labels(depiction="none"), actor=reviewer)

    settle(item, labels(), actor=other_reviewer)

    item.refresh_from_db()
    # Two of four say the same, and two say something else each.
    assert item.state == ItemState.DISPUTED
    assert verdicts_of(item)["industry"].category == "no_verdict"


def test_the_stranger_is_refused(first, second, outsider):
    with pytest.raises(Refused):
        settle(a_disputed_item(first, second), labels(), actor=outsider)


def test_an_analyst_does_not_settle(first, second):
    with pytest.raises(Refused):
        settle(a_disputed_item(first, second), labels(), actor=first)


def test_nobody_settles_a_dispute_of_her_own(first, reviewer):
    item = a_disputed_item(first, reviewer)
    with pytest.raises(WrongState):
        settle(item, labels(), actor=reviewer)


def test_what_is_not_disputed_cannot_be_settled(first, reviewer):
    with pytest.raises(WrongState):
        settle(an_assessed_item(first), labels(), actor=reviewer)


def test_nobody_is_refused(first, second):
    with pytest.raises(Refused):
        settle(a_disputed_item(first, second), labels(), actor=None)
