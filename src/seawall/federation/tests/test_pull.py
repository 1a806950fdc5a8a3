"""The door of lists: who gets in, what comes out, what stays in the trail."""

import json
from datetime import timedelta
from io import BytesIO

import msgspec
import pytest
from django.db import connection

from seawall.audit.actions import drain
from seawall.audit.models import Line
from seawall.core import clock
from seawall.core.budget import Limits
from seawall.core.errors import NotFound
from seawall.core.ids import new_id
from seawall.federation import door
from seawall.federation.actions import end_agreement, note_pull
from seawall.federation.actions.note_pull import Pulled
from seawall.federation.cursor import cursor_of
from seawall.federation.models import Agreement
from seawall.federation.openapi import ChangesOut, ListsOut
from seawall.federation.tests.conftest import HOLDER, facts_of
from seawall.material.actions import set_matching, withdraw_entry
from seawall.material.queries import Place
from seawall.material.states import HandlingCode, Stance, WithdrawalReason
from seawall.material.tests.make import a_list, md5, pdq
from seawall.people.models import AccessKey
from seawall.people.queries import held_key
from seawall.people.states import Scope
from seawall.wire.changes import Asked, read_page
from seawall.wire.listed import Given

MISTAKE = WithdrawalReason.MISTAKE


@pytest.fixture
def secret(opened, signed) -> str:
    made = opened()
    signed()
    return made


def test_it_tells_the_list_in_full_and_goes_on_with_the_cursor(secret, shared, reviewer, pull, known):
    picture, code = pdq(90), md5()
    entry, other = shared(picture, code), shared()

    body = pull(secret).json()

    assert body["list"]["id"] == known.id and body["list"]["handling"] == "amber" and not body["more"]
    assert [change["entry"] for change in body["changes"]] == [entry.id, other.id]
    told = body["changes"][0]
    assert told["change"] == "shared" and told["disputed"] is False and told["handling"] == "amber"
    assert told["fingerprints"] == [
        {"kind": "pdq", "value": picture.value, "quality": 90},
        {"kind": "md5", "value": code.value},
    ]
    assert told["categories"]["uk-sentencing"]["category"] == "B"

    withdraw_entry(entry, MISTAKE, actor=reviewer)
    later = pull(secret, cursor=body["cursor"]).json()
    assert later["changes"] == [{"change": "withdrawn", "entry": entry.id, "because": "mistake"}]


def test_it_is_the_list_feed_of_wire_and_what_the_page_for_programs_says(
    secret, shared, reviewer, pull, known, node_client
):
    picture, code = pdq(90), md5()
    entry, gone = shared(picture, code), shared()
    withdraw_entry(gone, MISTAKE, actor=reviewer)
    told, asked = pull(secret), Asked(known.id)

    page = read_page(BytesIO(told.content), asked)

    first, last = page.changes
    assert first.entry and first.id == entry.id and not page.more and not first.more and not page.head.more
    assert first.entry.fingerprints == (Given("pdq", picture.value, 90), Given("md5", code.value))
    assert (last.id, last.entry, last.because) == (gone.id, None, "mistake")
    assert (page.head.id, page.head.stance, page.has_more) == (known.id, "known", False)
    again = pull(secret, cursor=page.cursor)
    assert read_page(BytesIO(again.content), page.next()).next() == page.next()
    # Strictly: a field that is not described there would be a fault.
    msgspec.json.decode(told.content, type=ChangesOut)
    lists = node_client.get(node_client.at("api:lists"), headers={"Authorization": f"Bearer {secret}"})
    msgspec.json.decode(lists.content, type=ListsOut)


def test_a_receiver_with_a_long_name_goes_on_as_well(opened, signed, shared, pull):
    name = "消费者保护与未成年人安全组织" * 8
    secret = opened(holder=name)
    signed(holder=name)
    shared()
    assert pull(secret, cursor=pull(secret).json()["cursor"]).status_code == 200


def test_page_by_page_it_is_the_same(secret, shared, pull):
    entries = [shared().id for _ in range(5)]
    found, cursor, more = [], "", True
    while more:
        body = pull(secret, limit=2, **({"cursor": cursor} if cursor else {})).json()
        found += [change["entry"] for change in body["changes"]]
        cursor, more = body["cursor"], body["more"]
    assert found == entries
    rest = pull(secret, cursor=cursor).json()
    assert rest["changes"] == [] and rest["cursor"] == cursor and not rest["more"]


def test_nothing_new_costs_nothing(secret, shared, pull, django_assert_max_num_queries, known):
    shared()
    cursor = pull(secret).json()["cursor"]
    idle = pull(secret, cursor=cursor)
    assert idle.status_code == 200 and idle["ETag"]

    again = pull(secret, cursor=cursor, etag=idle["ETag"])

    assert again.status_code == 304 and again.content == b"" and again["ETag"] == idle["ETag"]
    # For another question the same words are worth nothing.
    assert pull(secret, cursor=cursor, limit=5, etag=idle["ETag"]).status_code == 200
    shared()
    news = pull(secret, cursor=cursor, etag=idle["ETag"])
    assert news.status_code == 200 and len(news.json()["changes"]) == 1


def test_a_list_that_means_something_else_is_news_without_a_change(secret, shared, reviewer, pull, known):
    shared()
    first = pull(secret)
    set_matching(known, matching=True, radius=9, stance=Stance.HARMLESS, actor=reviewer)
    second = pull(secret, etag=first["ETag"])
    assert second.status_code == 200 and second.json()["list"]["stance"] == "harmless"


def test_each_entry_keeps_the_stricter_code(secret, shared, pull):
    entry = shared()
    type(entry).objects.filter(pk=entry.pk).update(handling=HandlingCode.RED)
    assert pull(secret).json()["changes"][0]["handling"] == "red"


def test_every_pull_leaves_its_line_with_count_and_range_and_no_value(secret, shared, pull, trail, known):
    code = md5()
    one, other = shared(code), shared()
    etag = pull(secret)["ETag"]
    pull(secret, etag=etag)

    full, idle = trail("federation.list_pulled")

    agreement = Agreement.objects.get()
    assert full.subject_id == idle.subject_id == agreement.id and facts_of(full)["list"] == known.id
    assert (facts_of(full)["changes"], facts_of(full)["first"], facts_of(full)["last"]) == (
        2,
        one.turn,
        other.turn,
    )
    assert (facts_of(idle)["changes"], facts_of(idle)["first"], facts_of(idle)["last"]) == (0, 0, 0)
    assert code.value not in full.body and full.actor_id == AccessKey.objects.get().id
    assert agreement.given == 2 and agreement.pulled_at and AccessKey.objects.get().last_used_at


def test_without_its_line_nothing_is_given(secret, shared, pull):
    shared()
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {Line._meta.db_table} RENAME TO out_of_reach")

    answer = pull(secret)

    assert answer.status_code == 503 and "changes" not in answer.json()
    assert Agreement.objects.get().given == 0


REFUSAL = 404


def test_whether_a_list_is_there_cannot_be_told_from_a_refusal(opened, signed, shared, reviewer, pull, known):
    """Unknown, not agreed about, not named by the key, not begun, over, ended, another's agreement: one answer."""
    other = a_list(reviewer, "Another")
    shared(on=other)
    secret = opened(known, other)
    answers = [
        pull(secret),
        pull(secret, of=new_id("lst")),
        pull(secret, of="lst_x"),
        pull(secret, of=other.id),
    ]

    agreement = signed()
    assert pull(secret).status_code == 200
    answers.append(pull(opened(other)))
    answers.append(pull(opened(holder="Somebody else")))
    today = clock.now().date()
    for begins, ends in ((1, 5), (-5, -1)):
        Agreement.objects.update(begins_on=today + timedelta(begins), ends_on=today + timedelta(ends))
        answers.append(pull(secret))
    Agreement.objects.update(begins_on=today, ends_on=today)
    assert pull(secret).status_code == 200
    end_agreement(agreement, actor=reviewer)
    answers.append(pull(secret))

    assert {answer.status_code for answer in answers} == {REFUSAL}
    assert len({answer.content for answer in answers}) == 1
    assert len({tuple(sorted(answer.headers)) for answer in answers}) == 1


def test_the_lists_of_a_key_are_those_it_can_pull(secret, opened, node_client, known, reviewer):
    a_list(reviewer, "Another")

    def lists_of(one: str) -> list:
        headers = {"Authorization": f"Bearer {one}"}
        return node_client.get(node_client.at("api:lists"), headers=headers).json()["lists"]

    [told] = lists_of(secret)
    assert (told["id"], told["name"], told["purpose"]) == (known.id, known.name, "prevent")
    assert lists_of(opened(holder="Somebody else")) == []


@pytest.mark.parametrize("kind", ["none", "wrong", "asks only", "revoked"])
def test_without_a_key_that_opens_it_nobody_gets_in(secret, opened, pull, kind):
    if kind == "asks only":
        assert pull(opened(scopes=(Scope.MATCH,))).status_code == 403
        return
    if kind == "revoked":
        AccessKey.objects.update(revoked_at=clock.now())
    used = {"none": "", "wrong": "seawall_wrong", "revoked": secret}[kind]
    assert pull(used).status_code == 401


@pytest.mark.parametrize("limit", ["0", "2001", "-1", "x", "", "1.5", "９", "99999999999"])
def test_a_wrong_limit_says_what_is_right(secret, pull, limit):
    answer = pull(secret, limit=limit)
    assert answer.status_code == 422 and "limit" in answer.json()["fields"]
    # A machine has typed nothing, and sees no marks.
    assert "`fields` says what is wrong" in answer.json()["message"]


def test_only_a_cursor_of_this_list_and_receiver_is_taken(
    secret, signed, opened, shared, pull, reviewer, known
):
    shared()
    other = a_list(reviewer, "Another")
    foreign = opened(known, other, holder="Somebody else")
    theirs, elsewhere = signed(holder="Somebody else"), signed(other, holder="Somebody else")
    assert pull(foreign).status_code == 200
    place = Place(1, new_id("ent"))
    for cursor in (
        "1",
        "x" * 2000,
        "ä",
        cursor_of(theirs, place),
        cursor_of(elsewhere, place),
    ):
        answer = pull(secret, cursor=cursor)
        assert answer.status_code == 422 and "cursor" in answer.json()["fields"]


def test_a_cursor_from_a_day_that_is_gone_begins_anew(secret, shared, pull, known):
    """The database was put back: entries that were told are not there, or stand at an earlier place."""
    entry = shared()
    agreement = Agreement.objects.get()
    for place in (Place(entry.turn + 1, entry.id), Place(entry.turn, new_id("ent"))):
        answer = pull(secret, cursor=cursor_of(agreement, place))
        assert answer.status_code == 410 and "changes" not in answer.json()
    assert pull(secret, cursor=cursor_of(agreement, Place(entry.turn, entry.id))).status_code == 200


@pytest.mark.usefixtures("one_minute")
def test_it_can_be_asked_only_so_often(secret, pull, monkeypatch):
    monkeypatch.setattr(door, "LIMITS", Limits(3, 5))
    assert [pull(secret).status_code for _ in range(4)] == [200, 200, 200, 429]
    refused = pull(secret)
    assert int(refused["Retry-After"]) <= 60 and "fingerprint" not in refused.json()["message"]


@pytest.mark.usefixtures("one_minute")
def test_the_first_refusal_in_a_minute_leaves_a_line(secret, pull, trail):
    for _ in range(3):
        pull(secret, of=new_id("lst"))
    drain()
    assert [facts_of(line)["status"] for line in trail("federation.pull_refused")] == [404]


def test_what_was_ended_meanwhile_is_not_noted(secret, reviewer):
    agreement, key = Agreement.objects.get(), held_key(secret)
    end_agreement(agreement, actor=reviewer)
    with pytest.raises(NotFound):
        note_pull(agreement, Pulled(), key=key, actor=key.actor)


def test_nobody_notes_a_pull_for_another(secret, opened, reviewer):
    agreement, other = Agreement.objects.get(), held_key(opened(holder="Somebody else"))
    for key, actor in ((other, other.actor), (held_key(secret), reviewer), (held_key(secret), other.actor)):
        with pytest.raises(NotFound):
            note_pull(agreement, Pulled(), key=key, actor=actor)


def test_it_is_described_for_programs(node_client):
    paths = node_client.get("/api/v1/openapi.json").json()["paths"]
    told = paths["/api/v1/lists/{list_id}/changes"]["get"]
    assert {one["name"] for one in told["parameters"]} == {"list_id", "cursor", "limit", "If-None-Match"}
    assert set(told["responses"]) >= {"200", "304", "401", "403", "404", "410", "422", "429", "503"}
    assert HOLDER not in json.dumps(paths)
