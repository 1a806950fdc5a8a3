"""A source that hangs holds up no other, neither while lists are read nor while votes are said. Proven on PostgreSQL, where each thread has
a connection of its own to the same records."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection

from seawall.core.actors import Actor
from seawall.core.jobs import settle
from seawall.federation import actions, reading
from seawall.federation.models import Source, SourceVote
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
def hangs(peer: Peer) -> Iterator[None]:
    """It takes the next question and does not answer, as long as this lasts."""
    let_go = threading.Event()
    peer.asked.clear()
    peer.faults = [lambda to: bool(let_go.wait(LONGEST))]
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
    return [thread for thread in threading.enumerate() if "_in_thread" in thread.name]


def until(found: Callable[[], bool]) -> None:
    deadline = time.monotonic() + LONGEST
    while not found():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_while_one_source_hangs_the_others_are_read(
    hanging: HashSharingPeer, other: HashSharingPeer, admin: Actor
) -> None:
    stuck, free = a_source(hanging, admin, "Stuck"), a_source(other, admin, "Free")
    with hangs(hanging), kept(reading.keep_reading):
        until(lambda: len(hanging.asked) == 1 and Source.objects.get(pk=free.pk).last_whole_at is not None)
        until(lambda: len(threads()) == 1)
        time.sleep(ROUNDS * reading.PAUSE)
        # Nobody else asks it meanwhile, round after round.
        assert len(hanging.asked) == 1 == len(threads())
        assert Source.objects.get(pk=stuck.pk).state == SourceState.RUNNING


def test_while_one_source_hangs_votes_reach_the_others(
    hanging: HashSharingPeer,
    other: HashSharingPeer,
    admin: Actor,
    reviewer: Actor,
    first: Actor,
    second: Actor,
) -> None:
    sources = [a_source(hanging, admin, "Stuck"), a_source(other, admin, "Free")]
    for source in sources:
        run(source)
        actions.switch_voting_on(source, actor=reviewer)
    settle()
    for actor in (first, second):
        assess(Item.objects.get(), labels(), actor=actor)
    settle()

    def said(source: Source) -> int:
        return SourceVote.objects.filter(source=source, state=VoteState.SAID).count()

    with hangs(hanging), kept(sending.keep_voting):
        until(lambda: len(hanging.asked) == 1 and said(sources[1]) == 2)
        until(lambda: len(threads()) == 1)
        time.sleep(ROUNDS * sending.PAUSE)
        assert len(hanging.asked) == 1 == len(threads())
        assert len(other.votes) == 2 and said(sources[0]) == 0
