"""Reports handed in at a second node of our own, which runs: its door is the other side, and what it has is what counts."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.people.models import Agency, Staff
from seawall.reports import actions
from seawall.reports.forwarding.calling import Answered, Step
from seawall.reports.forwarding.walking import by_guard, forward, forward_due
from seawall.reports.models import Forwarding, Tipline
from seawall.reports.states import ForwardingState, Incident, TiplineTerms, Told
from seawall.reports.tests.makers import a_bundle
from tests.durability.node import Node

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

MD5 = "d41d8cd98f00b204e9800998ecf8427e"
REPORTS = "SELECT count(*) FROM reports_report"
SUBJECTS = "SELECT kind FROM reports_subject ORDER BY kind"


class Killed(BaseException):
    """The process is no more."""


@pytest.fixture
def started(node: Node) -> Iterator[Node]:
    node.prepare()
    node.start("--only", "node")
    yield node


@pytest.fixture
def tipline(started: Node, settings: Any, ada: Staff, actor_of: Callable[..., Actor]) -> Tipline:
    settings.ALLOW_NETWORKS = ["127.0.0.0/8"]
    user, password = started.script("tests.durability.keys", "Meldestelle").split()
    address = started.at("node", "/ispws")
    terms = TiplineTerms("Another node", "desk@hotline.example", user, password, "", address)
    return actions.add_tipline(terms, actor=actor_of(ada))


def begun(hotline: Agency, tipline: Tipline, actor: Actor) -> Forwarding:
    place = f"https://pictures.example/album/91\n{MD5}\n@user-seven"
    bundle = a_bundle(hotline, place=place, app="Example Chat", phone="+4915112345678")
    ids = tuple(bundle.subjects.values_list("id", flat=True))
    told = Told(Incident.MATERIAL, clock.now(), words="As told.", urgent="now", subject_ids=ids)
    return actions.forward_bundle(bundle, tipline, told=told, actor=actor)


def now(one: Forwarding) -> Forwarding:
    Forwarding.objects.filter(pk=one.pk, due_at__isnull=False).update(due_at=clock.now())
    Forwarding.objects.filter(pk=one.pk).exclude(lease="").update(leased_until=clock.now())
    return Forwarding.objects.get(pk=one.pk)


def test_killed_after_any_call_another_node_has_each_report_once(
    started: Node, tipline: Tipline, hotline: Agency, mara: Staff, actor_of: Callable[..., Actor]
) -> None:
    actor = actor_of(mara)
    one = begun(hotline, tipline, actor)
    forward_due()
    one.refresh_from_db()
    assert (one.state, one.snag) == (ForwardingState.FINISHED, "")
    assert started.rows(REPORTS) == [(1,)]
    kinds = [kind for (kind,) in started.rows(SUBJECTS)]
    assert kinds == ["account", "fingerprint", "phone", "url"]
    Forwarding.objects.filter(pk=one.pk).update(bundle=a_bundle(hotline))
    for at in (1, 2, 3):
        calls: list[Step] = []

        def killed(step: Step, at: int = at, calls: list[Step] = calls) -> Answered:
            calls.append(step)
            answered = by_guard(step)
            if len(calls) == at:
                raise Killed
            return answered

        other = begun(hotline, tipline, actor)
        with pytest.raises(Killed):
            forward(other, killed)
        forward(now(other))
        other.refresh_from_db()
        assert other.state == ForwardingState.FINISHED
        Forwarding.objects.filter(pk=other.pk).update(bundle=a_bundle(hotline))
        finished = "SELECT count(*) FROM reports_submission WHERE state = 'finished'"
        assert started.rows(finished) == [(1 + at,)]
