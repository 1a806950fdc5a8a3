import numpy as np
import pytest

from seawall.core.errors import NotReady
from seawall.core.ids import new_id
from seawall.engine.codes import from_hex
from seawall.material.matching.asked import Asked, asked
from seawall.material.matching.facts import Category, Listed
from seawall.material.matching.folders import Folders
from seawall.material.matching.look import Answer, Standing, look, look_at_items
from seawall.material.matching.tests.shelf import OWNER, Shelf, a_list, flipped, pdq, sha256
from seawall.material.states import FingerprintKind, GivenFingerprint, Stance


@pytest.fixture
def shelf(tmp_path) -> Shelf:
    return Shelf(tmp_path)


def ask(shelf: Shelf, *given: GivenFingerprint, lists=None) -> Answer:
    wanted = shelf.catalogue.lists if lists is None else [one.list_id for one in lists]
    return look(shelf.standing, asked([(0, one) for one in given]), wanted)


def test_it_finds_the_same_bytes_and_says_on_which_list(shelf):
    known, given = a_list(), sha256()
    facts = shelf.put(given, lists=(known,), categories=(Category("interpol-baseline", "1", "baseline"),))

    [hit] = ask(shelf, given).hits

    assert (hit.item_id, hit.list_id, hit.entry_id) == (
        facts.item_id,
        known.list_id,
        facts.entries[0].entry_id,
    )
    assert (hit.exact, hit.distance, hit.radius, hit.quality) == (True, 0, 0, None)
    assert hit.categories == facts.categories and hit.stance == Stance.KNOWN


def test_it_finds_what_is_near_with_distance_radius_and_quality(shelf):
    given = pdq(quality=77)
    shelf.put(given, lists=(a_list(),))

    [hit] = ask(shelf, pdq(flipped(given.value, 9), 88)).hits

    assert (hit.exact, hit.distance, hit.radius, hit.quality) == (False, 9, 31, 77)


def test_exact_comes_before_near_and_the_nearest_first(shelf):
    known, given, bytes_ = a_list(), pdq(), sha256()
    far = shelf.put(pdq(flipped(given.value, 20)), lists=(known,))
    near = shelf.put(pdq(flipped(given.value, 3)), lists=(known,))
    same = shelf.put(bytes_, lists=(known,))

    assert [hit.item_id for hit in ask(shelf, given, bytes_).hits] == [
        same.item_id,
        near.item_id,
        far.item_id,
    ]


def test_an_item_on_no_list_is_no_hit(shelf):
    given = sha256()
    shelf.put(given)
    shelf.put(sha256(), lists=(a_list(),))
    assert ask(shelf, given).hits == ()


def test_only_the_lists_that_are_asked_answer(shelf):
    one, other, given = a_list(), a_list(name="Other"), sha256()
    shelf.put(given, lists=(one, other))
    assert [hit.list_id for hit in ask(shelf, given, lists=[other]).hits] == [other.list_id]
    assert ask(shelf, given, lists=[]).hits == ()
    assert look(shelf.standing, asked([(0, given)]), [new_id("lst")]).hits == ()


def test_each_list_has_its_own_radius(shelf):
    narrow, wide, given = a_list(radius=4), a_list(name="Wide", radius=12), pdq()
    shelf.put(given, lists=(narrow, wide))
    found = {
        bits: [hit.radius for hit in ask(shelf, pdq(flipped(given.value, bits))).hits] for bits in range(15)
    }
    assert all(len(found[bits]) == 2 for bits in range(5))
    assert all(found[bits] == [12] for bits in range(5, 13)) and found[13] == found[14] == []


def test_radius_0_is_equal_codes_only_and_exact_kinds_have_none(shelf):
    known, given, bytes_ = a_list(radius=0), pdq(), sha256()
    shelf.put(given, bytes_, lists=(known,))
    assert [hit.kind for hit in ask(shelf, given, bytes_).hits] == ["sha256", "pdq"]
    assert ask(shelf, pdq(flipped(given.value, 1))).hits == ()


def test_a_list_that_is_switched_off_matches_nothing(shelf):
    given = sha256()
    shelf.put(given, lists=(a_list(matching=False),))
    assert ask(shelf, given).hits == ()


def test_too_little_quality_is_not_searched_and_said(shelf):
    given = pdq()
    shelf.put(given, lists=(a_list(),))
    weak, strong = pdq(given.value, 49), pdq(given.value, 50)

    answer = look(shelf.standing, asked([(7, weak), (8, strong)]), shelf.catalogue.lists)

    assert answer.weak == {7} and [hit.question for hit in answer.hits] == [8]


def test_it_is_said_although_no_list_is_asked(shelf):
    assert ask(shelf, pdq(quality=3)).weak == {0}


def test_doubt_and_quarantine_are_said(shelf):
    given, known = sha256(), a_list()
    entries = (Listed(known.list_id, new_id("ent"), True),)
    shelf.put(given, lists=(known,), entries=entries, quarantined=True)
    [hit] = ask(shelf, given).hits
    assert hit.disputed and hit.quarantined


def test_harmless_is_said(shelf):
    given = pdq()
    shelf.put(given, lists=(a_list(stance=Stance.HARMLESS),))
    assert ask(shelf, given).hits[0].stance == Stance.HARMLESS


def test_what_was_called_not_the_same_is_not_found(shelf):
    known, given = a_list(), pdq()
    asking = pdq(flipped(given.value, 5))
    shelf.put(given, lists=(known,), not_same=frozenset({asking.digest}))
    assert ask(shelf, asking).hits == ()
    assert len(ask(shelf, pdq(flipped(given.value, 6))).hits) == 1


def test_a_listed_code_is_found_among_thousands_that_are_on_no_list(shelf):
    known, given = a_list(), pdq()
    crowd = np.arange(10_000, 13_000, dtype=np.uint64)
    codes = np.repeat(from_hex([given.value]), len(crowd), axis=0)
    shelf.indexes[FingerprintKind.PDQ].add(crowd, codes)
    far = shelf.put(pdq(flipped(given.value, 31)), lists=(known,))
    assert [hit.item_id for hit in ask(shelf, pdq(), given).hits] == [far.item_id]


def test_more_hits_than_are_given_are_said(shelf):
    known, given = a_list(), pdq()
    for bits in range(4):
        shelf.put(pdq(flipped(given.value, bits)), lists=(known,))
    answer = look(shelf.standing, asked([(5, given), (6, pdq())]), [known.list_id], most=3)
    assert [hit.distance for hit in answer.hits] == [0, 1, 2] and answer.cut == {5}


def test_a_number_that_the_catalogue_does_not_know_yet_is_no_hit(shelf):
    shelf.put(sha256(), lists=(a_list(),))
    given = sha256()
    shelf.indexes[given.kind].add(np.array([99], np.uint64), from_hex([given.value]))
    assert ask(shelf, given).hits == ()


def test_a_missing_index_is_no_answer(shelf, tmp_path):
    shelf.put(sha256(), lists=(a_list(),))
    empty = Standing(shelf.catalogue, Folders(tmp_path / "nowhere"))
    with pytest.raises(NotReady):
        look(empty, asked([(0, sha256())]), shelf.catalogue.lists)


def test_at_the_desk_an_item_on_no_list_is_a_hit_too_but_only_the_owner_s(shelf):
    given = pdq()
    facts = shelf.put(given)
    shelf.put(given, owner_id=new_id("agc"))

    [hit] = look_at_items(shelf.standing, asked([(0, given)]), OWNER).hits

    assert (hit.item_id, hit.list_id, hit.entry_id, hit.stance) == (facts.item_id, "", "", None)


def test_at_the_desk_an_item_is_one_hit_and_names_the_list_within_whose_radius_it_is(shelf):
    narrow, given = a_list(radius=4), pdq()
    shelf.put(given, lists=(narrow, a_list(name="Off", matching=False)))
    near, far = pdq(flipped(given.value, 4)), pdq(flipped(given.value, 5))
    hits = look_at_items(shelf.standing, asked([(0, near), (1, far)]), OWNER).hits
    assert [hit.list_id for hit in hits] == [narrow.list_id, ""]


def test_at_the_desk_harmless_comes_first_at_any_distance(shelf):
    harmless, given = a_list(radius=2, stance=Stance.HARMLESS), pdq()
    shelf.put(given, lists=(a_list(name="Known"), harmless))
    [hit] = look_at_items(shelf.standing, asked([(0, pdq(flipped(given.value, 9)))]), OWNER).hits
    assert hit.list_id == harmless.list_id and hit.stance == Stance.HARMLESS


def test_asked_takes_arrays_that_fit():
    codes = from_hex([pdq().value])
    with pytest.raises(ValueError):
        Asked(FingerprintKind.PDQ, codes, np.zeros(1, np.int64))
    with pytest.raises(ValueError):
        Asked(FingerprintKind.SHA256, codes, np.zeros(2, np.int64))
