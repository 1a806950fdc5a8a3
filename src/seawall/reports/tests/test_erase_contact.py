from collections.abc import Callable
from datetime import timedelta

import pytest

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.core.jobs import settle
from seawall.people.models import Agency, Staff
from seawall.reports.actions import erase_contact, mark_not_ours
from seawall.reports.jobs import erase_due_contacts
from seawall.reports.models import Bundle, Report
from seawall.reports.tests.makers import a_report

ActorOf = Callable[..., Actor]


def decided(report: Report, days: int, actor: Actor) -> None:
    mark_not_ours(report.bundle, actor=actor)
    Bundle.objects.filter(pk=report.bundle_id).update(decided_at=clock.now() - timedelta(days=days))


def test_it_forgets_a_contact_thirty_days_after_the_decision(
    hotline: Agency, mara: Staff, actor_of: ActorOf
) -> None:
    due, fresh, waiting = (a_report(hotline, contact="cleo@visitors.example") for _ in range(3))
    decided(due, 31, actor_of(mara))
    decided(fresh, 29, actor_of(mara))

    erase_due_contacts.enqueue()
    settle()

    for report, kept in ((due, False), (fresh, True), (waiting, True)):
        report.refresh_from_db()
        assert bool(report.sealed_contact) is kept
        assert (report.contact_erased_at is None) is kept


def test_data_protection_may_erase_at_once(hotline: Agency, petra: Staff, actor_of: ActorOf) -> None:
    report = erase_contact(a_report(hotline, contact="x@y.example"), actor=actor_of(petra))
    assert report.sealed_contact == "" and report.contact_erased_at


def test_others_may_not(hotline: Agency, mara: Staff, other_hotline: Agency, actor_of: ActorOf) -> None:
    report = a_report(hotline, contact="x@y.example")
    for actor in (actor_of(mara), Actor.system(other_hotline.id)):
        with pytest.raises(Refused):
            erase_contact(report, actor=actor)
