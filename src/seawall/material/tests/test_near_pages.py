import pytest

from seawall.core import clock
from seawall.core.ids import short
from seawall.core.jobs import settle as settle_jobs
from seawall.material.actions import answer_match, match_exact, propose_entry, set_matching, share_entry
from seawall.material.models import Item, List, Match
from seawall.material.queries.near import sentence_of
from seawall.material.states import Stance
from seawall.material.tests.alike import like
from seawall.material.tests.make import a_confirmed_item, a_list, an_item, pdq, sha256
from seawall.material.tests.test_pages import page_of, text_of


@pytest.fixture
def at_mara(staff_client, mara):
    return staff_client(mara)


@pytest.fixture
def at_rena(staff_client, rena):
    return staff_client(rena)


@pytest.fixture
def listed(first, second, reviewer):
    """A known item on a list, and the fingerprint it is known by."""
    given = pdq(quality=81)
    item = a_confirmed_item(first, second, given)
    share_entry(propose_entry(item, a_list(reviewer, "Known to us"), actor=first), actor=reviewer)
    settle_jobs()
    item.given = given
    return item


@pytest.fixture
def later(first, listed):
    item = an_item(first, like(listed.given, 12, quality=77))
    settle_jobs()
    return item


def test_a_near_match_is_shown_with_distance_quality_list_record_and_a_sentence(at_mara, listed, later):
    page = page_of(at_mara, later)
    entry = listed.entries.get()
    assert "12 of 256 bits differ" in page and "quality 77 of 100" in page
    assert "on the list “Known to us”" in page and f"record {entry.id}" in page and short(listed.id) in page
    assert "Probably the same picture, altered" in page


def test_the_other_of_the_two_shows_it_as_well(at_mara, listed, later):
    page = page_of(at_mara, listed)
    assert short(later.id) in page and "12 of 256 bits differ" in page and "on no list" in page


def test_exact_and_near_are_shown_apart(at_mara, first, listed, later):
    given = sha256()
    item = an_item(first, given, like(listed.given, 3))
    match_exact([given], actor=first)
    settle_jobs()
    page = page_of(at_mara, item)
    exact, near = page.split("Near matches: it looks like these")
    assert "Somebody asked for its SHA-256" in exact and "of 256 bits differ" not in exact
    assert "3 of 256 bits differ" in near and "Somebody asked" not in near


def test_a_pair_is_answered_from_either_side_and_leads_back_there(at_mara, listed, later):
    match = Match.objects.get(asking__isnull=False)
    url = at_mara.at("material:answer_match", match_id=match.id)
    for seen_from in (later, listed):
        response = at_mara.post(url, {"answer": "same", "seen_from": seen_from.id})
        assert response.url == at_mara.at("material:item", item_id=seen_from.id)
    assert at_mara.post(url, {"answer": "same", "seen_from": "//x.example"}).url.endswith(listed.id)


def test_not_the_same_is_put_before_nobody_again(at_mara, listed, later):
    near = at_mara.at("material:near")
    assert short(later.id) in text_of(at_mara.get(near))
    match = Match.objects.get(asking__isnull=False)
    at_mara.post(at_mara.at("material:answer_match", match_id=match.id), {"answer": "not_same"})

    page = page_of(at_mara, later)
    assert "No other item looks like it." in page and "1 was called not the same" in page
    assert short(later.id) not in text_of(at_mara.get(near))


def test_home_asks_until_somebody_has_answered(at_mara, first, listed, later):
    home = text_of(at_mara.get("/"))
    assert "Looks like something known here" in home and "12 of 256 bits differ" in home
    answer_match(Match.objects.get(asking__isnull=False), True, actor=first)
    assert "12 of 256 bits differ" not in text_of(at_mara.get("/"))


def test_when_a_list_is_called_harmless_its_pairs_are_shown_no_more(at_mara, reviewer, listed, later):
    set_matching(List.objects.get(), matching=True, radius=31, stance=Stance.HARMLESS, actor=reviewer)
    assert "No other item looks like it." in page_of(at_mara, later)
    page = page_of(at_mara, listed)
    assert "Known to be harmless" in page and "Known to us" in page
    assert "12 of 256 bits differ" not in text_of(at_mara.get("/"))


def test_a_withdrawn_entry_is_not_named(at_mara, at_rena, listed, later):
    entry = listed.entries.get()
    at_rena.post(at_rena.at("material:withdraw_entry", entry_id=entry.id), {"because": "mistake"})
    page = page_of(at_mara, later)
    assert "on no list" in page and entry.id not in page


def test_a_narrower_list_names_its_old_match_no_longer(at_mara, reviewer, listed, later):
    """The pair stays: the two still look alike. Only the list does not vouch for it any more."""
    for matching, radius in ((True, 11), (False, 31)):
        set_matching(
            List.objects.get(), matching=matching, radius=radius, stance=Stance.KNOWN, actor=reviewer
        )
        settle_jobs()
        page = page_of(at_mara, later)
        assert "12 of 256 bits differ" in page and "no longer a match of the list “Known to us”" in page
        assert "on the list" not in page and listed.entries.get().id not in page
        assert "on the list" not in text_of(at_mara.get("/"))
        assert "on the list" not in text_of(at_mara.get(at_mara.at("material:near")))
        assert Match.objects.get(asking__isnull=False).list_id == List.objects.get().id
    set_matching(List.objects.get(), matching=True, radius=12, stance=Stance.KNOWN, actor=reviewer)
    assert "on the list “Known to us”" in page_of(at_mara, later)


def test_another_list_that_has_it_within_its_radius_is_named_instead(at_mara, first, reviewer, listed, later):
    share_entry(propose_entry(listed, a_list(reviewer, "Wide"), actor=first), actor=reviewer)
    narrow = List.objects.get(name="Known to us")
    set_matching(narrow, matching=True, radius=2, stance=Stance.KNOWN, actor=reviewer)
    page = page_of(at_mara, later)
    assert "on the list “Wide”" in page and "Known to us" not in page


def test_the_listed_one_of_two_is_named_from_either_side(at_mara, first, second, reviewer):
    """The unlisted one was there first, and was asked last."""
    given, known = pdq(), a_list(reviewer, "Known to us")
    both = [a_confirmed_item(first, second, like(given, bits)) for bits in (0, 6)]
    for item in both:
        share_entry(propose_entry(item, known, actor=first), actor=reviewer)
    settle_jobs()
    assert all("on the list “Known to us”" in page_of(at_mara, item) for item in both)


def test_an_exact_match_names_a_list_while_it_matches(at_mara, first, second, reviewer):
    given, known = sha256(), a_list(reviewer, "Known to us")
    item = a_confirmed_item(first, second, given)
    share_entry(propose_entry(item, known, actor=first), actor=reviewer)
    match_exact([given], actor=first)
    set_matching(known, matching=False, radius=31, stance=Stance.KNOWN, actor=reviewer)
    assert "no longer a match of the list “Known to us”" in page_of(at_mara, item)
    match_exact([given], actor=first)
    assert Match.objects.get().list_id is None


def test_a_quarantined_item_says_so_and_a_reviewer_releases_it(at_mara, at_rena, listed, later):
    Item.objects.filter(pk=listed.pk).update(quarantined_at=clock.now(), flood=1234)
    assert "It matched 1,234 other pictures" in page_of(at_mara, listed)
    assert "Release it" not in page_of(at_mara, listed) and "Release it" in page_of(at_rena, listed)
    assert "No other item looks like it." in page_of(at_mara, later)
    assert "Quarantined: release or withdraw" in text_of(at_rena.get("/"))

    at_rena.post(at_rena.at("material:release_item", item_id=listed.id))

    assert "In quarantine" not in page_of(at_rena, listed)
    assert "12 of 256 bits differ" in page_of(at_mara, later)


def test_a_list_s_matching_is_set_by_page(at_mara, at_rena, reviewer):
    known = a_list(reviewer)
    page, url = (
        at_rena.at("material:list", list_id=known.id),
        at_rena.at("material:set_matching", list_id=known.id),
    )
    assert "Matched up to 31 of 256 bits: known material." in text_of(at_mara.get(page))
    assert "Match by this" not in text_of(at_mara.get(page))

    at_rena.post(url, {"radius": "8", "stance": "harmless"})

    held = List.objects.get()
    assert (held.matching, held.radius, held.stance) == (False, 8, "harmless")
    assert "Switched off" in text_of(at_mara.get(page))
    wrong = at_rena.post(url, {"radius": "32", "stance": "known"})
    assert wrong.status_code == 422 and b'href="#id_radius"' in wrong.content


def test_every_distance_has_its_sentence():
    said = [sentence_of(distance) for distance in range(32)]
    assert [said.index(one) for one in dict.fromkeys(said)] == [0, 1, 11, 21]
