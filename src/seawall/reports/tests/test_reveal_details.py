from collections.abc import Callable

import pytest

from seawall.audit.models import Line
from seawall.core.actors import Actor
from seawall.core.errors import Invalid, Refused, StepUpNeeded, WrongState
from seawall.people.models import Agency, Staff
from seawall.reports.actions import reveal_details
from seawall.reports.tests.makers import a_report

ActorOf = Callable[..., Actor]
DETAILS = "connection: 192.0.2.7"


def test_it_shows_what_the_machine_told(hotline: Agency, mara: Staff, actor_of: ActorOf) -> None:
    report = a_report(hotline, details=DETAILS)
    assert "192.0.2.7" not in report.sealed_details
    assert reveal_details(report, "police", actor=actor_of(mara)) == DETAILS
    assert "192.0.2.7" not in Line.objects.get(what="reports.details_revealed").body


def test_it_needs_a_purpose_details_and_a_fresh_factor(
    hotline: Agency, mara: Staff, actor_of: ActorOf
) -> None:
    report = a_report(hotline, details=DETAILS)
    with pytest.raises(Invalid):
        reveal_details(report, "", actor=actor_of(mara))
    with pytest.raises(StepUpNeeded):
        reveal_details(report, "police", actor=actor_of(mara, fresh=False))
    with pytest.raises(WrongState):
        reveal_details(a_report(hotline), "police", actor=actor_of(mara))


def test_a_stranger_is_refused(hotline: Agency, stranger: Staff, actor_of: ActorOf) -> None:
    with pytest.raises(Refused):
        reveal_details(a_report(hotline, details=DETAILS), "police", actor=actor_of(stranger))


def test_the_page_shows_it_on_demand_alone(hotline, mara, staff_client) -> None:
    report, client = a_report(hotline, details=DETAILS), staff_client(mara)
    page = client.get(client.at("reports:bundle", bundle_id=report.bundle_id)).content.decode()
    assert "192.0.2.7" not in page and client.at("reports:reveal_details", report_id=report.id) in page
    path = client.at("reports:reveal_details", report_id=report.id)
    assert DETAILS in client.post(path, {"purpose": "police"}).content.decode()
