from collections.abc import Callable

import pytest

from seawall.core.actors import Actor
from seawall.core.errors import Invalid, NotFound, Refused
from seawall.core.ids import new_id
from seawall.people.models import Agency, Staff
from seawall.reports.actions import mark_not_ours, read_message, write_to_us
from seawall.reports.models import Message, Report
from seawall.reports.states import BundleState
from seawall.reports.tests.makers import a_report

ActorOf = Callable[..., Actor]
TOKEN = "a token of one letter"


@pytest.fixture
def report(hotline: Agency) -> Report:
    return a_report(hotline)


@pytest.fixture
def reporter(hotline: Agency) -> Actor:
    return Actor.reporter(hotline.id)


def test_it_lays_a_letter_into_the_mailbox(
    report: Report, reporter: Actor, mara: Staff, actor_of: ActorOf
) -> None:
    message = write_to_us(report.id, "Is it gone?", token=TOKEN, actor=reporter)
    assert message is not None and "gone" not in message.sealed_text
    report.bundle.refresh_from_db()
    assert report.bundle.new_words
    assert read_message(message, actor=actor_of(mara)) == "Is it gone?"
    message.refresh_from_db()
    assert message.read_by == mara.id


def test_the_same_letter_twice_is_one(report: Report, reporter: Actor) -> None:
    write_to_us(report.id, "Is it gone?", token=TOKEN, actor=reporter)
    assert write_to_us(report.id, "Is it gone?", token=TOKEN, actor=reporter) is None
    assert Message.objects.count() == 1


def test_a_letter_brings_a_decided_bundle_back(
    report: Report, reporter: Actor, mara: Staff, actor_of: ActorOf
) -> None:
    mark_not_ours(report.bundle, actor=actor_of(mara))
    write_to_us(report.id, "I forgot something.", token=TOKEN, actor=reporter)
    report.bundle.refresh_from_db()
    assert report.bundle.state == BundleState.RECEIVED


@pytest.mark.parametrize("text", ["", "  \n", "x" * 5_001])
def test_a_letter_has_words_and_an_end(report: Report, reporter: Actor, text: str) -> None:
    with pytest.raises(Invalid):
        write_to_us(report.id, text, token=TOKEN, actor=reporter)


def test_a_mailbox_is_no_store(report: Report, reporter: Actor) -> None:
    for number in range(50):
        write_to_us(report.id, "One more.", token=f"{TOKEN} {number}", actor=reporter)
    with pytest.raises(Invalid):
        write_to_us(report.id, "Too many.", token=TOKEN, actor=reporter)


def test_strangers_and_staff_do_not_write_as_the_reporter(
    report: Report, other_hotline: Agency, mara: Staff, stranger: Staff, actor_of: ActorOf
) -> None:
    for actor in (Actor.reporter(other_hotline.id), actor_of(mara), actor_of(stranger)):
        with pytest.raises(Refused):
            write_to_us(report.id, "Hello.", token=TOKEN, actor=actor)
    with pytest.raises(NotFound):
        write_to_us(new_id("rep"), "Hello.", token=TOKEN, actor=Actor.reporter(report.owner_id))
