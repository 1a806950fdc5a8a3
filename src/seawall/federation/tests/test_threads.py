"""A source that hangs holds up no other, neither while lists are read nor while votes are said. Proven on PostgreSQL, where each thread has
a connection of its own to the same records."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from seawall.core import beside, clock
from seawall.core.actors import Actor
from seawall.core.jobs import settle
from seawall.core.outside import pinned
from seawall.federation import actions, reading
from seawall.federation.models import Source, SourceVote, Voting
from seawall.federation.states import SourceState, VoteState
from seawall.federation.tests.peers import HashSharingPeer, Peer
from seawall.federation.tests.test_sources import a_source, entry, run
from seawall.federation.voting import sending
from seawall.material.actions import assess
from seawall.material.models import Item
from seawall.material.tests.make import labels

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="needs many at once: set DATABASE_URL"),
]
LONGEST = 120
ROUNDS = 20


@pytest.fixture(autouse=True)
def quick(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.ALLOW_NETWORKS = ["127.0.0.0/8"]
    for module in (reading, sending):
        monkeypatch.setattr(module, "PAUSE", 0.02)
    monkeypatch.setattr(sending, "PACE", 0.02)
    monkeypatch.setattr(pinned, "LONGEST_WAIT", LONGEST)


@pytest.fixture
def hanging() -> Iterator[HashSharingPeer]:
    yield from a_peer()


@pytest.fixture
def other() -> Iterator[HashSharingPeer]:
    yield from a_peer()


def a_peer() -> Iterator[HashSharingPeer]:
    with HashSharingPeer() as one:
        one.put(entry(1))
        yield one


@contextmanager
def hangs(peer: Peer, questions: int = 1) -> Iterator[None]:
    """It takes the next questions and does not answer, as long as this lasts."""
    let_go = threading.Event()
    peer.asked.clear()
    peer.faults = [lambda to: bool(let_go.wait(LONGEST))] * questions
    try:
        yield
    finally:
        let_go.set()
        until(lambda: not threads())


@contextmanager
def kept(keep: Callable[[threading.Event], None]) -> Iterator[threading.Event]:
    """In a thread of its own, as the worker has it; it ends when it is told to."""
    stopping = threading.Event()
    keeper = threading.Thread(target=keep, args=(stopping,))
    keeper.start()
    try:
        yield stopping
    finally:
        stopping.set()
        keeper.join(LONGEST)
    assert not keeper.is_alive()


def threads() -> list[threading.Thread]:
    """Those in which one source is asked."""
    return [thread for thread in threading.enumerate() if thread.name.startswith(("sources ", "votes "))]


def connections() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()")
        return int(cursor.fetchone()[0])


def until(found: Callable[[], bool]) -> None:
    deadline = time.monotonic() + LONGEST
    while not found():
        assert time.monotonic() < deadline
        time.sleep(0.02)


@pytest.fixture
def stuck(hanging: HashSharingPeer, admin: Actor) -> list[Source]:
    """More than four: so many threads there were once."""
    return [a_source(hanging, admin, f"Stuck {number}") for number in range(5)]


@pytest.fixture
def free(other: HashSharingPeer, admin: Actor) -> Source:
    return a_source(other, admin, "Free")


def test_while_five_sources_hang_the_others_are_read(
    hanging: HashSharingPeer, stuck: list[Source], free: Source
) -> None:
    before = connections()
    with hangs(hanging, len(stuck)), kept(reading.keep_reading):
        until(lambda: Source.objects.get(pk=free.pk).last_whole_at is not None)
        until(lambda: len(hanging.asked) == len(stuck) == len(threads()))
        time.sleep(ROUNDS * reading.PAUSE)
        # Nobody else asks them meanwhile, round after round, and whoever waits holds no connection to the database.
        assert len(hanging.asked) == len(stuck) == len(threads())
        assert connections() <= before + 1
        assert {source.state for source in Source.objects.exclude(pk=free.pk)} == {SourceState.RUNNING}


def said(source: Source) -> int:
    return SourceVote.objects.filter(source=source, state=VoteState.SAID).count()


@pytest.fixture
def judged(
    stuck: list[Source], free: Source, reviewer: Actor, first: Actor, second: Actor
) -> Callable[[], None]:
    """All of them are to hear two votes on the only entry, and the free one is asked last."""

    def judge() -> None:
        for source in (*stuck, free):
            run(source)
            actions.switch_voting_on(source, actor=reviewer)
        settle()
        for actor in (first, second):
            assess(Item.objects.get(), labels(), actor=actor)
        settle()
        Voting.objects.exclude(source=free).update(due_at=clock.now() - timedelta(days=1))

    return judge


def test_while_five_sources_hang_votes_reach_the_others(
    hanging: HashSharingPeer,
    other: HashSharingPeer,
    stuck: list[Source],
    free: Source,
    judged: Callable[[], None],
) -> None:
    judged()
    before = connections()
    with hangs(hanging, len(stuck)), kept(sending.keep_voting):
        until(lambda: len(hanging.asked) == len(stuck) and said(free) == 2)
        until(lambda: len(threads()) == len(stuck))
        time.sleep(ROUNDS * sending.PAUSE)
        # Nobody else says the same meanwhile, and whoever waits holds no connection to the database.
        assert len(hanging.asked) == len(stuck) == len(threads())
        assert len(other.votes) == 2 and not any(map(said, stuck))
        assert connections() <= before + 1


def test_while_five_sources_have_much_to_hear_votes_reach_the_others(
    stuck: list[Source],
    free: Source,
    judged: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    judged()
    # After one vote each of them rests for longer than this test lasts.
    monkeypatch.setattr(sending, "PACE", LONGEST)
    with kept(sending.keep_voting) as stopping:
        until(lambda: said(free) >= 1 and all(said(source) == 1 for source in stuck))
        stopping.set()
        until(lambda: not threads())


def test_a_source_hears_a_small_round_and_then_it_is_another_s_turn(
    stuck: list[Source],
    free: Source,
    judged: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    judged()
    monkeypatch.setattr(beside, "MOST_THREADS", 1)
    monkeypatch.setattr(sending, "ROUND", 1)
    with kept(sending.keep_voting):
        until(lambda: all(said(source) == 2 for source in (*stuck, free)))
    first_of_free = SourceVote.objects.filter(source=free).earliest("said_at")
    before = SourceVote.objects.filter(source__in=stuck, said_at__lt=first_of_free.said_at)
    assert sorted(before.values_list("source_id", flat=True)) == sorted(source.id for source in stuck)
