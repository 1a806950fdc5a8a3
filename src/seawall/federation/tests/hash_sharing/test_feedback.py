"""Votes of receivers: counted, told to the others without a name, and refused where there is nothing to vote on."""

from io import BytesIO

import pytest

from seawall.core import clock
from seawall.core.errors import NotFound
from seawall.core.ids import new_id
from seawall.federation.actions import give_feedback, note_moment
from seawall.federation.hash_sharing import reasons
from seawall.federation.hash_sharing.reasons import guid_of
from seawall.federation.models import Agreement, Feedback, Moment
from seawall.federation.tests.conftest import HOLDER, facts_of
from seawall.federation.tests.hash_sharing.pulling import pulled, shortly_before
from seawall.material.actions import propose_entry, withdraw_entry
from seawall.material.models import Canary, ListEntry, Vote
from seawall.material.states import (
    VoteReason,
    WithdrawalReason,
)
from seawall.material.tests.make import a_confirmed_item, md5, pdq
from seawall.people.queries import held_key
from seawall.wire.hash_sharing import (
    read_reasons,
)

MISTAKE = WithdrawalReason.MISTAKE


ADULT = VoteReason.ADULT


def test_a_vote_is_counted_and_told_to_the_others_without_a_name(
    secret, opened, signed, shared, ask, vote, node_client, known, trail
):
    entry = shared(md5(), pdq(90))
    until = shortly_before()
    [told] = [one for one in pulled(ask, node_client, secret, until=until) if one.id == entry.id]

    assert vote(secret, told, "MD5").status_code == 200
    assert vote(secret, told, "PDQ", guid_of(ADULT.value, "PDQ")).status_code == 200

    [mine] = Vote.objects.all()
    assert (mine.holder, mine.up, mine.reason, mine.voter_id) == (HOLDER, False, ADULT, None)
    [line, _] = trail("federation.feedback_given")
    assert facts_of(line) == {"entry": entry.id, "kind": "md5", "up": True}
    other = opened(holder="Another")
    signed(holder="Another")
    [seen] = [one for one in pulled(ask, node_client, other) if one.id == entry.id]
    up, down = sorted(
        (each for each in seen.feedback.opinions if hasattr(each, "votes") or each.against[0].votes),
        key=lambda each: not hasattr(each, "votes"),
    )[:1] + [each for each in seen.feedback.opinions if each.kind == "PDQ"]
    assert up.kind == "MD5" and [one.name for one in up.votes[0].members] == ["Another receiver"]
    assert down.against[0].reason.guid == guid_of("adult", "PDQ")
    # The receiver itself finds its own name, and the agency says that somebody doubts it.
    [again] = [one for one in pulled(ask, node_client, secret, since=until) if one.id == entry.id]
    names = [
        one.name
        for opinion in again.feedback.opinions
        if opinion.kind == "PDQ"
        for against in opinion.against
        for votes in against.votes
        for one in votes.members
    ]
    assert names == [HOLDER, known.owner.name]


def test_who_changes_its_mind_has_one_vote(secret, shared, ask, vote, node_client):
    shared(md5())
    [told] = pulled(ask, node_client, secret)
    for guids, up in (((guid_of("adult", "MD5"),), False), ((), True)):
        assert vote(secret, told, "MD5", *guids).status_code == 200
        assert [one.up for one in Vote.objects.all()] == [up]
    assert [one.reasons for one in Feedback.objects.all()] == [[]]


def test_a_canary_takes_a_vote_like_any_other_entry(opened, signed, shared, ask, vote, node_client, known):
    secret = opened()
    entries = [shared(md5()) for _ in range(3)]
    signed()
    until = shortly_before()
    told = pulled(ask, node_client, secret, until=until)
    [invented, *_] = [one for one in told if one.id not in {entry.id for entry in entries}]
    real = next(one for one in told if one.id == entries[0].id)

    answers = [vote(secret, one, "MD5", guid_of("adult", "MD5")) for one in (real, invented)]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].content == answers[1].content
    later = {one.id: one for one in pulled(ask, node_client, secret, since=until)}
    assert set(later) == {real.id, invented.id}
    opinions = [[each.kind for each in one.feedback.opinions] for one in later.values()]
    assert opinions[0] == opinions[1] and Vote.objects.count() == 1
    assert Canary.objects.get(entry_id=invented.id).doubted


def test_a_vote_on_what_is_not_there_is_refused(
    secret, shared, ask, vote, node_client, first, second, known, reviewer
):
    shared(md5())
    [told] = pulled(ask, node_client, secret)
    proposed = propose_entry(a_confirmed_item(first, second), known, actor=first)
    assert vote(secret, told, "MD5", entry_id=new_id("ent")).status_code == 404
    assert vote(secret, told, "MD5", entry_id=proposed.id).status_code == 404
    for word in ("x", "\0", "ent_" + "é" * 26):
        assert vote(secret, told, "MD5", entry_id=word).status_code == 404
    assert vote(secret, told, "MD5", member=told.member.id + 1).status_code == 404
    assert vote(secret, told, "PDQ").status_code == vote(secret, told, "md5").status_code == 404
    assert vote(secret, told, "MD5", guid_of("adult", "PDQ")).status_code == 422
    for body, status in ((b"", 400), (b"<x/>", 400), (b"<feedbackSubmission>", 400), (b" " * 70_000, 413)):
        assert vote(secret, told, "MD5", body=body).status_code == status
    entity = b'<!DOCTYPE a [<!ENTITY b "c">]><feedbackSubmission><affirmative>&b;</affirmative></feedbackSubmission>'
    assert vote(secret, told, "MD5", body=entity).status_code == 400
    withdraw_entry(ListEntry.objects.get(pk=told.id), MISTAKE, actor=reviewer)
    assert vote(secret, told, "MD5").status_code == 409
    assert not Vote.objects.exists() and not Feedback.objects.exists()


def test_the_reasons_are_the_same_at_every_node(secret, ask):
    found = read_reasons(BytesIO(ask(secret, "reasons", kind="PDQ").content))
    assert {one.guid for one in found} == {guid_of(reason.value, "PDQ") for reason in reasons.AGAINST}
    assert "a blank or everyday picture matches" in {one.name for one in found}
    assert guid_of("adult", "PDQ") == "36918b31-72cd-5b86-a065-a08e7f1e2625"
    assert ask(secret, "reasons", kind="UNKNOWN").status_code == 404


def test_nobody_notes_a_moment_or_gives_feedback_for_another(secret, opened, shared, reviewer):
    entry = shared(md5())
    agreement, key = Agreement.objects.get(), held_key(secret)
    other = held_key(opened(holder="Somebody else"))
    now = clock.now()
    for who, actor in ((other, other.actor), (key, reviewer), (key, other.actor), (key, None)):
        with pytest.raises(NotFound):
            note_moment(agreement, now, until=now, key=who, actor=actor)
        with pytest.raises(NotFound):
            give_feedback(agreement, entry.id, kind="md5", against=(), key=who, actor=actor)
    assert not Feedback.objects.exists() and not Moment.objects.exists()
