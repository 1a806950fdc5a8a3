"""`POST /api/v1/match`: what a machine is told, what it is not told, and what stays of its asking."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from seawall.audit.actions import drain
from seawall.audit.models import Line
from seawall.core.actors import Actor
from seawall.core.budget import Budget, Limits
from seawall.material.actions import open_list, propose_entry, share_entry, vote_entry, withdraw_entry
from seawall.material.asking.tests.said import said
from seawall.material.matching import follower
from seawall.material.models import Item, List, ListEntry
from seawall.material.states import HandlingCode, Stance, VoteReason, WithdrawalReason
from seawall.material.tests.make import md5, pdq, sha256
from seawall.people.actions import revoke_access_key
from seawall.people.models import Agency
from seawall.people.queries import held


class ByHand(follower.Follower):
    """Steps when the test says so."""

    def follow(self) -> None:
        pass


Shared = Callable[..., Item]
Ask = Callable[..., Any]


def told(answer: Any) -> dict[str, Any]:
    assert answer.status_code == 200, answer.content
    body: dict[str, Any] = json.loads(answer.content)
    return body


def test_it_finds_exact_and_near_apart(shared: Shared, ask: Ask, known: List) -> None:
    picture, file = pdq(), sha256()
    item = shared(picture, file)
    entry = ListEntry.objects.get()
    answer = told(ask([said(picture, 7), said(sha256()), said(file)]))
    [exact], [near] = answer["exact"], answer["near"]
    same = {"list": known.id, "record": item.id, "entry": entry.id, "disputed": False}
    assert exact | same == exact and near | same == near
    assert (exact["position"], exact["kind"], exact["distance"], exact["radius"]) == (2, "sha256", 0, 0)
    assert (near["position"], near["kind"], near["distance"], near["radius"]) == (0, "pdq", 7, 31)
    assert exact["hint"] == "treat_as_known" and near["hint"] == "look_first"
    assert exact["fingerprint"] == file.value and near["fingerprint"] == said(picture, 7)["value"]
    assert exact["categories"] and all(
        set(one) == {"category", "version"} for one in exact["categories"].values()
    )
    assert (answer["asked"], answer["distinct"], answer["complete"]) == (3, 3, True)
    assert answer["not_searched"] == answer["cut"] == [] and answer["withheld"] == 0


def test_what_is_stored_is_never_told(shared: Shared, ask: Ask) -> None:
    picture, file = pdq(), sha256()
    shared(picture, file)
    answer = ask([said(picture, 9)]).content.decode()
    assert picture.value not in answer and file.value not in answer


def test_it_asks_the_database_nothing(
    shared: Shared, ask: Ask, opened: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a follower and a ring that read beforehand, as their threads do."""
    picture = pdq()
    shared(picture)
    told(ask([said(picture)]))
    standing = follower.here().standing()
    here = ByHand(follower.here().folders.folder)
    here.step()
    follower.use(here)
    ring = held.Ring()
    ring.read()
    monkeypatch.setattr(ring, "_pid", os.getpid())
    monkeypatch.setattr(held, "ring", ring)
    with CaptureQueriesContext(connection) as queries:
        assert len(told(ask([said(picture, 3)]))["near"]) == 1
    assert standing and queries.captured_queries == []


def test_the_same_fingerprint_twice_is_one_question(shared: Shared, ask: Ask) -> None:
    picture, file = pdq(), md5()
    shared(picture, file)
    loud = {**said(file), "value": file.value.upper()}
    answer = told(ask([said(file), said(picture), loud, {**said(picture), "quality": 12}]))
    assert (answer["asked"], answer["distinct"]) == (4, 2)
    assert [hit["position"] for hit in answer["exact"] + answer["near"]] == [0, 1]
    assert answer["not_searched"] == []


def test_a_weak_picture_is_not_searched_and_that_is_said(shared: Shared, ask: Ask) -> None:
    picture = pdq()
    shared(picture)
    answer = told(ask([{**said(picture), "quality": 49}]))
    assert answer["near"] == [] and answer["not_searched"] == [{"position": 0, "reason": "quality"}]


def test_every_wrong_fingerprint_is_named_and_nothing_counts(
    shared: Shared, ask: Ask, data_folder: Path
) -> None:
    file = sha256()
    shared(file)
    answer = ask(
        [
            said(file),
            {"kind": "sha256", "value": file.value[:-1]},
            {"kind": "photo", "value": "00"},
            {"kind": "pdq", "value": file.value},
            {"kind": "md5", "value": "z" * 32},
            {"kind": "md5", "value": "0" * 32, "quality": 50},
            {"kind": "sha1"},
            "text",
            {"kind": "pdq", "value": file.value, "quality": 101},
            {"kind": "pdq", "value": file.value, "quality": "high"},
            {"kind": "sha1", "value": "0" * 15 + " " * 10 + "0" * 15},
        ]
    )
    body = json.loads(answer.content)
    assert answer.status_code == 422
    assert [wrong["position"] for wrong in body["wrong"]] == list(range(1, 11))
    assert all(wrong["why"].endswith(".") for wrong in body["wrong"])
    assert file.value[:16] not in answer.content.decode()
    told(ask([said(file)]))
    [key_folder] = list((data_folder / "limits").iterdir())
    assert Budget(key_folder).used().day == 1


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"no json",
        b"[]",
        b"{}",
        b'{"fingerprints": []}',
        b'{"fingerprints": 3}',
        b"\xff\xfe",
        b"[" * 5000,
    ],
)
def test_a_body_of_another_shape_is_refused(node_client: Any, opened: Any, body: bytes) -> None:
    answer = post(node_client, body, opened()[1])
    assert answer.status_code == 422 and json.loads(answer.content)["message"]


FINE = b'"fingerprints": [{"kind": "md5", "value": "00112233445566778899aabbccddeeff"}]'


@pytest.mark.parametrize(
    ("body", "word"),
    [
        (b'{"a":' * 100_000, "nested"),
        (b"{%b, " % FINE + b'"x": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "nested"),
        (b'{"fingerprints": [' + b'{"kind":' * 100_000, "nested"),
        (b"\xef\xbb\xbf{%b}" % FINE, "UTF-8"),
        (b"{%b}" % FINE.replace(b"00112233", b"\\ud800"), "UTF-8"),
        (b"{%b}" % FINE.replace(b"00112233", b"\xed\xa0\x80"), "UTF-8"),
        (b"{%b}" % FINE.decode().encode("utf-16"), "UTF-8"),
        (b'{%b, "lists": ["\\ud800"]}' % FINE, "UTF-8"),
        (b"{%b}{}" % FINE, "UTF-8"),
        (b'{"fingerprints": 3}', "fields"),
        (b'{%b, "lists": []}' % FINE, "fields"),
        (b"{%b}" % FINE.replace(b"00112233", b"\\u0000"), "Some fingerprints"),
        (b"{%b}" % FINE.replace(b"00112233", "\uff11".encode()), "Some fingerprints"),
    ],
)
def test_a_hostile_body_is_refused_with_a_word_for_machines(
    node_client: Any, opened: Any, body: bytes, word: str
) -> None:
    answer = post(node_client, body, opened()[1])
    message = json.loads(answer.content)["message"]
    assert answer.status_code == 422 and word in message and "typed" not in message


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "FOO"])
def test_another_method_is_refused_in_json(node_client: Any, opened: Any, method: str) -> None:
    headers = {"Authorization": f"Bearer {opened()[1]}"}
    answer = node_client.generic(method, node_client.at("api:match"), headers=headers)
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert answer["Content-Type"] == "application/json"
    assert method == "HEAD" or "Allow" in json.loads(answer.content)["message"]


def test_another_host_name_is_told_apart_from_what_cannot_be_read(node_client: Any) -> None:
    answer = node_client.post(node_client.at("api:match"), headers={"Host": "elsewhere.example"})
    assert answer.status_code == 422 and "host name" in json.loads(answer.content)["message"]


@pytest.mark.parametrize("lists", [[], "all", [3], ["lst_x"] * 101])
def test_lists_of_another_shape_are_refused(ask: Ask, lists: Any) -> None:
    answer = ask([said(sha256())], lists=lists)
    assert answer.status_code == 422 and "lists" in json.loads(answer.content)["fields"]


def test_too_much_is_refused_unread(node_client: Any, opened: Any, ask: Ask) -> None:
    assert post(node_client, b" " * 2_000_001, opened()[1]).status_code == 413
    assert ask([said(sha256())] * 10_001).status_code == 422
    assert told(ask([said(sha256()) for _ in range(10_000)]))["distinct"] == 10_000


def test_nobody_without_a_key_that_opens_is_let_in(
    ask: Ask, opened: Any, ada: Any, actor_of: Any, node_client: Any
) -> None:
    key, secret = opened()
    assert ask([said(sha256())], secret=secret).status_code == 200
    revoke_access_key(key, actor=actor_of(ada))
    for wrong in (secret, "", "seawall_" + "x" * 43):
        answer = ask([said(sha256())], secret=wrong)
        assert answer.status_code == 401 and answer["WWW-Authenticate"] == "Bearer"
    assert node_client.post(node_client.at("api:match")).status_code == 401
    assert node_client.get(node_client.at("api:match_status")).status_code == 401


def test_a_key_of_another_scope_opens_another_door(ask: Ask, opened: Any) -> None:
    key, secret = opened()
    key.scopes = ["something_later"]
    key.save()
    assert ask([said(sha256())], secret=secret).status_code == 403


def test_a_key_asks_only_its_lists(
    shared: Shared, ask: Ask, opened: Any, reviewer: Actor, known: List
) -> None:
    other = open_list("Other", handling=HandlingCode.AMBER, actor=reviewer)
    file = sha256()
    shared(file, on=other)
    assert told(ask([said(file)]))["exact"] == []
    assert ask([said(file)], lists=[other.id]).status_code == 403
    both = opened(known, other)[1]
    assert len(told(ask([said(file)], secret=both))["exact"]) == 1
    assert told(ask([said(file)], secret=both, lists=[known.id]))["exact"] == []


def test_a_list_of_another_agency_is_never_asked(
    ask: Ask, opened: Any, other_hotline: Agency, shared: Shared, known: List
) -> None:
    """Even where a key names it: the administrator of one agency cannot open another's list."""
    file = sha256()
    shared(file)
    key, secret = opened()
    key.owner = other_hotline
    key.save()
    assert told(ask([said(file)], secret=secret))["exact"] == []


def test_a_withdrawn_entry_is_found_no_more(shared: Shared, ask: Ask, reviewer: Actor) -> None:
    file = sha256()
    shared(file)
    assert len(told(ask([said(file)]))["exact"]) == 1
    withdraw_entry(ListEntry.objects.get(), WithdrawalReason.MISTAKE, actor=reviewer)
    assert told(ask([said(file)]))["exact"] == []


def test_a_doubt_says_do_not_act(shared: Shared, ask: Ask, second: Actor) -> None:
    file = sha256()
    shared(file)
    vote_entry(ListEntry.objects.get(), VoteReason.COMMON_PICTURE, actor=second)
    [hit] = told(ask([said(file)]))["exact"]
    assert hit["disputed"] and hit["hint"] == "do_not_act"


def test_known_harmless_says_so_and_two_lists_that_disagree_are_a_doubt(
    shared: Shared, ask: Ask, opened: Any, reviewer: Actor, known: List, first: Actor
) -> None:
    harmless = open_list("Harmless", handling=HandlingCode.AMBER, actor=reviewer)
    List.objects.filter(pk=harmless.pk).update(stance=Stance.HARMLESS)
    file = sha256()
    item = shared(file, on=harmless)
    secret = opened(known, harmless)[1]
    assert [hit["hint"] for hit in told(ask([said(file)], secret=secret))["exact"]] == ["known_harmless"]
    share_entry(propose_entry(item, known, actor=first), actor=reviewer)
    hints = {hit["list"]: hit["hint"] for hit in told(ask([said(file)], secret=secret))["exact"]}
    assert hints == {harmless.id: "known_harmless", known.id: "do_not_act"}


def test_each_call_leaves_a_line_without_a_fingerprint(shared: Shared, ask: Ask, opened: Any) -> None:
    picture, file = pdq(), sha256()
    item = shared(picture, file)
    key, secret = opened()
    answer = told(ask([said(picture, 5), said(file), said(md5())], secret=secret))
    assert not Line.objects.filter(what="material.asked").exists()
    drain()
    line = Line.objects.get(what="material.asked")
    assert (line.subject_id, line.actor_id, line.agency_id) == (answer["call"], key.id, key.owner_id)
    facts = json.loads(line.body)["facts"]
    assert facts == {
        "sha256": 1,
        "md5": 1,
        "pdq": 1,
        "exact": 1,
        "near": 1,
        "beside": 0,
        "records": [item.id],
        "near_records": [f"{item.id}=1"],
    }
    assert file.value not in line.body


def test_where_the_line_cannot_be_kept_nothing_is_answered(
    shared: Shared, ask: Ask, data_folder: Any
) -> None:
    file = sha256()
    shared(file)
    (data_folder / "trail").mkdir()
    (data_folder / "trail" / "waiting").write_text("in the way")
    answer = ask([said(file)])
    assert answer.status_code == 503 and "exact" not in json.loads(answer.content)


@pytest.mark.usefixtures("one_minute")
def test_limits_hold_and_say_when_to_come_again(ask: Ask, opened: Any) -> None:
    key, secret = opened(limits=Limits(5, 8))
    assert ask([said(md5()) for _ in range(4)], secret=secret).status_code == 200
    refused = ask([said(md5()) for _ in range(2)], secret=secret)
    assert refused.status_code == 429 and 0 < int(refused["Retry-After"]) <= 60
    assert "leaves 1 fingerprint" in json.loads(refused.content)["message"]
    ask([said(md5()) for _ in range(2)], secret=secret)
    drain()
    # The first refusal of a minute leaves a line.
    lines = Line.objects.filter(what="material.ask_refused")
    assert [json.loads(line.body)["facts"] for line in lines] == [{"status": 429}]


def test_without_an_index_nothing_is_answered_or_counted(
    ask: Ask, opened: Any, shared: Shared, data_folder: Path
) -> None:
    file = sha256()
    shared(file)
    key, secret = opened()
    here = follower.here()
    empty = ByHand(here.folders.folder / "nowhere")
    follower.use(empty)
    assert ask([said(file)], secret=secret).status_code == 503
    empty.step()
    answer = ask([said(file)], secret=secret)
    assert answer.status_code == 503 and answer["Retry-After"]
    assert Budget(data_folder / "limits" / key.id).used().day == 0


@pytest.mark.usefixtures("one_minute")
def test_the_status_tells_of_the_key_and_the_node(
    ask: Ask, opened: Any, node_client: Any, shared: Shared, known: List
) -> None:
    shared(sha256())
    key, secret = opened(limits=Limits(100, 200))
    told(ask([said(sha256()), said(sha256())], secret=secret))
    answer = told(
        node_client.get(node_client.at("api:match_status"), headers={"Authorization": f"Bearer {secret}"})
    )
    assert answer["ready"] and answer["message"] == ""
    assert answer["lists"] == [{"id": known.id, "name": known.name, "radius": 31, "stance": "known"}]
    assert answer["limits"] == {"per_minute": 100, "per_day": 200, "used_this_minute": 2, "used_today": 2}
    assert answer["most_fingerprints"] == 10_000 and answer["kinds"] == ["sha256", "sha1", "md5", "pdq"]


def test_feeling_one_s_way_is_counted(shared: Shared, ask: Ask, opened: Any) -> None:
    picture = pdq()
    shared(picture)
    secret = opened()[1]
    near = said(picture, 20)
    told(ask([near], secret=secret))
    changed = [{**near, "value": f"{int(near['value'], 16) ^ (1 << bit):064x}"} for bit in range(60, 160)]
    told(ask(changed, secret=secret))
    drain()
    assert [
        json.loads(line.body)["facts"]["beside"]
        for line in Line.objects.filter(what="material.asked").order_by("seq")
    ] == [0, 100]


def test_the_page_for_programs_describes_it(node_client: Any) -> None:
    page = json.loads(node_client.get(node_client.at("api:openapi-json")).content)
    call = page["paths"]["/api/v1/match"]["post"]
    schema = call["requestBody"]["content"]["application/json"]["schema"]
    assert schema["properties"]["fingerprints"]["maxItems"] == 10_000
    hit = call["responses"]["200"]["content"]["application/json"]["schema"]["properties"]["near"]["items"]
    assert {
        "fingerprint",
        "kind",
        "list",
        "record",
        "categories",
        "distance",
        "radius",
        "hint",
        "disputed",
    } <= set(hit["properties"])
    assert set(call["responses"]) == {"200", "401", "403", "413", "422", "429", "503"}
    assert page["components"]["securitySchemes"]["AccessKeyDoor"] == {"type": "http", "scheme": "bearer"}


def post(client: Any, body: bytes, secret: str) -> Any:
    headers = {"Authorization": f"Bearer {secret}"}
    return client.generic(
        "POST", client.at("api:match"), body, content_type="application/json", headers=headers
    )
