"""A tipline that hangs holds up no other. Proven on PostgreSQL, where each thread has a connection of its own to the same records."""

import threading
import time
from typing import Any

import pytest
from django.db import connection

from seawall.core.actors import Actor
from seawall.reports import actions
from seawall.reports.forwarding import walking
from seawall.reports.models import Bundle, Forwarding, Tipline
from seawall.reports.states import ForwardingState
from seawall.reports.tests.forwarding.makers import terms, told
from tests.peers.tipline import TiplinePeer

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="needs many at once: set DATABASE_URL"),
]
LONGEST = 120
ROUNDS = 20


def threads() -> int:
    """In each one tipline is asked."""
    return sum(thread.name.startswith("tiplines ") for thread in threading.enumerate())


def until(found: Any) -> None:
    deadline = time.monotonic() + LONGEST
    while not found():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_while_one_tipline_hangs_reports_reach_the_others_until_it_is_told_to_stop(
    peer: TiplinePeer,
    tipline: Tipline,
    bundle: Bundle,
    admin: Actor,
    analyst: Actor,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(walking, "PAUSE", 0.02)
    let_go, stopping = threading.Event(), threading.Event()
    with TiplinePeer() as other:
        free = actions.add_tipline(terms(other, name="Free"), actor=admin)
        for one in (tipline, free):
            actions.forward_bundle(bundle, one, told=told(bundle), actor=analyst)
        peer.faults = [lambda to: bool(let_go.wait(LONGEST))]
        keeper = threading.Thread(target=walking.keep_forwarding, args=(stopping,))
        keeper.start()
        try:
            until(lambda: len(peer.asked) == 1 and len(other.filed) == 1 and threads() == 1)
            time.sleep(ROUNDS * walking.PAUSE)
            # Nobody else asks it meanwhile, round after round.
            assert len(peer.asked) == 1 == threads()
        finally:
            stopping.set()
            keeper.join(LONGEST)
            let_go.set()
            until(lambda: not threads())
    assert not keeper.is_alive()
    assert Forwarding.objects.get(tipline=free).state == ForwardingState.FINISHED
