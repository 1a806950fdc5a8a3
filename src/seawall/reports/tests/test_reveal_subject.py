from collections.abc import Callable

import pytest

from seawall.audit.models import Line
from seawall.core.actors import Actor
from seawall.core.errors import Invalid, Refused, StepUpNeeded
from seawall.people.models import Agency, Staff
from seawall.reports.actions import hand_over_address, reveal_contact, reveal_subject
from seawall.reports.tests.makers import a_bundle, a_report, subject_of

ActorOf = Callable[..., Actor]


def test_it_shows_the_value_and_writes_down_who_looked(
    hotline: Agency, mara: Staff, actor_of: ActorOf
) -> None:
    subject = subject_of(a_bundle(hotline, place="https://pictures.example/album/7"))
    assert reveal_subject(subject, "assess", actor=actor_of(mara)) == "https://pictures.example/album/7"
    line = Line.objects.get(what="reports.subject_revealed")
    assert '"purpose":"assess"' in line.body and "pictures.example" not in line.body


def test_it_asks_for_a_purpose(hotline: Agency, mara: Staff, actor_of: ActorOf) -> None:
    subject = subject_of(a_bundle(hotline))
    for purpose in ("", "curiosity"):
        with pytest.raises(Invalid):
            reveal_subject(subject, purpose, actor=actor_of(mara))


def test_it_asks_for_a_fresh_second_factor(hotline: Agency, mara: Staff, actor_of: ActorOf) -> None:
    report = a_report(hotline, contact="cleo@visitors.example")
    with pytest.raises(StepUpNeeded):
        reveal_subject(report.subjects.get(), "assess", actor=actor_of(mara, fresh=False))
    with pytest.raises(StepUpNeeded):
        reveal_contact(report, "answer", actor=actor_of(mara, fresh=False))
    assert not Line.objects.filter(what__endswith="revealed").exists()


def test_a_stranger_is_refused_before_the_factor_is_asked(
    hotline: Agency, stranger: Staff, otto: Staff, actor_of: ActorOf
) -> None:
    subject = subject_of(a_bundle(hotline))
    for person in (stranger, otto):
        with pytest.raises(Refused) as error:
            reveal_subject(subject, "assess", actor=actor_of(person, fresh=False))
        assert not isinstance(error.value, StepUpNeeded)


def test_a_person_does_not_hand_addresses_over(hotline: Agency, mara: Staff, actor_of: ActorOf) -> None:
    with pytest.raises(Refused):
        hand_over_address(subject_of(a_bundle(hotline)).id, actor=actor_of(mara))
