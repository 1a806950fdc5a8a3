"""The provider's door, with a real client of the node program: pages and JSON."""

import json
from datetime import timedelta

import pytest
from django.core.cache import cache

from seawall.audit.models import Line
from seawall.core import clock
from seawall.core.doors import Door
from seawall.takedown import actions, door
from seawall.takedown.links import LASTS, link_for, notice_of
from seawall.takedown.models import Answer
from seawall.takedown.tests import makers

URL = "https://bilder.example/a/1"


@pytest.fixture(autouse=True)
def empty_counters(db):
    cache.clear()


@pytest.fixture
def notice(analyst):
    return makers.sent(analyst)


@pytest.fixture
def token(notice):
    return link_for(notice).token


@pytest.fixture
def location(notice):
    return notice.lines.get().location


def page(token, deed=""):
    return f"/notices/{token}/{deed}"


def interface(token, deed=""):
    return f"/api/v1/notices/{token}{deed}"


def post_json(client, path, body):
    return client.post(path, json.dumps(body), content_type="application/json")


def test_it_shows_the_locations_masked(node_client, token):
    text = node_client.get(page(token)).content.decode()
    assert "hxxps://bil" in text and URL not in text and "bilder.example" not in text


def test_it_reveals_and_leaves_a_line(node_client, token, notice):
    assert URL in node_client.post(page(token, "reveal")).content.decode()
    assert Line.objects.filter(what="notice.revealed_to_provider", subject_id=notice.id).count() == 1


@pytest.mark.parametrize("kind", ["removed", "already_gone", "not_ours"])
def test_one_press_answers(kind, node_client, token, location):
    answered = node_client.post(page(token, "answer"), {"location": location.id, "kind": kind})
    assert (answered.status_code, answered["Location"]) == (302, page(token))
    assert Answer.objects.get().kind == kind


def test_an_objection_brings_its_reason(node_client, token, location):
    said = {"location": location.id, "kind": "objection", "reason": "lawful_use", "words": "<b>Paper</b>"}
    assert node_client.post(page(token, "answer"), said).status_code == 302
    assert Answer.objects.get().words == "<b>Paper</b>"


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"kind": "removed"},
        {"kind": "burned"},
        {"kind": "objection"},
        {"kind": "objection", "reason": "because"},
        {"kind": "not_ours", "who": "x" * 201},
        {"kind": "objection", "reason": "other", "words": "x" * 2001},
        {"kind": "removed", "location": "loc_00000000000000000000000000"},
        {"kind": "removed", "location": "' OR 1=1"},
        {"kind": "not_ours", "who": "nul\x00"},
    ],
)
def test_a_bad_answer_is_said_and_nothing_is_kept(said, node_client, token, location):
    given = said if "location" in said or said == {"kind": "removed"} else said | {"location": location.id}
    assert node_client.post(page(token, "answer"), given).status_code == 422
    assert not Answer.objects.exists()


def test_all_at_once(node_client, analyst):
    makers.traced(analyst, "https://bilder.example/a/2")
    notice = makers.sent(analyst)
    assert notice.lines.count() == 2
    node_client.post(page(link_for(notice).token, "answer"), {"location": "all", "kind": "removed"})
    assert Answer.objects.count() == 2


def test_the_same_press_again_changes_nothing(node_client, token, location):
    for _ in range(3):
        assert (
            node_client.post(page(token, "answer"), {"location": location.id, "kind": "removed"}).status_code
            == 302
        )
    assert Answer.objects.count() == 1


def test_it_sets_no_cookie_and_is_not_kept_by_caches(node_client, token):
    answered = node_client.get(page(token))
    assert not answered.cookies
    assert answered["Cache-Control"] == "no-store"


def test_it_speaks_the_letters_language(node_client, analyst):
    notice = makers.sent(analyst, "https://bilder.example/de", country="DE")
    assert 'lang="de"' in node_client.get(page(link_for(notice).token)).content.decode()


def test_a_chosen_language_stays_after_an_answer(node_client, token, location):
    text = node_client.get(page(token) + "?language=de").content.decode()
    assert f'action="{page(token, "answer")}?language=de"' in text
    said = {"location": location.id, "kind": "removed"}
    answered = node_client.post(page(token, "answer") + "?language=de", said)
    assert answered["Location"] == page(token) + "?language=de"
    assert node_client.get(page(token) + "?language=tlh").status_code == 200


def wrong_keys(notice, token):
    ended = link_for(notice, ends_at=clock.now() - timedelta(seconds=1)).token
    return [ended, token[:-1], token + "x", "x", token.replace(":", ";"), "A" * 5000, "%00", token.swapcase()]


def test_a_wrong_key_gets_not_found_whatever_is_wrong(node_client, notice, token):
    bodies = set()
    for key in wrong_keys(notice, token):
        for answered in (
            node_client.get(page(key)),
            node_client.post(page(key, "answer"), {"kind": "removed"}),
            node_client.post(page(key, "reveal")),
            node_client.get(interface(key)),
            post_json(node_client, interface(key, "/reveal"), {}),
        ):
            assert answered.status_code == 404
        bodies.add(node_client.get(interface(key)).content)
    assert len(bodies) == 1


def test_a_closed_link_is_not_found(node_client, notice, token, analyst):
    actions.close_link(notice, actor=analyst)
    assert node_client.get(page(token)).status_code == 404
    assert node_client.get(interface(token)).status_code == 404


def test_a_draft_has_no_door(node_client, analyst):
    assert node_client.get(page(link_for(makers.drafted(analyst)).token)).status_code == 404


def test_a_key_opens_one_notice_and_ends_by_itself(notice, token):
    assert notice_of(token) == notice
    assert clock.now() + LASTS - link_for(notice).ends_at < timedelta(minutes=1)


@pytest.mark.usefixtures("one_minute")
def test_wrong_keys_are_slowed_and_good_ones_are_not(node_client, token, monkeypatch):
    monkeypatch.setattr(door, "DOOR", Door("takedown.notices", wrong_a_minute=3))
    answers = [node_client.get(page("wrong")).status_code for _ in range(5)]
    assert answers == [404, 404, 404, 429, 429]
    assert node_client.get(interface("wrong")).status_code == 429
    assert node_client.get(page(token)).status_code == 200


@pytest.mark.usefixtures("one_minute")
def test_one_notice_can_be_visited_only_so_often(node_client, token, monkeypatch):
    monkeypatch.setattr(door, "DOOR", Door("takedown.notices", visits_a_minute=2))
    assert [node_client.get(page(token)).status_code for _ in range(3)] == [200, 200, 429]


def test_the_interface_says_the_same(node_client, token, notice, location):
    told = node_client.get(interface(token)).json()
    assert told["notice"] == notice.id and told["agency"] == "Meldestelle Nord"
    (line,) = told["locations"]
    assert line | {"grounds": []} == {
        "id": location.id,
        "address": "hxxps://bil…/…",
        "grounds": [],
        "answers": [],
    }
    assert "§ 184b StGB, version 1" in line["grounds"][0]
    assert post_json(node_client, interface(token, "/reveal"), {}).json() == {"addresses": {location.id: URL}}


def test_the_interface_answers_and_repeats_itself(node_client, token, location):
    body = {"answers": [{"location": location.id, "answer": "not_ours", "who": "Other Hosting"}]}
    first = post_json(node_client, interface(token), body)
    again = post_json(node_client, interface(token), body)
    assert first.status_code == again.status_code == 200
    assert first.json() == again.json()
    assert [one["answer"] for one in first.json()["locations"][0]["answers"]] == ["not_ours"]
    assert Answer.objects.count() == 1


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        ({"answer": "burned"}, 422),
        ({"answer": "objection"}, 422),
        ({"answer": "objection", "reason": "because"}, 422),
        ({"answer": "removed", "who": "x" * 201}, 422),
        ({"answer": "removed", "location": "loc_00000000000000000000000000"}, 404),
    ],
)
def test_a_bad_message_keeps_nothing(answer, status, node_client, token, location):
    good = {"location": location.id, "answer": "removed"}
    body = {"answers": [good, {"location": location.id} | answer]}
    assert post_json(node_client, interface(token), body).status_code == status
    assert not Answer.objects.exists()


@pytest.mark.parametrize("body", ["", "{", "[]", "null", '{"answers": []}', '{"answers": 5}', "[" * 2000])
def test_junk_is_refused(body, node_client, token):
    answered = node_client.post(interface(token), body, content_type="application/json")
    assert answered.status_code in (400, 422)
    assert not Answer.objects.exists()


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_methods_are_not_answered(method, node_client, token):
    assert getattr(node_client, method)(page(token)).status_code == 405
    assert getattr(node_client, method)(interface(token)).status_code == 405
