"""Who gets in, how often, and what a question that is none is told."""

from base64 import b64encode
from typing import Any

import pytest

from seawall.core.budget import Limits
from seawall.core.ids import new_id
from seawall.federation import door
from seawall.federation.actions import end_agreement
from seawall.federation.models import Agreement
from seawall.federation.tests.hash_sharing.pulling import EPOCH, ask_at, page, shortly_before
from seawall.material.tests.make import a_list, md5
from seawall.people.states import Scope


@pytest.mark.parametrize(
    "words",
    [
        {},
        {"from": EPOCH},
        {"from": "yesterday", "to": EPOCH},
        {"from": "2026-11-22T05:00:00Z", "to": EPOCH},
        {"from": EPOCH, "to": "2199-01-01T00:00:00Z"},
        {"from": EPOCH, "to": EPOCH, "size": "-1"},
        {"from": EPOCH, "to": EPOCH, "start": "5"},
    ],
)
def test_a_question_that_is_none_says_why(secret, ask, words):
    answer = ask(secret, "entries", words)
    assert answer.status_code == 400 and len(answer.content) > 10


def test_a_place_of_another_receiver_is_none(secret, opened, signed, shared, ask, node_client):
    shared(md5()), shared(md5())
    other = opened(holder="Another")
    signed(holder="Another")
    words = {"from": EPOCH, "to": shortly_before(), "size": "1"}
    _some, following = page(ask(other, "entries", words))
    for address in (following, following.replace("place=", "place=x"), following + "é" * 300):
        assert ask_at(node_client, secret, "/hashsharing" + address).status_code == 422


@pytest.mark.parametrize("name", ["status", "members", "entries", "reasons"])
def test_whatever_is_missing_the_answer_is_the_same(secret, opened, signed, ask, reviewer, name):
    """No credentials, a wrong key, an unknown list, a foreign one, no agreement, one that is over or ended."""
    parts: dict[str, Any] = {"kind": "MD5"} if name == "reasons" else {}
    words = {"from": EPOCH, "to": shortly_before()} if name == "entries" else None
    other = a_list(reviewer, "Another")
    stranger = opened(other, holder="Somebody else")
    answers = [
        ask(secret, name, words, raw="none", **parts),
        ask(secret, name, words, raw=f"Bearer {secret}", **parts),
        ask(secret, name, words, raw="Basic x", **parts),
        ask(secret, name, words, raw="Basic " + b64encode(b"\xff:\xff").decode(), **parts),
        ask("seawall_wrong", name, words, **parts),
        ask("", name, words, **parts),
        ask(secret, name, words, of=new_id("lst"), **parts),
        ask(secret, name, words, of=other.id, **parts),
        ask(secret, name, words, of="é", **parts),
        ask(stranger, name, words, of=other.id, **parts),
        ask(stranger, name, words, **parts),
    ]
    assert ask(secret, name, words, **parts).status_code == 200
    end_agreement(Agreement.objects.get(), actor=reviewer)
    answers.append(ask(secret, name, words, **parts))
    assert {answer.status_code for answer in answers} == {401}
    assert len({answer.content for answer in answers}) == 1
    assert len({tuple(sorted(answer.headers.items())) for answer in answers}) == 1
    assert answers[0]["WWW-Authenticate"].startswith("Basic")


def test_a_key_for_other_doors_does_not_open_this_one(opened, ask):
    assert ask(opened(scopes=(Scope.MATCH,)), "status").status_code == 403


@pytest.mark.usefixtures("one_minute")
def test_it_can_be_asked_only_so_often(secret, ask, monkeypatch):
    monkeypatch.setattr(door, "LIMITS", Limits(2, 5))
    assert [ask(secret, "status").status_code for _ in range(3)] == [200, 200, 429]
    assert int(ask(secret, "status")["Retry-After"]) <= 60
