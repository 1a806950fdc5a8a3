from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.errors import Invalid, Refused, WrongState
from seawall.people.models import Agency, Staff
from seawall.reports.actions import acknowledge_danger, ask_second_opinion, mark_not_ours
from seawall.reports.models import Bundle
from seawall.reports.tests.makers import a_bundle, a_report

ActorOf = Callable[..., Actor]


def test_it_says_who_was_informed(hotline: Agency, mara: Staff, actor_of: ActorOf) -> None:
    bundle = acknowledge_danger(a_bundle(hotline, danger="now"), "emergency", actor=actor_of(mara))
    assert (bundle.danger_informed, bundle.danger_acknowledged_by) == ("emergency", mara.id)
    assert not bundle.waits_for_acknowledgement


def test_it_cannot_be_skipped(hotline: Agency, mara: Staff, actor_of: ActorOf) -> None:
    bundle = a_bundle(hotline, danger="now")
    with pytest.raises(WrongState):
        mark_not_ours(bundle, actor=actor_of(mara))
    with pytest.raises(WrongState):
        ask_second_opinion(bundle, {}, actor=actor_of(mara))
    # Not even past the code: the database does not keep a decided bundle with an unanswered danger.
    with pytest.raises(IntegrityError), transaction.atomic():
        Bundle.objects.update(state="decided", outcome="not_ours", decided_at=clock.now())


def test_new_danger_is_acknowledged_anew(hotline: Agency, mara: Staff, actor_of: ActorOf) -> None:
    report = a_report(hotline, danger="now", place="https://danger.example/")
    acknowledge_danger(report.bundle, "police", actor=actor_of(mara))
    a_report(hotline, danger="now", place="https://danger.example/")
    assert Bundle.objects.get().waits_for_acknowledgement


def test_twice_is_once_too_often(hotline: Agency, mara: Staff, actor_of: ActorOf) -> None:
    bundle = a_bundle(hotline, danger="now")
    with pytest.raises(Invalid):
        acknowledge_danger(bundle, "my sister", actor=actor_of(mara))
    acknowledge_danger(bundle, "police", actor=actor_of(mara))
    with pytest.raises(WrongState):
        acknowledge_danger(bundle, "police", actor=actor_of(mara))


def test_a_stranger_is_refused(hotline: Agency, stranger: Staff, actor_of: ActorOf) -> None:
    with pytest.raises(Refused):
        acknowledge_danger(a_bundle(hotline, danger="now"), "police", actor=actor_of(stranger))
