from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.db import connection, transaction

from seawall.material.models import Item, List, Turn
from seawall.material.tests.make import a_list, an_item, md5, sha256
from seawall.material.turns import next_turn, touch, touch_list


def test_each_turn_is_the_next(first):
    before = next_turn()
    assert [next_turn(), next_turn()] == [before + 1, before + 2]


def test_an_item_is_numbered_by_the_turn_in_which_it_was_made(first):
    one, other = an_item(first), an_item(first)
    assert one.number == one.turn and other.number == other.turn and one.number < other.number


def test_a_touched_item_keeps_its_number_and_has_the_latest_turn(first):
    one, other, last = an_item(first), an_item(first), an_item(first)
    touch(one, other)
    for item in (one, other):
        held = Item.objects.get(pk=item.pk)
        assert held.turn == item.turn == Turn.objects.get().number > last.turn and held.number == item.number


def test_nothing_touched_is_no_turn(db):
    before = next_turn()
    touch()
    assert Turn.objects.get().number == before


def test_a_list_has_its_turn(reviewer):
    opened = a_list(reviewer)
    touch_list(opened)
    assert List.objects.get().turn == Turn.objects.get().number == opened.turn


def test_a_fingerprint_added_later_is_a_new_turn_and_the_same_again_is_not(first):
    given = sha256()
    item = an_item(first, given)
    assert an_item(first, given).turn == item.turn
    assert an_item(first, given, md5()).turn > item.turn


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="needs row locks: set DATABASE_URL")
def test_turns_are_seen_in_their_order():
    """A deed that took its turn first and commits last would be missed by whoever read up to the later turn."""
    next_turn()
    taken, go = Event(), Event()

    def slow() -> int:
        try:
            with transaction.atomic():
                turn = next_turn()
                taken.set()
                go.wait(30)
                return turn
        finally:
            connection.close()

    def quick() -> int:
        try:
            with transaction.atomic():
                return next_turn()
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(slow)
        assert taken.wait(30)
        second = threads.submit(quick)
        assert not second.done() and Turn.objects.get().number == 1
        go.set()
        assert (first.result(), second.result()) == (2, 3)
