"""Deeds and what they announce: all of it or nothing."""

from dataclasses import dataclass

import pytest
from django.db import connection

from seawall.audit.actions import record
from seawall.audit.models import Line
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import WrongState
from seawall.core.events import Event, NotWired, _reactions, announce
from seawall.core.jobs import settle, task
from seawall.core.models import Job, JobState

NODE = Actor.system("agc_nord")


@dataclass(frozen=True, slots=True)
class Opened(Event):
    gate: str


@dataclass(frozen=True, slots=True)
class Forgotten(Event):
    pass


@task
def note_opening(*, owner_id: str, gate: str) -> None:
    record("gate.noted", actor=Actor.system(owner_id), subject=gate)


@action
def open_gate(gate: str, *, actor: Actor, stuck: bool = False) -> None:
    record("gate.opened", actor=actor, subject=gate)
    announce(Opened(owner_id=actor.agency_id, gate=gate))
    if stuck:
        raise WrongState


@action
def open_both(*, actor: Actor, stuck: bool = False) -> None:
    open_gate("gate_1", actor=actor)
    open_gate("gate_2", actor=actor, stuck=stuck)


@pytest.fixture(autouse=True)
def wired(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(_reactions, Opened, (note_opening,))


def deeds() -> list[str]:
    return list(Line.objects.order_by("seq").values_list("what", flat=True))


@pytest.mark.django_db
def test_it_keeps_deed_line_and_promise_together() -> None:
    open_gate("gate_1", actor=NODE)
    assert deeds() == ["gate.opened"]
    assert Job.objects.get().arguments == {"owner_id": "agc_nord", "gate": "gate_1"}
    settle()
    assert deeds() == ["gate.opened", "gate.noted"]


@pytest.mark.django_db(transaction=True)
def test_a_deed_that_fails_leaves_nothing() -> None:
    with pytest.raises(WrongState):
        open_gate("gate_1", actor=NODE, stuck=True)
    assert deeds() == [] and not Job.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_deed_within_a_deed_is_a_part_of_it() -> None:
    with pytest.raises(WrongState):
        open_both(actor=NODE, stuck=True)
    assert deeds() == [] and not Job.objects.exists()
    open_both(actor=NODE)
    assert deeds() == ["gate.opened", "gate.opened"]


@pytest.mark.django_db(transaction=True)
def test_nothing_is_announced_outside_a_deed() -> None:
    assert not connection.in_atomic_block
    with pytest.raises(RuntimeError, match="inside an action's transaction"):
        announce(Opened(owner_id="agc_nord", gate="gate_1"))


@pytest.mark.django_db
def test_an_event_that_is_not_on_the_table_is_a_mistake() -> None:
    with pytest.raises(NotWired, match="Forgotten"):
        announce(Forgotten(owner_id="agc_nord"))


@pytest.mark.django_db
def test_a_reaction_that_fails_does_not_undo_the_deed() -> None:
    open_gate("gate_1", actor=NODE)
    Job.objects.update(arguments={"wrong": 1})
    settle()
    assert deeds() == ["gate.opened"]
    assert Job.objects.get().state == JobState.READY
