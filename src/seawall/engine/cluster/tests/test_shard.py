"""When a change may be stored in a shard, without any Ray."""

import threading

import pytest

from seawall.engine.cluster import shard as shards
from seawall.engine.cluster.shard import Seat, Shard

SEAT = Seat("a", 1, "node", None)


def test_a_change_waits_until_all_on_the_roll_were_looked_for() -> None:
    shard = Shard(0)
    shard.let_in(SEAT, 3)
    waited = threading.Thread(target=lambda: shard.wait(60.0))
    waited.start()
    waited.join(0.1)
    assert waited.is_alive()
    shard.let_in(SEAT._replace(token="b"), 3)
    shard.all_met()
    waited.join(10)
    assert not waited.is_alive() and shard.wait(0.0)


def test_it_waits_no_longer_than_the_meeting_or_its_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards, "MEETING_SECONDS", 0.05)
    shard = Shard(0)
    assert not shard.wait(0.01)
    shard.let_in(SEAT, 3)
    assert shard.wait(60.0)


def test_without_a_living_replica_nothing_is_stored() -> None:
    shard = Shard(0)
    shard.all_met()
    assert not shard.wait(0.01)
