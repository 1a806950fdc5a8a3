import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from seawall.audit.models import Line
from seawall.core.actors import Actor
from seawall.core.errors import Invalid, Refused
from seawall.core.keys import unseal
from seawall.people.models import Agency, Staff
from seawall.reports import receipts
from seawall.reports.actions import Filing, file_report
from seawall.reports.models import Bundle, Message, Report, Subject
from seawall.reports.states import BundleState, SubjectKind

PAGE = "https://pictures.example/album/7"


def filing(token: str = "a token of one form", **more: Any) -> Filing:
    return Filing(**{"token": token, "seen": "pictures", "place": PAGE, **more})


@pytest.fixture
def reporter(hotline: Agency) -> Actor:
    return Actor.reporter(hotline.id)


def test_it_files_a_report(reporter: Actor) -> None:
    filed = file_report(filing(text="I saw it on this page."), actor=reporter)

    report = Report.objects.get(pk=filed.report_id)
    assert report.owner_id == reporter.agency_id
    assert unseal("reports.text", report.sealed_text) == "I saw it on this page."
    assert report.receipt_hash == receipts.slow_hash(filed.code)
    subject = report.subjects.get()
    assert (subject.kind, subject.value.secret) == (SubjectKind.URL, PAGE)
    assert subject.shown == "hxxps://pic…/…"
    bundle = report.bundle
    assert (bundle.state, bundle.received_count, bundle.novelty) == (BundleState.RECEIVED, 1, 2)
    assert bundle.completeness > 0
    assert Line.objects.get().what == "reports.filed"


def test_the_trail_holds_nothing_of_what_was_reported(reporter: Actor) -> None:
    file_report(filing(text="somebody secret", contact="me@visitors.example"), actor=reporter)
    body = Line.objects.get().body
    assert not any(word in body for word in ("pictures.example", "secret", "visitors.example"))


def test_the_same_form_again_is_one_report_and_one_code(reporter: Actor) -> None:
    first = file_report(filing(), actor=reporter)
    second = file_report(filing(), actor=reporter)
    assert (second.code, second.report_id, second.again) == (first.code, first.report_id, True)
    assert Report.objects.count() == 1


def test_a_form_changed_and_sent_again_loses_nothing(reporter: Actor) -> None:
    first = file_report(filing(), actor=reporter)
    second = file_report(filing(text="I forgot something.", danger="now"), actor=reporter)
    assert second.code == first.code
    letter = Message.objects.get(report_id=first.report_id)
    assert "I forgot something." in unseal("reports.message", letter.sealed_text)
    bundle = Bundle.objects.get()
    assert bundle.new_words and bundle.danger_now and bundle.urgent


def test_the_same_thing_is_bundled_and_counted(reporter: Actor) -> None:
    file_report(filing("form number one!"), actor=reporter)
    file_report(
        filing("form number two!", place="hxxps://pictures[.]example:443/album/7#top"), actor=reporter
    )
    bundle = Bundle.objects.get()
    assert bundle.received_count == 2
    assert Subject.objects.count() == 1


def decided(remove: bool = True) -> None:
    Subject.objects.update(decision="remove" if remove else "leave")
    Bundle.objects.update(state="decided", outcome="removal", decided_at="2026-01-01T00:00:00Z")


def test_what_is_decided_bothers_nobody_again(reporter: Actor) -> None:
    file_report(filing("form number one!"), actor=reporter)
    decided()
    filed = file_report(filing("form number two!"), actor=reporter)
    bundle = Bundle.objects.get()
    assert (bundle.state, bundle.received_count) == (BundleState.DECIDED, 2)
    assert Report.objects.get(pk=filed.report_id).decided_unseen


@pytest.mark.parametrize(
    "more",
    [{"danger": "now"}, {"danger": "unsure"}, {"text": "It is worse now."}, {"place": PAGE + "\n???"}],
    ids=["danger", "unsure", "words", "an unread line"],
)
def test_danger_and_new_words_always_reach_a_person(reporter: Actor, more: dict[str, str]) -> None:
    file_report(filing("form number one!"), actor=reporter)
    decided()
    filed = file_report(filing("form number two!", **more), actor=reporter)
    bundle = Bundle.objects.get()
    assert bundle.state == BundleState.RECEIVED
    assert not Report.objects.get(pk=filed.report_id).decided_unseen


def test_the_same_words_again_are_not_new_words(reporter: Actor) -> None:
    file_report(filing("form number one!", text="Look here!"), actor=reporter)
    decided()
    filed = file_report(filing("form number two!", text="look   HERE!"), actor=reporter)
    assert Report.objects.get(pk=filed.report_id).decided_unseen


def test_a_chat_without_an_address_is_a_full_report(reporter: Actor) -> None:
    file_report(filing(place="", text="He writes to her every day.", seen="contact"), actor=reporter)
    assert Subject.objects.get().kind == SubjectKind.TEXT


def test_an_address_inside_the_words_is_a_subject(reporter: Actor) -> None:
    file_report(filing(place="", text=f"I saw it at {PAGE}, today."), actor=reporter)
    assert Subject.objects.get().value.secret == PAGE


def test_control_and_direction_characters_are_kept_and_harm_nothing(reporter: Actor) -> None:
    odd = "a\x00b\u202egpj.exe\x1b[2J"
    filed = file_report(filing(text=odd, place=f"https://a.example/\u202egpj\n{PAGE}"), actor=reporter)
    report = Report.objects.get(pk=filed.report_id)
    assert unseal("reports.text", report.sealed_text) == odd
    assert report.unread_lines == 1
    assert report.subjects.count() == 1


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"text": "x" * 20_001}, "text"),
        ({"seen": "nonsense"}, "seen"),
        ({"token": "short"}, "token"),
        ({"place": " \n"}, "text"),
        ({"contact": "x" * 301}, "contact"),
    ],
)
def test_a_form_that_cannot_be_kept_says_why(reporter: Actor, more: dict[str, str], field: str) -> None:
    with pytest.raises(Invalid) as error:
        file_report(filing(**more), actor=reporter)
    assert field in error.value.fields
    assert not Report.objects.exists()


def test_staff_who_work_on_reports_file_what_reached_them(
    mara: Staff, actor_of: Callable[..., Actor]
) -> None:
    file_report(filing(channel="phone"), actor=actor_of(mara))
    line = Line.objects.get()
    assert (line.what, line.actor_id, json.loads(line.body)["facts"]["channel"]) == (
        "reports.filed",
        mara.id,
        "phone",
    )


@pytest.mark.parametrize("channel", ["public", "young"])
def test_staff_never_pass_for_the_public_door(
    channel: str, mara: Staff, actor_of: Callable[..., Actor]
) -> None:
    with pytest.raises(Invalid) as error:
        file_report(filing(channel=channel), actor=actor_of(mara))
    assert "channel" in error.value.fields


def test_other_duties_and_nobody_do_not_file(
    otto: Staff, ada: Staff, dana: Staff, actor_of: Callable[..., Actor]
) -> None:
    for actor in (*map(actor_of, (otto, ada, dana)), Actor.reporter("")):
        with pytest.raises(Refused):
            file_report(filing(channel="phone"), actor=actor)
    assert not Report.objects.exists()


def test_it_is_cheap(reporter: Actor) -> None:
    file_report(filing("form number one!"), actor=reporter)
    for number, more in enumerate(({"place": "https://other.example/"}, {})):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            file_report(filing(f"form with number {number}", **more), actor=reporter)
        # Two more in tests: the savepoint stands for the transaction.
        own = [query for query in queries if "SAVEPOINT" not in query["sql"]]
        assert len(own) <= 12, "\n".join(query["sql"][:110] for query in own)
