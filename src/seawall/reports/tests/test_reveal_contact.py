from collections.abc import Callable

import pytest

from seawall.audit.models import Line
from seawall.core.actors import Actor
from seawall.core.errors import Invalid, Refused, WrongState
from seawall.people.models import Agency, Staff
from seawall.reports.actions import reveal_contact
from seawall.reports.tests.makers import a_report

ActorOf = Callable[..., Actor]


def test_it_shows_how_the_reporter_may_be_reached(hotline: Agency, mara: Staff, actor_of: ActorOf) -> None:
    report = a_report(hotline, contact="cleo@visitors.example")
    assert "cleo" not in report.sealed_contact
    assert reveal_contact(report, "answer", actor=actor_of(mara)) == "cleo@visitors.example"
    assert "cleo" not in Line.objects.get(what="reports.contact_revealed").body


def test_it_needs_a_purpose_and_a_contact(hotline: Agency, mara: Staff, actor_of: ActorOf) -> None:
    with pytest.raises(Invalid):
        reveal_contact(a_report(hotline, contact="cleo@visitors.example"), "", actor=actor_of(mara))
    with pytest.raises(WrongState):
        reveal_contact(a_report(hotline), "answer", actor=actor_of(mara))


def test_a_stranger_is_refused(hotline: Agency, stranger: Staff, actor_of: ActorOf) -> None:
    with pytest.raises(Refused):
        reveal_contact(a_report(hotline, contact="x@y.example"), "answer", actor=actor_of(stranger))
