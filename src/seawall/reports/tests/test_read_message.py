from collections.abc import Callable

import pytest

from seawall.audit.models import Line
from seawall.core.actors import Actor
from seawall.core.errors import Refused, WrongState
from seawall.people.models import Agency, Staff
from seawall.reports.actions import open_bundle, read_message, write_to_reporter, write_to_us
from seawall.reports.tests.makers import a_report

ActorOf = Callable[..., Actor]


def test_it_shows_a_letter_and_keeps_who_read_it(hotline: Agency, mara: Staff, actor_of: ActorOf) -> None:
    report = a_report(hotline)
    message = write_to_us(report.id, "A letter.", token="a token", actor=Actor.reporter(hotline.id))
    assert message is not None
    assert open_bundle(report.bundle, actor=actor_of(mara)).reports[0].letters[0].text == ""
    assert read_message(message, actor=actor_of(mara)) == "A letter."
    assert open_bundle(report.bundle, actor=actor_of(mara)).reports[0].letters[0].text == "A letter."
    assert Line.objects.filter(what="reports.message_read", actor_id=mara.id).count() == 1


def test_ones_own_letters_are_not_read(hotline: Agency, mara: Staff, actor_of: ActorOf) -> None:
    message = write_to_reporter(a_report(hotline), "Thank you.", actor=actor_of(mara))
    with pytest.raises(WrongState):
        read_message(message, actor=actor_of(mara))


def test_a_stranger_is_refused(hotline: Agency, stranger: Staff, otto: Staff, actor_of: ActorOf) -> None:
    report = a_report(hotline)
    message = write_to_us(report.id, "A letter.", token="a token", actor=Actor.reporter(hotline.id))
    assert message is not None
    for person in (stranger, otto):
        with pytest.raises(Refused):
            read_message(message, actor=actor_of(person))
