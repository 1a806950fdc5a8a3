"""Our word brought back to a second node of our own, which runs: its door of Hash Sharing is the other side, and what it has is what counts."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.jobs import settle
from seawall.core.outside.from_settings import guard
from seawall.federation import actions, reading
from seawall.federation.models import Source, SourceVote, Voting
from seawall.federation.states import SourceKind, SourceTerms, VoteState
from seawall.federation.voting.calling import Answered, Caller, Step
from seawall.federation.voting.sending import vote_due
from seawall.material.actions import assess, recall_items
from seawall.material.models import Fingerprint
from seawall.material.states import FingerprintKind, GivenFingerprint, VoteReason, WithdrawalReason
from seawall.material.tests.make import labels
from seawall.people.models import Staff
from tests.durability.node import Node

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

MD5S = {SourceKind.NODE: "0123456789abcdef" * 2, SourceKind.HASH_SHARING: "fedcba9876543210" * 2}
VOTES = "SELECT holder, up, reason FROM material_vote ORDER BY holder"
SAID = "SELECT count(*) FROM federation_feedback"


class Killed(BaseException):
    """The process is no more."""


@pytest.fixture
def started(node: Node) -> Iterator[Node]:
    node.run("migrate")
    node.script("tests.tx.node", "begin")
    node.start("--only", "node")
    yield node


@pytest.fixture
def sources(started: Node, settings: Any, ada: Staff, actor_of: Callable[..., Actor]) -> list[Source]:
    """Two lists, of an entry each: one is pulled by the feed, the other by Hash Sharing."""
    settings.ALLOW_NETWORKS = ["127.0.0.0/8"]
    made = []
    for kind in (SourceKind.NODE, SourceKind.HASH_SHARING):
        secret, list_id, _entries = json.loads(
            started.script("tests.tx.node", "agree", kind.value, f"md5={MD5S[kind]}")
        )
        if kind is SourceKind.NODE:
            place, given = f"/api/v1/lists/{list_id}", {"key": secret}
        else:
            place, given = "/hashsharing", {"user": list_id, "password": secret}
        terms = SourceTerms(kind.value, started.at("node", place), 60, credentials=given)
        made.append(actions.add_source(kind, terms, actor=actor_of(ada)))
    return made


def test_another_node_has_our_word_once_wherever_we_are_killed(
    started: Node, sources: list[Source], first: Actor, second: Actor, reviewer: Actor
) -> None:
    reading.read_due()
    for source in sources:
        source.refresh_from_db()
        assert source.trouble == ""
        actions.switch_voting_on(source, actor=reviewer)
    digests = [GivenFingerprint(FingerprintKind.MD5, md5).digest for md5 in MD5S.values()]
    items = [one.item for one in Fingerprint.objects.filter(digest__in=digests)]
    for item in items:
        for actor in (first, second):
            assess(item, labels(), actor=actor)
    settle()
    killed_around_each_call()
    agreed = VoteReason.OWN_OPINION.value
    assert [(one, bool(up), why) for one, up, why in started.rows(VOTES)] == [
        ("hash_sharing", True, agreed),
        ("node", True, agreed),
    ]
    recall_items([item.id for item in items], WithdrawalReason.MISTAKE, actor=reviewer)
    for item in items:
        actions.note_found_wrong(item.id, VoteReason.COMMON_PICTURE, actor=Actor.system(item.owner_id))
    killed_around_each_call()
    found = [(one, bool(up), why) for one, up, why in started.rows(VOTES)]
    assert found == [("hash_sharing", False, "common_picture"), ("node", False, "common_picture")]
    assert started.rows(SAID) == [(2,)]
    assert set(SourceVote.objects.values_list("state", flat=True)) == {VoteState.SAID}


def killed_around_each_call() -> None:
    """Before the call of each vote, after it, and then not at all."""
    caller = Caller(guard())

    def before(step: Step) -> Answered:
        raise Killed

    def after(step: Step) -> Answered:
        caller(step)
        raise Killed

    for way in (before, after):
        for _source in Source.objects.filter(voting__isnull=False):
            with pytest.raises(Killed):
                vote_due(way)
        Voting.objects.exclude(lease="").update(leased_until=clock.now())
    vote_due(caller)
