import json

import pytest

from seawall.audit.models import Line
from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.errors import Refused, WrongState
from seawall.core.jobs import settle
from seawall.core.models import Job, JobState
from seawall.takedown import actions, jobs, queries
from seawall.takedown.letters import text_of
from seawall.takedown.models import Hold, Notice
from seawall.takedown.outside.mail import TryLater
from seawall.takedown.states import Delivery, HoldReason, LocationState, NoticeState, Question, RevealPurpose
from seawall.takedown.tests import makers
from seawall.wire import xarf


@pytest.fixture
def draft(world, analyst):
    """Two pages at the same host, traced by real servers, in one draft."""
    for path in ("/a", "/b"):
        actions.open_location(
            world.carry(path),
            actor=analyst,
            subject_id=f"sub_{path[1]}",
            grounds=makers.GROUNDS.kept(),
        )
    settle()
    return actions.draft_notice(queries.ready_to_notify_for(analyst).first(), actor=analyst)


def press_send(notice, actor):
    actions.send_notice(notice, actor=actor)
    settle()
    notice.refresh_from_db()
    return notice


def places(notice):
    return {
        line.location.url.secret.rsplit("/", 1)[1]: line for line in notice.lines.select_related("location")
    }


def test_it_sends_one_letter_with_everything_in_it(draft, analyst, world):
    notice = press_send(draft, analyst)
    assert (notice.state, notice.delivery) == (NoticeState.SENT, Delivery.MAIL)
    (letter,) = world.mail.letters
    assert world.mail.receivers == ["abuse@host.example"]
    assert letter["Message-ID"] == notice.message_id == f"<{notice.id}.0@meldestelle.example>"
    text = letter.get_body(("plain",)).get_content()
    for path in ("/a", "/b"):
        assert f"http://bilder.example:{world.web.port}{path}" in text
    assert "/notices/" in text and "Article 16(2)(d)" in text and "Do not tell the customer" in text
    assert "preserve" in text
    attached = [xarf.read(part.get_content()) for part in letter.iter_attachments()]
    assert {report.url.rsplit("/", 1)[1] for report in attached} == {"a", "b"}
    assert attached[0].source_identifier == "127.0.0.1"
    assert {line.location.state for line in notice.lines.all()} == {LocationState.NOTICED}


def test_no_header_holds_an_address(draft, analyst, world):
    press_send(draft, analyst)
    headers = world.mail.raw[0].split(b"\r\n\r\n")[0].decode()
    assert "bilder" not in headers and str(world.web.port) not in headers.replace(f":{world.mail.port}", "")


def test_the_exact_bytes_are_kept(draft, analyst, world):
    notice = press_send(draft, analyst)
    sent = world.mail.raw[0]
    assert bytes(notice.letter) == sent


def test_without_a_mail_server_it_is_kept_and_said(draft, analyst, world, settings):
    settings.SMTP_URL = ""
    notice = press_send(draft, analyst)
    assert (notice.state, notice.delivery) == (NoticeState.SENT, Delivery.KEPT)
    assert "bilder.example" in actions.reveal_letter(notice, RevealPurpose.NOTICE, actor=analyst)
    assert not world.mail.letters


def test_a_crash_after_the_server_accepted_sends_the_same_letter_again(draft, analyst, world):
    """The first worker dies between the server's "accepted" and its own "done"; another takes the job."""
    actions.send_notice(draft, actor=analyst)
    world.mail.hang_up_after_accepting = True
    settle()
    draft.refresh_from_db()
    assert draft.state == NoticeState.SENDING and len(world.mail.letters) == 1
    world.mail.hang_up_after_accepting = False
    settle(clock.in_future(hours=1))
    draft.refresh_from_db()
    assert draft.state == NoticeState.SENT
    assert len(world.mail.raw) == 2 and world.mail.raw[0] == world.mail.raw[1]


def test_a_final_refusal_is_a_failure_that_a_person_sees(draft, analyst, world):
    world.mail.refuse_with = "550 no such mailbox"
    notice = press_send(draft, analyst)
    assert (notice.state, notice.failure) == (NoticeState.FAILED, "smtp_550")
    assert list(queries.failed_notices_for(analyst)) == [notice]
    letter = bytes(notice.letter)
    world.mail.refuse_with = ""
    notice = press_send(notice, analyst)
    assert notice.state == NoticeState.SENT and bytes(notice.letter) == letter


def test_a_busy_server_is_tried_again(draft, analyst, world):
    world.mail.refuse_with = "451 later"
    notice = press_send(draft, analyst)
    assert notice.state == NoticeState.SENDING
    assert Job.objects.get(state=JobState.READY, task__endswith="post_notice").error.startswith(
        TryLater.__name__
    )
    world.mail.refuse_with = ""
    settle(clock.in_future(hours=1))
    notice.refresh_from_db()
    assert notice.state == NoticeState.SENT


def test_what_moved_since_the_draft_drops_out_and_is_routed_anew(draft, analyst, world):
    world.dns.names["anders.example"] = ["127.0.0.2"]
    world.rdap.add_network("127.0.0.2/32", "Other Hosting", country="DE", abuse="abuse@other.example")
    line = places(draft)["b"]
    line.location.url = f"http://anders.example:{world.web.port}/b"
    line.location.save()
    notice = press_send(draft, analyst)
    lines = places(notice)
    assert lines["b"].drop_reason == "moved" and not lines["a"].dropped_at
    moved = lines["b"].location
    assert (moved.state, moved.contact, moved.country) == (LocationState.OPEN, "abuse@other.example", "DE")
    assert moved.question == Question.CONTACT_CHANGED or moved.question == Question.NONE
    assert b"anders.example" not in world.mail.raw[0]
    assert actions.draft_notice(moved, actor=analyst).contact == "abuse@other.example"


def test_what_was_held_since_the_draft_is_not_sent(draft, analyst, world, police):
    line = places(draft)["b"]
    actions.ask_hold(
        line.location,
        police_id=police.id,
        reason=HoldReason.EVIDENCE,
        expires_at=clock.in_future(hours=2),
        actor=analyst,
    )
    notice = press_send(draft, analyst)
    assert places(notice)["b"].drop_reason == "held"
    assert len(list(world.mail.letters[0].iter_attachments())) == 1


def test_with_nothing_left_nothing_is_sent(draft, analyst, world, police):
    for line in places(draft).values():
        actions.ask_hold(
            line.location,
            police_id=police.id,
            reason=HoldReason.EVIDENCE,
            expires_at=clock.in_future(hours=2),
            actor=analyst,
        )
    assert press_send(draft, analyst).state == NoticeState.DROPPED
    assert not world.mail.letters


def test_a_trace_with_gaps_sends_nothing_on_a_guess(draft, analyst, world):
    world.dns.failing.add("bilder.example")
    notice = press_send(draft, analyst)
    assert (notice.state, notice.failure) == (NoticeState.FAILED, "trace_incomplete")
    assert not world.mail.letters
    world.dns.failing.clear()
    assert press_send(notice, analyst).state == NoticeState.SENT


def test_one_notice_for_each_contact_law_and_language(analyst):
    makers.traced(analyst, "https://a.example/1")
    makers.traced(analyst, "https://a.example/2")
    makers.traced(analyst, "https://a.example/3", country="DE")
    makers.traced(analyst, "https://b.example/1", contact="abuse@other.example")
    while (location := queries.ready_to_notify_for(analyst).filter(lines=None).first()) is not None:
        actions.draft_notice(location, actor=analyst)
    found = sorted(
        (notice.contact, notice.law, notice.language, notice.lines.count()) for notice in Notice.objects.all()
    )
    assert found == [
        ("abuse@host.example", "de", "de", 1),
        ("abuse@host.example", "eu", "en", 2),
        ("abuse@other.example", "eu", "en", 1),
    ]


@pytest.mark.parametrize(
    ("country", "law", "words"),
    [
        ("DE", "de", "§ 184b"),
        ("AT", "eu", "Artikel 16"),
        ("FR", "eu", "Article 16"),
        ("US", "us", "2258A"),
        ("GB", "uk", "Online Safety Act"),
        ("BR", "other", "Optional Protocol"),
        ("", "other", "Optional Protocol"),
    ],
)
def test_law_and_language_follow_the_hosts_country(country, law, words, analyst):
    notice = makers.sent(analyst, country=country)
    assert notice.law == law
    assert words in text_of(bytes(notice.letter))


def test_what_has_a_question_goes_out_for_itself_alone(analyst, police):
    """An expired hold asks; it must not slip out in the company of others."""
    hold = makers.held(analyst, police.id, "https://a.example/1")
    Hold.objects.update(created_at=clock.in_future(hours=-2), expires_at=clock.in_future(hours=-1))
    actions.expire_hold(hold, actor=Actor.system(hold.owner_id))
    other = makers.traced(analyst, "https://a.example/2")
    assert actions.draft_notice(other, actor=analyst).lines.get().location == other
    assert actions.draft_notice(hold.location, actor=analyst).lines.get().location == hold.location


def test_a_letter_keeps_to_lines_that_mail_programs_like(analyst):
    for country in ("DE", "FR", "US", "GB", ""):
        notice = makers.sent(analyst, f"https://a.example/{country}", country=country)
        lines = text_of(bytes(notice.letter)).splitlines()
        assert max(len(line) for line in lines if "://" not in line) <= 76
        assert [line[:2] for line in lines if line[:2] in ("1.", "2.", "3.")] == ["1.", "2.", "3."]


def test_the_same_draft_is_not_made_twice(analyst):
    notice = makers.drafted(analyst)
    assert actions.draft_notice(notice.lines.get().location, actor=analyst).id == notice.id


def test_a_dropped_draft_frees_its_locations(analyst):
    notice = makers.drafted(analyst)
    actions.drop_notice(notice, actor=analyst)
    again = actions.draft_notice(notice.lines.get().location, actor=analyst)
    assert again.id != notice.id


def test_nobody_is_written_to_without_a_contact(analyst):
    location = makers.traced(analyst, contact="")
    with pytest.raises(WrongState):
        actions.draft_notice(location, actor=analyst)


def test_the_stranger_the_reviewer_and_nobody_may_not(analyst, foreigner, reviewer):
    notice = makers.drafted(analyst)
    for actor in (foreigner, reviewer, None, Actor.system(analyst.agency_id)):
        for deed in (actions.send_notice, actions.drop_notice, actions.close_link):
            with pytest.raises(Refused):
                deed(notice, actor=actor)
        with pytest.raises(Refused):
            actions.draft_notice(notice.lines.get().location, actor=actor)


def test_only_the_node_seals_and_keeps_delivery(analyst):
    notice = makers.drafted(analyst)
    actions.send_notice(notice, actor=analyst)
    with pytest.raises(Refused):
        actions.seal_notice(notice, {}, actor=analyst)
    with pytest.raises(Refused):
        actions.keep_delivery(notice, Delivery.MAIL, actor=analyst)


def test_it_is_sent_once(analyst):
    notice = makers.sent(analyst)
    with pytest.raises(WrongState):
        actions.send_notice(notice, actor=analyst)
    with pytest.raises(WrongState):
        actions.drop_notice(notice, actor=analyst)


def test_a_notice_that_is_stuck_becomes_a_failure(analyst):
    notice = makers.drafted(analyst)
    actions.send_notice(notice, actor=analyst)
    Job.objects.all().delete()
    Notice.objects.update(changed_at=clock.now() - 2 * jobs.STUCK_AFTER)
    jobs.remind_due.enqueue()
    settle()
    notice.refresh_from_db()
    assert (notice.state, notice.failure) == (NoticeState.FAILED, "no_mail_server")


def test_the_trail_and_the_jobs_know_no_address(draft, analyst, world):
    press_send(draft, analyst)
    assert not Line.objects.filter(body__contains="bilder").exists()
    for job in Job.objects.all():
        assert "bilder" not in json.dumps(job.arguments) + job.error
