"""Two people at the same moment. Row locks do nothing on SQLite, where one writer goes after the other anyway."""

import pytest
from django.db import connection

from seawall.core.actors import Actor
from seawall.core.tests.at_once import at_once
from seawall.takedown import actions
from seawall.takedown.models import Answer, Notice, NoticeLocation
from seawall.takedown.states import AnswerKind, NoticeState
from seawall.takedown.tests import makers

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="locks are proven on PostgreSQL"),
]


def test_drafts_from_several_locations_of_one_contact(analyst):
    locations = [makers.traced(analyst, f"https://bilder.example/{number}") for number in range(6)]
    deeds = [lambda one=one: actions.draft_notice(one, actor=analyst) for one in locations + locations[::-1]]
    at_once(*deeds)
    assert Notice.objects.count() == 1
    assert NoticeLocation.objects.count() == 6


def test_one_press_of_send_wins(analyst):
    notice = makers.drafted(analyst)
    at_once(*[lambda: actions.send_notice(notice, actor=analyst)] * 4)
    notice.refresh_from_db()
    assert notice.state == NoticeState.SENDING


def test_the_same_answer_many_times_is_one(analyst):
    notice = makers.sent(analyst)
    location, provider = notice.lines.get().location, Actor.provider(notice.owner_id, notice.id)
    reply = actions.Reply(AnswerKind.REMOVED)
    deeds = [lambda: actions.answer_notice(notice, location, reply=reply, actor=provider)] * 6
    at_once(*deeds)
    assert Answer.objects.count() == 1
