from datetime import timedelta

import pytest

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.errors import Refused, WrongState
from seawall.core.jobs import settle
from seawall.core.models import Job
from seawall.takedown import actions, jobs
from seawall.takedown.actions import Reply
from seawall.takedown.actions.remind import PAUSES
from seawall.takedown.models import Notice
from seawall.takedown.states import AnswerKind, Question
from seawall.takedown.tests import makers


@pytest.fixture
def notice(world, analyst):
    notice = makers.sent(analyst)
    # The traces asked for on the way would find that bilder.example does not exist in this world.
    Job.objects.all().delete()
    return notice


def a_turn(notice):
    Notice.objects.update(next_reminder_at=clock.now())
    jobs.remind_due.enqueue()
    settle()
    notice.refresh_from_db()
    return notice


def test_it_reminds_three_times_and_then_asks_a_person(notice, world):
    assert timedelta(hours=23) < notice.next_reminder_at - clock.now() < timedelta(hours=25)
    for step in range(1, len(PAUSES)):
        a_turn(notice)
        assert notice.reminders_sent == step
        letter = world.mail.letters[-1]
        assert letter["In-Reply-To"] == notice.message_id
        assert letter["Message-ID"].startswith(f"<{notice.id}.{step}@")
        assert "bilder" not in letter["Subject"]
    a_turn(notice)
    assert len(world.mail.letters) == len(PAUSES) - 1
    assert notice.next_reminder_at is None
    assert notice.lines.get().location.question == Question.UNANSWERED


def test_who_answered_is_left_in_peace(notice, world):
    provider = Actor.provider(notice.owner_id, notice.id)
    location = notice.lines.get().location
    actions.answer_notice(notice, location, reply=Reply(AnswerKind.REMOVED), actor=provider)
    assert a_turn(notice).next_reminder_at is None
    assert not world.mail.letters


def test_what_is_gone_is_not_reminded_of(notice, world):
    actions.close_gone(notice.lines.get().location, actor=Actor.system(notice.owner_id))
    assert a_turn(notice).next_reminder_at is None
    assert not world.mail.letters


def test_two_turns_at_once_remind_once(notice, world):
    Notice.objects.update(next_reminder_at=clock.now())
    jobs.remind_due.enqueue()
    jobs.remind_due.enqueue()
    settle()
    assert len(world.mail.letters) == 1


def test_without_a_mail_server_the_reminder_is_kept(notice, world, settings):
    settings.SMTP_URL = ""
    a_turn(notice)
    assert notice.escalations.get().delivery == "kept"


def test_staff_the_stranger_and_nobody_may_not(notice, analyst, foreigner):
    for actor in (analyst, foreigner, None, Actor.system(foreigner.agency_id)):
        with pytest.raises(Refused):
            actions.remind(notice, actor=actor)


def test_a_draft_is_not_reminded_of(analyst):
    notice = makers.drafted(analyst)
    with pytest.raises(WrongState):
        actions.remind(notice, actor=Actor.system(notice.owner_id))
