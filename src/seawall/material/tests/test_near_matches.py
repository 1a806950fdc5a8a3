import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.core.jobs import settle as settle_jobs
from seawall.material.actions import (
    answer_match,
    note_near_matches,
    propose_entry,
    register_item,
    set_matching,
    share_entry,
)
from seawall.material.models import Item, List, Match
from seawall.material.near import Near, NearItems, near_items
from seawall.material.queries import near_pairs_for
from seawall.material.states import MatchAnswer, Stance
from seawall.material.tests.alike import like
from seawall.material.tests.make import a_confirmed_item, a_list, an_item, pdq, sha256


def pairs() -> set[tuple[str, str, int, str | None]]:
    return {
        (match.asking_id, match.item_id, match.distance, match.list_id)
        for match in Match.objects.filter(asking__isnull=False)
    }


def a_shared_item(first: Actor, second: Actor, reviewer: Actor, *given, known: List | None = None) -> Item:
    item = a_confirmed_item(first, second, *given)
    entry = propose_entry(item, known or a_list(reviewer), actor=first)
    share_entry(entry, actor=reviewer)
    return item


def test_the_later_of_two_finds_the_earlier(first):
    given = pdq()
    earlier = an_item(first, given)
    settle_jobs()
    later = an_item(first, like(given, 9))
    settle_jobs()
    assert pairs() == {(later.id, earlier.id, 9, None)}


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL keeps counts of values")
def test_many_are_asked_about_without_a_list_of_all_items_of_the_agency(first):
    with CaptureQueriesContext(connection) as asked:
        assert near_pairs_for(first, {an_item(first, pdq()).id}) == []
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {asked.captured_queries[-1]['sql']}")
        plan = [row[-1] for row in cursor.fetchall()]
    assert plan and not [line for line in plan if "LIST SUBQUERY" in line], plan


def test_both_registered_before_anybody_looks_are_one_pair(first):
    given = pdq()
    one, other = an_item(first, given), an_item(first, like(given, 31))
    settle_jobs()
    [pair] = pairs()
    assert {pair[0], pair[1]} == {one.id, other.id} and pair[2] == 31


def test_two_pictures_of_one_fingerprint_are_both_near_a_third(first):
    """An equal PDQ is no sameness, and two plain pictures may have one."""
    given = pdq()
    third = an_item(first, like(given, 4))
    one, other = an_item(first, given, sha256()), an_item(first, given, sha256())
    settle_jobs()
    found = [{asking, item} for asking, item, *_ in pairs()]
    assert len(found) == 3 and {one.id, third.id} in found and {other.id, third.id} in found


def test_what_is_farther_or_has_too_little_in_it_is_not_near(first):
    given = pdq()
    an_item(first, given)
    an_item(first, like(given, 32))
    an_item(first, like(given, 3, quality=49))
    settle_jobs()
    assert pairs() == set()


def test_a_fingerprint_that_comes_later_is_asked_too(first):
    bytes_, given = sha256(), pdq()
    old = an_item(first, given)
    item = an_item(first, bytes_)
    settle_jobs()
    assert pairs() == set()
    register_item([bytes_, like(given, 7)], actor=first)
    settle_jobs()
    assert pairs() == {(item.id, old.id, 7, None)}


def test_it_names_the_list_within_whose_radius_it_is(first, second, reviewer):
    given, known = pdq(), a_list(reviewer)
    set_matching(known, matching=True, radius=10, stance=Stance.KNOWN, actor=reviewer)
    listed = a_shared_item(first, second, reviewer, given, known=known)
    settle_jobs()
    near, far = an_item(first, like(given, 10)), an_item(first, like(given, 11))
    settle_jobs()
    assert {pair for pair in pairs() if listed.id in pair} == {
        (near.id, listed.id, 10, known.id),
        (far.id, listed.id, 11, None),
    }


def test_what_is_known_to_be_harmless_makes_no_near_match(first, second, reviewer):
    given, harmless = pdq(), a_list(reviewer, "Harmless")
    set_matching(harmless, matching=True, radius=31, stance=Stance.HARMLESS, actor=reviewer)
    listed = a_shared_item(first, second, reviewer, given, known=harmless)
    settle_jobs()
    later = an_item(first, like(given, 5))
    settle_jobs()
    assert pairs() == set() and near_items(listed) == NearItems()
    set_matching(harmless, matching=False, radius=31, stance=Stance.HARMLESS, actor=reviewer)
    assert [near.item_id for near in near_items(later).near] == [listed.id]


def test_not_the_same_is_never_acted_on_again_whichever_of_the_two_is_asked(first):
    given = pdq()
    one = an_item(first, given)
    settle_jobs()
    other = an_item(first, like(given, 6))
    settle_jobs()
    answer_match(Match.objects.get(), False, actor=first)

    assert (
        near_items(Item.objects.get(pk=one.pk)).near == near_items(Item.objects.get(pk=other.pk)).near == ()
    )
    before = Match.objects.get()
    node = Actor.system(one.owner_id)
    digest = other.fingerprints.get().digest
    note_near_matches(one, NearItems(digest, (Near(other.id, 6),)), actor=node)
    assert (
        Match.objects.get().answer == MatchAnswer.NOT_SAME and Match.objects.get().last_at == before.last_at
    )


def test_the_same_stays_the_same(first, node):
    given = pdq()
    one = an_item(first, given)
    other = an_item(first, like(given, 6))
    settle_jobs()
    answer_match(Match.objects.get(), True, actor=first)
    for item in (one, other):
        note_near_matches(item, near_items(item), actor=node)
    assert Match.objects.get().answer == MatchAnswer.SAME


def test_another_agency_s_items_are_nobody_s_business(first, outsider):
    given = pdq()
    an_item(first, given)
    an_item(outsider, like(given, 2))
    settle_jobs()
    assert pairs() == set()


def test_when_a_list_grows_what_came_before_is_matched(first, second, reviewer, trail):
    given, known = pdq(), a_list(reviewer)
    set_matching(known, matching=True, radius=20, stance=Stance.KNOWN, actor=reviewer)
    past = [an_item(first, like(given, bits)) for bits in (3, 20, 21)]
    settle_jobs()
    Match.objects.all().delete()

    listed = a_shared_item(first, second, reviewer, given, known=known)
    settle_jobs()

    with_list = {pair for pair in pairs() if pair[3]}
    assert with_list == {
        (past[0].id, listed.id, 3, known.id),
        (past[1].id, listed.id, 20, known.id),
    }
    assert len(trail("material.past_matched")) == 1


def test_a_pair_found_the_other_way_about_now_names_the_listed_one(first, second, reviewer):
    """The later one asked, and is the one that enters the list: the earlier unknown one has to be told."""
    given = pdq()
    past = an_item(first, given)
    settle_jobs()
    listed = a_shared_item(first, second, reviewer, like(given, 8))
    settle_jobs()
    [(asking, item, distance, list_id)] = pairs()
    assert (asking, item, distance) == (past.id, listed.id, 8) and list_id
    assert Match.objects.get().query == past.fingerprints.get().digest


def test_a_list_switched_off_matches_nothing_of_the_past(first, second, reviewer, trail):
    given, known = pdq(), a_list(reviewer)
    set_matching(known, matching=False, radius=31, stance=Stance.KNOWN, actor=reviewer)
    an_item(first, like(given, 3))
    a_shared_item(first, second, reviewer, given, known=known)
    settle_jobs()
    assert {pair[3] for pair in pairs()} == {None} and trail("material.past_matched") == []


@pytest.mark.usefixtures("db")
def test_only_the_node_itself_notes_them(first, reviewer, outsider):
    item = an_item(first, pdq())
    for actor in (first, reviewer, outsider, None, Actor.system(outsider.agency_id)):
        with pytest.raises(Refused):
            note_near_matches(item, NearItems(), actor=actor)
