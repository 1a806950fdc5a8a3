"""What the pages show and hide, beyond who may open them (permissions.py)."""

import re

import pytest

from seawall.core import paging
from seawall.core.ids import short
from seawall.material.actions import ask_second_opinion, match_exact, propose_entry, share_entry
from seawall.material.models import Item, ListEntry
from seawall.material.queries import items_waiting_for
from seawall.material.states import EntryState, ItemState
from seawall.material.tests.make import (
    PLAIN,
    a_confirmed_item,
    a_disputed_item,
    a_list,
    a_proposed_entry,
    an_assessed_item,
    an_item,
    pdq,
    sha256,
)


@pytest.fixture
def at_mara(staff_client, mara):
    return staff_client(mara)


@pytest.fixture
def at_mika(staff_client, mika):
    return staff_client(mika)


@pytest.fixture
def at_rena(staff_client, rena):
    return staff_client(rena)


def text_of(response) -> str:
    """The words of the page's own part."""
    page = response.content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page[page.index("<main") :]))


def page_of(client, item: Item) -> str:
    return text_of(client.get(client.at("material:item", item_id=item.id)))


def test_the_item_shows_facts_once_and_every_law(at_mara, first):
    page = page_of(at_mara, an_assessed_item(first, pdq(77), sha256()))

    for words in (
        "Facts once, law many",
        "§ 184b StGB",
        "18 U.S.C. § 2256",
        "version 1",
        "A1",
        "quality 77 of 100",
    ):
        assert words in page


def test_the_second_person_reads_no_label_and_no_verdict(at_mika, first):
    page = page_of(at_mika, an_assessed_item(first, depiction="c2"))

    assert "You are asked blind" in page
    for words in ("Facts once", "class C", "7 to 10", "A2", "Baseline", "letter c", "Mara"):
        assert words not in page


def test_the_form_of_the_second_person_is_empty(at_mika, first):
    item = an_assessed_item(first)
    response = at_mika.get(at_mika.at("material:assess", item_id=item.id))
    assert b"checked" not in response.content and b"Mara" not in response.content


def test_the_page_says_why_nobody_has_to_look_again(at_mara, first, second):
    page = page_of(at_mara, a_confirmed_item(first, second))
    assert "Nobody has to look again" in page and "opinions of 2 people" in page


def test_it_does_not_say_so_while_somebody_is_asked_to_look(at_mara, at_mika, first):
    item = an_assessed_item(first)
    assert "Nobody has to look again" in page_of(at_mara, item)
    ask_second_opinion(item, actor=first)
    for client in (at_mara, at_mika):
        assert "Nobody has to look again" not in page_of(client, item)


def test_a_list_on_which_the_item_stands_is_not_offered_again(at_mara, first, second, reviewer):
    item = a_confirmed_item(first, second)
    known = a_list(reviewer)
    assert "Propose for this list" in page_of(at_mara, item)
    propose_entry(item, known, actor=first)
    assert "Propose for this list" not in page_of(at_mara, item)


def test_a_fingerprint_stays_masked_until_it_is_revealed(at_mara, first):
    given = sha256()
    item = an_item(first, given)
    url = at_mara.at("material:reveal_fingerprint", fingerprint_id=item.fingerprints.get().id)

    assert given.value not in page_of(at_mara, item)
    assert given.value in text_of(at_mara.post(url, {"purpose": "compare"}))
    assert at_mara.post(url, {"purpose": "curiosity"}).status_code == 422
    assert at_mara.post(url).status_code == 422


def test_a_reveal_without_a_fresh_second_factor_asks_for_it(staff_client, mara, first):
    client, given = staff_client(mara, fresh=False), sha256()
    url = client.at("material:reveal_fingerprint", fingerprint_id=an_item(first, given).fingerprints.get().id)

    response = client.post(url, {"purpose": "compare"})

    assert response.status_code == 302 and given.value not in response.content.decode()


def test_every_label_has_a_key_of_its_own(at_mara, first):
    page = at_mara.get(at_mara.at("material:assess", item_id=an_item(first).id)).content.decode()
    form = page[page.index("<main") : page.index("</main>")]
    keys = re.findall(r'data-key="(.)"', form)
    assert len(keys) == len(set(keys)) and len(keys) >= 26
    # Taken by every page: search, keyboard map, rows, navigation, pages.
    assert not set(keys) & set("/?jkg[]")


def test_saving_leads_to_the_next_of_the_queue(at_mara, first):
    one, other = an_item(first), an_item(first)

    response = at_mara.post(at_mara.at("material:assess", item_id=one.id), PLAIN)
    assert response.url == at_mara.at("material:assess", item_id=other.id)
    response = at_mara.post(response.url, PLAIN)
    assert response.url == at_mara.at("material:items")
    assert not items_waiting_for(first).exists()


def test_saving_leads_back_to_where_the_person_came_from_but_never_away(at_mara, first):
    for wanted, expected in (("/reports/", "/reports/"), ("https://elsewhere.example/", "/material/")):
        url = at_mara.at("material:assess", item_id=an_item(first).id)
        assert at_mara.post(url, {**PLAIN, "next": wanted}).url == expected


def test_a_label_left_out_loses_nothing_and_is_named(at_mara, first):
    url = at_mara.at("material:assess", item_id=an_item(first).id)
    response = at_mara.post(url, {**PLAIN, "age": ""})
    assert response.status_code == 422
    assert b'href="#id_age_0"' in response.content and response.content.count(b"checked") == 5


def test_an_adult_who_is_a_child_is_sent_back_to_the_question(at_mara, first):
    url = at_mara.at("material:assess", item_id=an_item(first).id)
    response = at_mara.post(url, {**PLAIN, "age": "adult"})
    assert response.status_code == 422 and b'href="#id_real_child_0"' in response.content


def test_who_comes_too_late_is_led_to_the_item(at_mika, at_rena, first, second):
    item = a_confirmed_item(first, second)
    assert at_mika.get(at_mika.at("material:assess", item_id=item.id)).status_code == 302
    assert at_rena.get(at_rena.at("material:settle", item_id=item.id)).status_code == 302
    assert at_rena.post(at_rena.at("material:settle", item_id=item.id), PLAIN).status_code == 409


def test_a_dispute_goes_from_the_queue_to_settled_by_page(at_rena, first, second):
    item = a_disputed_item(first, second)
    assert short(item.id) in text_of(at_rena.get(at_rena.at("material:disputed")))

    at_rena.post(at_rena.at("material:settle", item_id=item.id), PLAIN)

    item.refresh_from_db()
    assert item.state == ItemState.CONFIRMED
    assert "No dispute waits for you" in text_of(at_rena.get(at_rena.at("material:disputed")))


def test_a_second_opinion_is_asked_and_given_by_page(at_mara, at_mika, first):
    item = an_assessed_item(first)

    at_mara.post(at_mara.at("material:ask_second_opinion", item_id=item.id))
    assert short(item.id) in text_of(at_mika.get(at_mika.at("material:second_opinions")))
    assert short(item.id) not in text_of(at_mara.get(at_mara.at("material:second_opinions")))
    at_mika.post(at_mika.at("material:assess", item_id=item.id), PLAIN)

    item.refresh_from_db()
    assert item.state == ItemState.CONFIRMED


def test_an_own_opinion_is_revised_and_withdrawn_by_page(at_mara, first):
    item = an_assessed_item(first)
    revise = at_mara.at("material:revise", opinion_id=item.opinions.get().id)
    assert at_mara.get(revise).content.count(b"checked") == 6
    at_mara.post(revise, {**PLAIN, "depiction": "a"})
    own = item.opinions.get(withdrawn_at__isnull=True)
    assert own.depiction == "a"

    at_mara.post(at_mara.at("material:withdraw_opinion", opinion_id=own.id))

    item.refresh_from_db()
    assert item.state == ItemState.WAITING
    assert "Earlier verdicts" in page_of(at_mara, item) or "You are asked blind" in page_of(at_mara, item)


def test_an_entry_is_proposed_shared_voted_and_withdrawn_by_page(
    at_mara, at_mika, at_rena, first, second, reviewer
):
    item, known = a_confirmed_item(first, second), a_list(reviewer)
    at_mara.post(at_mara.at("material:propose_entry", item_id=item.id), {"list": known.id})
    entry = ListEntry.objects.get()
    assert "Share" in text_of(at_rena.get(at_rena.at("material:list", list_id=known.id)))

    at_rena.post(at_rena.at("material:share_entry", entry_id=entry.id))
    at_mika.post(at_mika.at("material:vote_entry", entry_id=entry.id), {"reason": "common_picture"})
    at_rena.post(at_rena.at("material:withdraw_entry", entry_id=entry.id), {"because": "objection"})

    entry.refresh_from_db()
    assert entry.state == EntryState.WITHDRAWN and entry.votes.get().up is False
    page = text_of(at_mara.get(at_mara.at("material:list", list_id=known.id)))
    assert "withdrawn" in page and "an objection was right" in page


def test_a_match_is_answered_by_page(at_mara, first):
    given = sha256()
    item = an_item(first, given)
    [match] = match_exact([given], actor=first)
    at_mara.post(at_mara.at("material:answer_match", match_id=match.id), {"answer": "not_same"})
    assert "not the same" in page_of(at_mara, item)


def test_an_unknown_fingerprint_is_looked_up_and_registered(at_mara, first):
    sent = {"kind": "sha256", "value": sha256().value.upper()}
    assert "Not known here" in text_of(at_mara.post(at_mara.at("material:look_up"), sent))

    response = at_mara.post(at_mara.at("material:register_item"), sent)

    item = Item.objects.get()
    assert response.url == at_mara.at("material:item", item_id=item.id)
    assert short(item.id) in text_of(at_mara.post(at_mara.at("material:look_up"), sent))


def test_what_is_no_fingerprint_is_told_at_the_field(at_mara):
    for name in ("look_up", "register_item"):
        response = at_mara.post(at_mara.at(f"material:{name}"), {"kind": "md5", "value": "colour"})
        assert response.status_code == 422 and b'href="#id_value"' in response.content


def test_a_holding_is_noted_by_page(at_mara, first, police):
    item = an_item(first)
    url = at_mara.at("material:hold_file", item_id=item.id)
    at_mara.post(url, {"agency": police.id, "evidence_number": "EX-7"})
    assert "EX-7" in page_of(at_mara, item)
    assert at_mara.post(url, {"agency": "agc_none", "evidence_number": "EX-7"}).status_code == 422


def test_a_list_name_is_used_once(at_rena):
    for status in (302, 422):
        response = at_rena.post(at_rena.at("material:open_list"), {"name": "Known", "handling": "red"})
        assert response.status_code == status


def test_nobody_shares_on_the_page_what_she_proposed_herself(at_rena, first, second, reviewer):
    entry = propose_entry(a_confirmed_item(first, second), a_list(reviewer), actor=reviewer)
    page = text_of(at_rena.get(at_rena.at("material:list", list_id=entry.list_id)))
    assert "Withdraw" in page and " Share " not in page


def test_lists_are_paged_by_key(at_mara, first, monkeypatch):
    monkeypatch.setattr(paging, "SIZE", 2)
    ids = [an_item(first).id for _ in range(5)]

    def shown(url: str) -> list[str]:
        response = at_mara.get(url)
        shown.page = response.context["page"]
        return [item.id for item in shown.page.rows]

    assert shown(at_mara.at("material:items")) == ids[:2] and not shown.page.earlier_url
    assert shown(shown.page.later_url) == ids[2:4]
    assert shown(shown.page.later_url) == ids[4:] and not shown.page.later_url
    assert shown(shown.page.earlier_url) == ids[2:4]
    assert shown(shown.page.earlier_url) == ids[:2] and not shown.page.earlier_url


@pytest.mark.parametrize("edge", ["%00", "nonsense", "rep_01h00000000000000000000000%00"])
def test_a_bent_address_finds_nothing(at_mara, edge):
    for part in ("after", "before"):
        assert at_mara.get(at_mara.at("material:items") + f"?{part}={edge}").status_code == 404


def test_a_table_reads_in_the_words_of_a_lawyer(at_mara):
    page = text_of(at_mara.get(at_mara.at("material:scheme", scheme_id="de-184b")))
    assert "apparent age: 14 to 15, 16 to 17, adult" in page
    assert "in all other cases" in page and "fails" not in page
    assert at_mara.get("/material/schemes/nowhere").status_code == 404


def test_the_pages_speak_german(at_mara, first, second, mara):
    item = a_confirmed_item(first, second)
    mara.language = "de"
    mara.save()
    response = at_mara.get(at_mara.at("material:item", item_id=item.id), headers={"accept-language": "de"})
    page = text_of(response)
    assert "Niemand muss noch einmal hinsehen" in page and "Einstufung" in page


@pytest.mark.parametrize("state", [*ItemState.values, "nonsense"])
def test_items_are_shown_by_state(at_mara, first, second, reviewer, state):
    share_entry(a_proposed_entry(first, second, reviewer), actor=reviewer)
    ask_second_opinion(an_assessed_item(first), actor=first)
    assert at_mara.get(at_mara.at("material:items") + f"?state={state}").status_code == 200
