from datetime import timedelta

import pytest

from seawall.core import clock
from seawall.core.errors import Refused, WrongState
from seawall.core.jobs import settle as settle_jobs
from seawall.material.actions import count_hits, propose_entry, release_item, share_entry
from seawall.material.jobs import forget_hits
from seawall.material.models import Hits, Item, Match
from seawall.material.near import near_items
from seawall.material.queries import known_item_for
from seawall.material.tests.alike import like
from seawall.material.tests.make import a_confirmed_item, a_list, an_item, pdq, sha256


@pytest.fixture(autouse=True)
def small_flood(settings):
    settings.FLOOD = 3


def quarantined() -> set[str]:
    return set(Item.objects.filter(quarantined_at__isnull=False).values_list("id", flat=True))


def far_apart(actor, given, count: int, first: int = 0) -> list[Item]:
    """Each near the given one and far from the others: 20 bits of its own."""
    number = int(given.value, 16)
    found = []
    for place in range(first, first + count):
        code = f"{number ^ (((1 << 20) - 1) << (20 * place)):064x}"
        found.append(an_item(actor, type(given)(given.kind, code, 90)))
        settle_jobs()
    return found


def test_what_matches_more_than_the_limit_within_an_hour_is_quarantined(first, trail):
    given = pdq()
    item = an_item(first, given)
    far_apart(first, given, 3)
    assert quarantined() == set()

    far_apart(first, given, 1, first=3)

    item.refresh_from_db()
    assert quarantined() == {item.id} and item.flood == 4
    assert len(trail("material.quarantined")) == 1


def test_matches_of_another_hour_do_not_count(first):
    given = pdq()
    an_item(first, given)
    far_apart(first, given, 3)
    Match.objects.update(created_at=clock.now() - timedelta(hours=2))
    far_apart(first, given, 1, first=5)
    assert quarantined() == set()


def test_an_item_that_is_near_too_many_at_once_is_quarantined_and_names_none(first):
    given = pdq()
    far_apart(first, given, 4)
    assert Match.objects.count() == 0
    item = an_item(first, given)
    settle_jobs()
    assert quarantined() == {item.id} and Match.objects.count() == 0


def test_at_retro_matching_too(first, second, reviewer):
    given = pdq()
    far_apart(first, given, 4)
    item = a_confirmed_item(first, second, given)
    share_entry(propose_entry(item, a_list(reviewer), actor=first), actor=reviewer)
    settle_jobs()
    assert quarantined() == {item.id} and Match.objects.count() == 0


def test_nothing_acts_on_it(first, second):
    given, bytes_ = pdq(), sha256()
    item = a_confirmed_item(first, second, given, bytes_)
    assert known_item_for(first, [bytes_]) == item
    Item.objects.filter(pk=item.pk).update(quarantined_at=clock.now())
    later = an_item(first, like(given, 2))
    Item.objects.filter(pk=item.pk).update(turn=later.turn)
    settle_jobs()
    assert known_item_for(first, [bytes_]) is None and Match.objects.count() == 0


def test_a_person_releases_it_and_then_what_it_matches_is_found(first, reviewer):
    given = pdq()
    crowd = far_apart(first, given, 4)
    item = an_item(first, given)
    settle_jobs()

    release_item(item, actor=reviewer)
    settle_jobs()

    assert quarantined() == set()
    assert {match.item_id for match in Match.objects.filter(asking=item)} == {one.id for one in crowd}
    assert len(near_items(Item.objects.get(pk=item.pk)).near) == 4


def test_who_was_released_is_not_quarantined_by_itself_again(first, reviewer):
    given = pdq()
    far_apart(first, given, 4)
    item = an_item(first, given)
    settle_jobs()
    release_item(item, actor=reviewer)
    settle_jobs()
    far_apart(first, given, 1, first=5)
    assert item.id not in quarantined()


def test_what_machines_ask_counts_too(first, node, trail):
    one, other = an_item(first), an_item(first)
    assert count_hits({one.id: 2, other.id: 1}, actor=node) == 0
    assert count_hits({one.id: 2}, actor=node) == 1
    one.refresh_from_db()
    assert quarantined() == {one.id} and one.flood == 4
    assert count_hits({one.id: 50}, actor=node) == 0 and len(trail("material.quarantined")) == 1


def test_what_machines_asked_in_another_hour_does_not(first, node):
    item = an_item(first)
    count_hits({item.id: 3}, actor=node)
    with clock.at(clock.in_future(hours=1)):
        assert count_hits({item.id: 3}, actor=node) == 0
    with clock.at(clock.in_future(hours=4)):
        forget_hits.func()
    assert not Hits.objects.exists()


def test_only_the_node_counts_and_only_its_own(first, outsider, node):
    item = an_item(outsider)
    assert count_hits({item.id: 50, "itm_gone": 50}, actor=node) == 0 and quarantined() == set()
    for actor in (first, None):
        with pytest.raises(Refused):
            count_hits({item.id: 1}, actor=actor)


def test_it_is_released_once(first, reviewer):
    item = an_item(first)
    with pytest.raises(WrongState):
        release_item(item, actor=reviewer)


def test_only_a_reviewer_of_the_house_releases_it(first, outsider, auditor, node):
    item = an_item(first)
    for actor in (first, outsider, auditor, node, None):
        with pytest.raises(Refused):
            release_item(item, actor=actor)
