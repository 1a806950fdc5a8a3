"""What people here find about an entry of a source goes back to it, once, whatever breaks on the way."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.errors import Refused, StepUpNeeded, WrongState
from seawall.core.jobs import settle
from seawall.core.outside.from_settings import guard
from seawall.federation import actions
from seawall.federation.jobs import find_votes
from seawall.federation.models import Source, SourceEntry, SourceVote, Voting
from seawall.federation.states import SourceKind, SourceTerms, VoteState, VoteTrouble
from seawall.federation.tests import peers
from seawall.federation.tests.peers import HashSharingPeer
from seawall.federation.tests.test_sources import a_source, entry, gone, run
from seawall.federation.voting.calling import Answered, Caller, Step
from seawall.federation.voting.sending import vote_due
from seawall.material.actions import assess, recall_items, withdraw_opinion
from seawall.material.models import Fingerprint, Item, Opinion
from seawall.material.states import VoteReason, WithdrawalReason
from seawall.material.tests.make import labels

T, S = VoteTrouble, VoteState
ADULTS = {"real_child": "no", "age": "adult", "depiction": "none"}


@pytest.fixture(autouse=True)
def loopback(settings: Any) -> None:
    settings.ALLOW_NETWORKS = ["127.0.0.0/8"]


@pytest.fixture
def peer() -> Iterator[HashSharingPeer]:
    with HashSharingPeer(size=10) as one:
        one.put(entry(1))
        yield one


@pytest.fixture
def source(peer: HashSharingPeer, admin: Actor, reviewer: Actor) -> Source:
    made = a_source(peer, admin)
    run(made)
    actions.switch_voting_on(made, actor=reviewer)
    settle()
    return made


@pytest.fixture
def judged(first: Actor, second: Actor) -> Callable[..., Item]:
    """`judged(**labels)`: two people agree about the only item."""

    def judge(**words: str) -> Item:
        item = Item.objects.get()
        for actor in (first, second):
            assess(item, labels(**words), actor=actor)
        settle()
        return item

    return judge


def later(**more: float) -> Any:
    return clock.at(clock.now() + timedelta(**more))


def found_wrong(item: Item, because: VoteReason, reviewer: Actor) -> None:
    recall_items([item.id], WithdrawalReason.MISTAKE, actor=reviewer)
    actions.note_found_wrong(item.id, because, actor=Actor.system(item.owner_id))
    settle()


def states() -> set[tuple[str, str]]:
    return set(SourceVote.objects.values_list("state", "trouble"))


def test_what_two_agree_on_is_said_once_for_each_fingerprint(
    source: Source, peer: HashSharingPeer, judged: Callable[..., Item]
) -> None:
    judged()
    assert states() == {(S.WAITING, "")} and peer.votes == {}
    assert vote_due() == 1
    assert peer.votes == {("7", "e1", "MD5"): (), ("7", "e1", "SHA1"): ()}
    assert states() == {(S.SAID, "")} and vote_due() == 0 and peer.times_voted == 2


def test_found_wrong_it_is_said_with_their_reason(
    source: Source, peer: HashSharingPeer, judged: Callable[..., Item], reviewer: Actor
) -> None:
    item = judged()
    vote_due()
    found_wrong(item, VoteReason.COMMON_PICTURE, reviewer)
    vote_due()
    # They call no reason as we do: a person chooses, and knows which there are.
    assert states() == {(S.STOPPED, T.NO_REASON)}
    assert Voting.objects.get().offered == ["Everyday picture", "Not a child"]
    chosen = {VoteReason.COMMON_PICTURE: "Everyday picture"}
    actions.name_reasons(source, chosen, actor=reviewer)
    vote_due()
    assert set(peer.votes.values()) == {("r-common",)} and states() == {(S.SAID, "")}


def test_two_who_agree_that_it_is_none_say_why(
    source: Source, peer: HashSharingPeer, judged: Callable[..., Item]
) -> None:
    judged(**ADULTS)
    assert set(SourceVote.objects.values_list("wanted", flat=True)) == {VoteReason.ADULT}


def test_off_nothing_is_kept_or_sent_and_switched_on_all_of_it_goes(
    peer: HashSharingPeer, admin: Actor, reviewer: Actor, judged: Callable[..., Item]
) -> None:
    source = a_source(peer, admin)
    run(source)
    judged()
    assert vote_due() == 0 and not SourceVote.objects.exists()
    actions.switch_voting_on(source, actor=reviewer)
    settle()
    actions.switch_voting_off(source, actor=reviewer)
    assert vote_due() == 0 and states() == {(S.WAITING, "")}
    actions.switch_voting_on(source, actor=reviewer)
    vote_due()
    assert len(peer.votes) == 2


class Killed(BaseException):
    """The process is no more."""


@pytest.mark.parametrize("after", [False, True])
def test_killed_around_the_call_there_is_exactly_one_vote(
    source: Source, peer: HashSharingPeer, judged: Callable[..., Item], after: bool
) -> None:
    judged()

    def killed(step: Step) -> Answered:
        if after:
            Caller(guard())(step)
        raise Killed

    with pytest.raises(Killed):
        vote_due(killed)
    begun = SourceVote.objects.exclude(begun="").get()
    assert begun.state == S.WAITING and len(peer.votes) == after
    # Nobody else says it while the lease of the dead one runs.
    assert vote_due() == 0
    with later(minutes=6):
        vote_due()
    assert len(peer.votes) == 2 and states() == {(S.SAID, "")}
    assert peer.times_voted == 2 + after


def test_a_changed_mind_is_said_and_one_that_is_gone_is_told_to_a_person(
    source: Source, peer: HashSharingPeer, judged: Callable[..., Item], first: Actor, reviewer: Actor
) -> None:
    item = judged()
    vote_due()
    peer.reasons.append(peers.Reason("r-other", "the class of depiction is another one", ""))
    withdraw_opinion(Opinion.objects.get(author_id=first.id), actor=first)
    settle()
    assert states() == {(S.STOPPED, T.STANDS_THERE)} and set(peer.votes.values()) == {()}
    found_wrong(item, VoteReason.OTHER_CLASS, reviewer)
    vote_due()
    assert set(peer.votes.values()) == {("r-other",)} and states() == {(S.SAID, "")}


def test_what_changes_while_it_is_said_is_said_after_it(
    source: Source, peer: HashSharingPeer, judged: Callable[..., Item], reviewer: Actor
) -> None:
    item = judged()
    peer.reasons.append(peers.Reason("r-wrong", "the fingerprint belongs to another file", ""))
    caller = Caller(guard())

    def meanwhile(step: Step) -> Answered:
        answered = caller(step)
        if step.reason.up:
            found_wrong(item, VoteReason.WRONG_FINGERPRINT, reviewer)
        return answered

    vote_due(meanwhile)
    assert set(peer.votes.values()) == {("r-wrong",)} and states() == {(S.SAID, "")}


def test_an_entry_that_is_gone_takes_no_vote(
    source: Source, peer: HashSharingPeer, judged: Callable[..., Item]
) -> None:
    judged()
    peer.put(gone(entry(1)))
    with later(hours=1):
        run(source)
        vote_due()
    assert states() == {(S.OVER, "")} and peer.votes == {}


PASSING = [
    (peers.status(500), T.THEIRS),
    (peers.status(429), T.TOO_OFTEN),
    (peers.after_its_deed, T.NO_ANSWER),
]


@pytest.mark.parametrize(("fault", "trouble"), PASSING)
def test_what_passes_is_tried_again_by_itself(
    source: Source, peer: HashSharingPeer, judged: Callable[..., Item], fault: Any, trouble: VoteTrouble
) -> None:
    judged()
    peer.faults = [fault]
    vote_due()
    voting = Voting.objects.get()
    assert voting.trouble == trouble and voting.due_at and voting.due_at > clock.now()
    assert vote_due() == 0
    with later(minutes=1):
        vote_due()
    assert len(peer.votes) == 2 and states() == {(S.SAID, "")} and Voting.objects.get().trouble == ""


def test_not_let_in_it_stops_until_a_person_has_looked(
    source: Source, peer: HashSharingPeer, judged: Callable[..., Item], admin: Actor
) -> None:
    judged()
    peer.faults = [peers.status(401)]
    vote_due()
    asked = len(peer.asked)
    with later(days=1):
        assert vote_due() == 0 and len(peer.asked) == asked
    assert Voting.objects.get().is_stopped
    assert actions.retry_votes(source, actor=admin) == 0
    vote_due()
    assert len(peer.votes) == 2


def test_what_is_not_taken_is_for_a_person_and_holds_up_no_other(
    source: Source, peer: HashSharingPeer, judged: Callable[..., Item], admin: Actor
) -> None:
    judged()
    peer.faults = [peers.status(409)]
    vote_due()
    stopped = SourceVote.objects.get(state=S.STOPPED)
    assert (stopped.trouble, stopped.status, len(peer.votes)) == (T.NOT_TAKEN, 409, 1)
    left = actions.leave_vote(stopped, actor=admin)
    assert left.state == S.LEFT
    with pytest.raises(WrongState):
        actions.leave_vote(left, actor=admin)
    SourceVote.objects.update(state=S.STOPPED, trouble=T.NOT_TAKEN)
    assert actions.retry_votes(source, actor=admin) == 2


def test_one_source_holds_up_no_other(
    source: Source, peer: HashSharingPeer, judged: Callable[..., Item], admin: Actor, reviewer: Actor
) -> None:
    with HashSharingPeer() as other:
        other.put(entry(1))
        second = a_source(other, admin, name="Other")
        run(second)
        actions.switch_voting_on(second, actor=reviewer)
        judged()
        peer.faults = [peers.status(503)] * 9
        vote_due()
        assert len(other.votes) == 2 and peer.votes == {}


def test_at_another_address_nothing_is_said_unless_a_reviewer_says_so(
    source: Source, peer: HashSharingPeer, judged: Callable[..., Item], admin: Actor
) -> None:
    judged()
    given = {"user": "unit", "password": "secret"}
    terms = SourceTerms("NCMEC", f"{peer.url}/elsewhere", 60, credentials=given)
    actions.change_source(source, terms, actor=admin)
    assert vote_due() == 0 and not Voting.objects.exists() and not SourceVote.objects.exists()


def test_only_a_reviewer_switches_and_only_where_votes_are_taken(
    peer: HashSharingPeer, admin: Actor, reviewer: Actor, first: Actor, stranger: Any, actor_of: Any
) -> None:
    source = a_source(peer, admin)
    for actor in (admin, first, actor_of(stranger), Actor.system(source.owner_id)):
        with pytest.raises(Refused):
            actions.switch_voting_on(source, actor=actor)
    with pytest.raises(StepUpNeeded):
        actions.switch_voting_on(source, actor=reviewer.stale())
    keys = {"function_key": "a", "subscription_key": "b"}
    terms = SourceTerms("StopNCII", "https://stopncii.example/v1", 60, credentials=keys)
    silent = actions.add_source(SourceKind.STOPNCII, terms, actor=admin)
    with pytest.raises(WrongState):
        actions.switch_voting_on(silent, actor=reviewer)
    voting = actions.switch_voting_on(source, actor=reviewer)
    with pytest.raises(Refused):
        actions.begin_vote(voting, timedelta(minutes=1), actor=Actor.system("agc_other"))
    with pytest.raises(Refused):
        actions.note_judgement("itm_any", actor=reviewer)


def test_nothing_of_the_source_stands_in_the_trail_or_the_rows(
    source: Source, judged: Callable[..., Item], trail: Callable[[str], list[Any]]
) -> None:
    judged()
    vote_due()
    told = "".join(
        line.body
        for what in ("vote_begun", "vote_answered", "votes_wished")
        for line in trail(f"federation.{what}")
    )
    assert told and f"{1:032x}" not in told and "secret" not in told
    assert Fingerprint.objects.count() == 2 and SourceEntry.objects.count() == 1


def test_what_its_source_gives_again_is_voted_on_again(
    source: Source, peer: HashSharingPeer, judged: Callable[..., Item]
) -> None:
    judged()
    peer.put(gone(entry(1)))
    with later(hours=1):
        run(source)
        vote_due()
    assert states() == {(S.OVER, "")}
    peer.put(replace(entry(1), timestamp=clock.now() + timedelta(minutes=61)))
    with later(hours=2):
        run(source)
        find_votes.enqueue(owner_id=source.owner_id, source_id=source.id)
        settle()
        vote_due()
    assert len(peer.votes) == 2 and states() == {(S.SAID, "")}
