"""What people here have found about an item, as others are told it."""

import pytest

from seawall.core.actors import Actor
from seawall.material.actions import recall_items
from seawall.material.queries import OwnWord, own_word_on
from seawall.material.states import VoteReason, WithdrawalReason
from seawall.material.tests.make import a_confirmed_item, a_disputed_item, an_assessed_item

R = VoteReason


@pytest.mark.parametrize(
    ("labels", "reason"),
    [
        ({}, R.OWN_OPINION),
        ({"real_child": "no", "age": "adult", "depiction": "none"}, R.ADULT),
        ({"real_child": "yes", "depiction": "none"}, R.OTHER_CLASS),
        # Somebody's table may yet put it into a class: that is no word against it.
        ({"real_child": "unsure", "age": "undetermined", "depiction": "undetermined"}, None),
    ],
)
def test_two_who_agree_have_a_word(
    first: Actor, second: Actor, node: Actor, labels: dict[str, str], reason: VoteReason | None
) -> None:
    item = a_confirmed_item(first, second, **labels)
    assert own_word_on(node, item.id) == OwnWord(reason)


def test_one_alone_or_two_who_differ_have_none(first: Actor, second: Actor, node: Actor) -> None:
    for item in (an_assessed_item(first), a_disputed_item(first, second)):
        assert own_word_on(node, item.id) == OwnWord(None)


def test_what_was_found_wrong_is_so_until_two_agree_anew(
    first: Actor, second: Actor, reviewer: Actor, node: Actor
) -> None:
    item = a_confirmed_item(first, second)
    recall_items([item.id], WithdrawalReason.MISTAKE, actor=reviewer)
    assert own_word_on(node, item.id) == OwnWord(None, mistaken=True)
