from collections.abc import Callable

import pytest

from seawall.core.actors import Actor
from seawall.core.errors import Invalid, Refused
from seawall.people.models import Agency, Staff
from seawall.reports.actions import write_to_reporter
from seawall.reports.queries import receipt_of
from seawall.reports.tests.makers import a_report

ActorOf = Callable[..., Actor]


def test_it_lays_a_letter_into_the_mailbox(hotline: Agency, mara: Staff, actor_of: ActorOf) -> None:
    report = a_report(hotline)
    message = write_to_reporter(report, "Where exactly was it?", actor=actor_of(mara))
    assert "exactly" not in message.sealed_text
    letters = receipt_of(Actor.reporter(hotline.id), report.id).letters
    assert [(letter.from_us, letter.text) for letter in letters] == [(True, "Where exactly was it?")]


@pytest.mark.parametrize("text", ["", " ", "x" * 5_001])
def test_a_letter_has_words_and_an_end(hotline: Agency, mara: Staff, actor_of: ActorOf, text: str) -> None:
    with pytest.raises(Invalid):
        write_to_reporter(a_report(hotline), text, actor=actor_of(mara))


def test_a_stranger_is_refused(hotline: Agency, stranger: Staff, ada: Staff, actor_of: ActorOf) -> None:
    for person in (stranger, ada):
        with pytest.raises(Refused):
            write_to_reporter(a_report(hotline), "Hello.", actor=actor_of(person))
