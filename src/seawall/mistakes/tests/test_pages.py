"""The pages of the mistake desk, and how doubts come onto it."""

from collections.abc import Callable
from typing import Any

from seawall.core.actors import Actor
from seawall.core.jobs import settle
from seawall.federation.actions import give_feedback
from seawall.federation.tests.conftest import HOLDER
from seawall.material.actions import answer_match, register_item
from seawall.material.models import Match
from seawall.material.states import FingerprintKind, GivenFingerprint, VoteReason
from seawall.material.tests.make import md5, pdq
from seawall.mistakes.actions import decide_doubt
from seawall.mistakes.models import Doubt
from seawall.mistakes.states import DoubtKind, Finding, Judgement
from seawall.mistakes.tests.conftest import Voted
from seawall.people.models import Staff
from seawall.people.queries import held_key
from seawall.takedown.actions import withdraw_location
from seawall.takedown.tests.makers import objected, sent, traced


def test_a_reviewer_decides_on_a_page_and_sees_where_it_went(
    staff_client: Any, runa: Staff, shared: Any, voted: Voted, opened: Any, signed: Any, pulls: Any
) -> None:
    entry = shared()
    secret, _agreement = opened(), signed()
    pulls(secret)
    doubt, client = voted(entry), staff_client(runa)
    worklist = client.get(client.at("mistakes:doubts")).content.decode()
    assert client.at("mistakes:doubt", doubt_id=doubt.id) in worklist
    page = client.get(client.at("mistakes:doubt", doubt_id=doubt.id)).content.decode()
    assert "Mika" in page and "Example Hosting" in page and "the fingerprint belongs to another file" in page
    wrong = {"finding": "item", "because": "wrong_fingerprint", "words": "A harmless square."}
    reply = client.post(client.at("mistakes:decide_doubt", doubt_id=doubt.id), wrong)
    assert reply.status_code == 302
    page = client.get(client.at("mistakes:doubt", doubt_id=doubt.id)).content.decode()
    assert "waits for the receiver&#x27;s next pull" in page and "A harmless square." in page
    pulls(secret)
    page = client.get(client.at("mistakes:doubt", doubt_id=doubt.id)).content.decode()
    assert "pulled by the receiver" in page
    decided = client.get(client.at("mistakes:doubts"), {"state": "decided"}).content.decode()
    assert "arrived" in decided


def test_what_is_wrong_in_the_form_is_told_and_nothing_is_decided(
    staff_client: Any, runa: Staff, shared: Any, voted: Voted
) -> None:
    doubt, client = voted(shared()), staff_client(runa)
    for sent_ in ({}, {"finding": "item", "words": "Why."}, {"finding": "nonsense", "words": "Why."}):
        reply = client.post(client.at("mistakes:decide_doubt", doubt_id=doubt.id), sent_)
        assert reply.status_code == 422
    assert Doubt.objects.get().is_open


def test_whoever_had_a_part_is_told_so(staff_client: Any, rena: Staff, shared: Any, voted: Voted) -> None:
    doubt, client = voted(shared()), staff_client(rena)
    page = client.get(client.at("mistakes:doubt", doubt_id=doubt.id)).content.decode()
    assert "Somebody else has to decide" in page
    reply = client.post(
        client.at("mistakes:decide_doubt", doubt_id=doubt.id), {"finding": "right", "words": "Yes."}
    )
    assert reply.status_code == 403 and Doubt.objects.get().is_open


def test_a_receivers_vote_against_an_entry_is_a_doubt(
    shared: Any, opened: Any, signed: Any, staff_client: Any, runa: Staff
) -> None:
    entry, key = shared(md5()), held_key(opened())
    agreement = signed()
    for against in ([VoteReason.ADULT], [VoteReason.ADULT, VoteReason.COMMON_PICTURE], []):
        give_feedback(agreement, entry.id, kind="md5", against=against, key=key, actor=key.actor)
        settle()
    doubt = Doubt.objects.get()
    assert doubt.kind == DoubtKind.VOTE and doubt.raised_by is None
    client = staff_client(runa)
    page = client.get(client.at("mistakes:doubt", doubt_id=doubt.id)).content.decode()
    assert HOLDER in page


def test_an_objection_is_a_doubt_with_the_address_masked(
    first: Actor, staff_client: Any, runa: Staff
) -> None:
    objected(first)
    settle()
    doubt, client = Doubt.objects.get(), staff_client(runa)
    page = client.get(client.at("mistakes:doubt", doubt_id=doubt.id)).content.decode()
    assert doubt.kind == DoubtKind.OBJECTION and "bilder.example" not in page and "A square of paper." in page


def test_a_removal_taken_back_is_a_doubt_only_if_somebody_was_written_to(first: Actor) -> None:
    withdraw_location(traced(first, "https://bilder.example/a/2"), actor=first)
    settle()
    assert not Doubt.objects.exists()
    notice = sent(first)
    withdraw_location(notice.lines.get().location, actor=first)
    settle()
    doubt = Doubt.objects.get()
    assert doubt.kind == DoubtKind.NOTICE and doubt.raised_by_id == first.id


def test_a_refuted_match_is_a_doubt_only_if_something_was_done(
    shared: Any, first: Actor, second: Actor, reviewer: Actor, hotline: Any
) -> None:
    one = pdq()
    alike = GivenFingerprint(FingerprintKind.PDQ, f"{int(one.value, 16) ^ 1:064x}", 90)
    shared(one)
    later = register_item([alike], actor=first)
    settle()
    match = Match.objects.get(asking=later)
    answer_match(match, same=False, actor=second)
    settle()
    assert not Doubt.objects.exists()
    shared_item_of(match)
    answer_match(match, same=False, actor=second)
    settle()
    assert Doubt.objects.get().kind == DoubtKind.MATCH


def shared_item_of(match: Match) -> None:
    """The two in the other order: what was asked with is the one on the list."""
    Match.objects.filter(pk=match.pk).update(asking=match.item, item=match.asking)
    match.refresh_from_db()


def test_what_stands_beside_objections_is_on_the_reviewers_home(
    staff_client: Any, rena: Staff, mara: Staff, shared: Any, voted: Voted
) -> None:
    doubt = voted(shared())
    for person, shown in ((rena, True), (mara, False)):
        client = staff_client(person)
        home = client.get(client.at("desk:home")).content.decode()
        assert (client.at("mistakes:doubt", doubt_id=doubt.id) in home) is shown


def test_a_doubt_raised_again_after_it_was_decided_is_a_new_one(
    shared: Any, voted: Voted, assessor: Actor
) -> None:
    entry = shared()
    doubt = decide_doubt(voted(entry), Judgement(Finding.RIGHT, "Yes."), actor=assessor)
    assert voted(entry).id != doubt.id and Doubt.objects.count() == 2


def test_a_masked_page_never_shows_another_agencys_doubt(
    staff_client: Any, stranger: Staff, shared: Any, voted: Voted, actor_of: Callable[..., Actor]
) -> None:
    doubt = voted(shared())
    stranger.grants.create(duty="reviewer", granted_by="system")
    client = staff_client(stranger)
    assert client.get(client.at("mistakes:doubt", doubt_id=doubt.id)).status_code == 404
    assert doubt.id not in client.get(client.at("mistakes:doubts")).content.decode()
