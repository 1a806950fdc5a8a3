"""Votes to a source on its page, and the hand that is raised when they do not get there."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from seawall.core.actors import Actor
from seawall.federation import actions
from seawall.federation.models import Source, SourceVote, Voting
from seawall.federation.states import SourceKind, SourceTerms, VoteState, VoteTrouble
from seawall.federation.tests import peers
from seawall.federation.tests.peers import HashSharingPeer
from seawall.federation.tests.test_sources import a_source, entry, run
from seawall.federation.tests.test_votes import judged
from seawall.federation.voting.sending import vote_due
from seawall.material.models import Item
from seawall.people.models import Staff

__all__ = ["judged"]


@pytest.fixture
def peer(settings: Any) -> Iterator[HashSharingPeer]:
    settings.ALLOW_NETWORKS = ["127.0.0.0/8"]
    with HashSharingPeer() as one:
        one.put(entry(1))
        yield one


def test_a_reviewer_switches_it_on_sees_what_stopped_and_mends_it(
    peer: HashSharingPeer,
    admin: Actor,
    staff_client: Any,
    rena: Staff,
    ada: Staff,
    judged: Callable[..., Item],
) -> None:
    source = a_source(peer, admin)
    run(source)
    client = staff_client(rena)

    def page() -> str:
        return str(client.get(client.at("federation:source", source_id=source.id)).content.decode())

    assert "Nothing is sent. A reviewer can switch it on" in page()
    client.post(client.at("federation:switch_voting_on", source_id=source.id))
    judged(real_child="no", age="adult", depiction="none")
    assert "waits to be said" in page() and "the person shown appears to be an adult" in page()
    vote_due()
    assert str(VoteTrouble.NO_REASON.label) in page() and "Leave it" in page()
    for one in (client, staff_client(ada)):
        assert "Votes that do not reach their source" in one.get(one.at("desk:home")).content.decode()
    naming = client.at("federation:name_reasons", source_id=source.id)
    assert "Not a child" in client.get(naming).content.decode()
    assert client.post(naming, {"adult": "Something else"}).status_code == 422
    client.post(naming, {"adult": "Not a child"})
    vote_due()
    assert set(peer.votes.values()) == {("r-adult",)} and "said there" in page()
    assert "Votes that do not reach" not in client.get(client.at("desk:home")).content.decode()


def test_one_that_is_not_taken_is_sent_again_or_left(
    peer: HashSharingPeer, admin: Actor, reviewer: Actor, staff_client: Any, ada: Staff, judged: Any
) -> None:
    source = a_source(peer, admin)
    run(source)
    actions.switch_voting_on(source, actor=reviewer)
    judged()
    peer.faults = [peers.status(409), peers.status(409)]
    vote_due()
    client = staff_client(ada)
    shown = client.get(client.at("federation:source", source_id=source.id)).content.decode()
    assert "HTTP 409" in shown and "Send again now" in shown
    stopped = SourceVote.objects.filter(state=VoteState.STOPPED)
    client.post(client.at("federation:leave_vote", vote_id=stopped[0].id))
    client.post(client.at("federation:retry_votes", source_id=source.id))
    vote_due()
    assert set(SourceVote.objects.values_list("state", flat=True)) == {VoteState.LEFT, VoteState.SAID}


def test_the_page_says_why_a_source_hears_nothing(admin: Actor, staff_client: Any, ada: Staff) -> None:
    keys = {"function_key": "a", "subscription_key": "b"}
    stopncii = SourceTerms("StopNCII", "https://stopncii.example/v1", 60, credentials=keys)
    node = SourceTerms(
        "Node", f"https://node.example/api/v1/lists/lst_{'0' * 26}", 60, credentials={"key": "k"}
    )
    made = {
        "stands in no public record": actions.add_source(SourceKind.STOPNCII, stopncii, actor=admin),
        "through a folder": actions.add_source(
            SourceKind.FOLDER, SourceTerms("Drop", "drop", 60), actor=admin
        ),
        "list of harmless material": actions.add_source(SourceKind.NODE, node, actor=admin),
    }
    Source.objects.filter(kind=SourceKind.NODE).update(checkpoint={"stance": "harmless"})
    client = staff_client(ada)
    for words, source in made.items():
        shown = client.get(client.at("federation:source", source_id=source.id)).content.decode()
        assert words in shown and "Send our votes" not in shown
    assert not Voting.objects.exists()
