"""What a person does with a question of the desk: deals with it, follows a move, names another contact."""

import json
from functools import partial

import pytest

from seawall.audit.models import Line
from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.errors import Invalid, Refused, WrongState
from seawall.core.jobs import settle
from seawall.takedown import actions, queries
from seawall.takedown.actions.remind import PAUSES
from seawall.takedown.models import Location, Notice
from seawall.takedown.states import ContactLevel, LocationState, NoticeState, Question
from seawall.takedown.tests import makers


def test_it_settles_a_question(analyst):
    location = makers.traced(analyst, contact="")
    assert location.question == Question.NO_CONTACT
    assert actions.settle_question(location, actor=analyst).question == Question.NONE
    with pytest.raises(WrongState):
        actions.settle_question(location, actor=analyst)


def test_a_question_stands_since_it_was_asked(analyst):
    """Later looks change the row and ask the same again; the question is no younger for it."""
    location = makers.moved(analyst)
    asked_at = location.asked_at
    with clock.at(clock.in_future(hours=3)):
        actions.keep_check(location, makers.MOVED, actor=analyst)
    location.refresh_from_db()
    assert location.asked_at == asked_at < location.changed_at
    assert actions.settle_question(location, actor=analyst).asked_at is None


def test_it_follows_a_move_for_the_same_reports(analyst):
    location = makers.moved(analyst)
    for subject in ("sub_one", "sub_two"):
        location.subjects.create(subject_id=subject)
    opened = actions.follow_move(location, seen=True, actor=analyst)
    assert opened.url.secret == "https://anders.example/b/1"
    assert sorted(opened.subjects.values_list("subject_id", flat=True)) == ["sub_one", "sub_two"]
    location.refresh_from_db()
    assert (location.state, location.question) == (LocationState.OPEN, Question.NONE)
    with pytest.raises(WrongState):
        actions.follow_move(location, seen=True, actor=analyst)


def test_who_follows_a_move_says_that_the_same_was_seen_there(analyst):
    """The new address takes over the old grounds on that word alone."""
    location = makers.moved(analyst)
    with pytest.raises(Invalid) as error:
        actions.follow_move(location, seen=False, actor=analyst)
    assert "seen" in error.value.fields
    assert Location.objects.count() == 1
    actions.follow_move(location, seen=True, actor=analyst)
    facts = json.loads(Line.objects.get(what="location.move_followed").body)["facts"]
    assert facts["seen"] is True


def test_it_writes_to_the_registrar_when_the_host_is_silent(world, analyst):
    """The whole ladder: host, three reminders, a person's choice, registrar; the trace before sending keeps it."""
    makers.opened(analyst, world.carry("/a").url)
    settle()
    location = queries.ready_to_notify_for(analyst).get()
    first = actions.draft_notice(location, actor=analyst)
    actions.send_notice(first, actor=analyst)
    settle()
    for _ in PAUSES:
        first.refresh_from_db()
        actions.remind(first, actor=Actor.system(first.owner_id))
    location.refresh_from_db()
    assert location.question == Question.UNANSWERED
    actions.choose_contact(
        location,
        email=queries.registrar_contact(location),
        level=ContactLevel.REGISTRAR,
        actor=analyst,
    )
    second = actions.draft_notice(location, actor=analyst)
    actions.send_notice(second, actor=analyst)
    settle()
    second.refresh_from_db()
    assert (second.state, second.contact) == (NoticeState.SENT, "abuse@registrar.example")
    letter = next(one for one in world.mail.letters if "registrar" in one["To"])
    assert "You are the registrar of the name" in letter.get_body(("plain",)).get_content()


def test_another_host_ends_the_choice(analyst):
    location = makers.traced(analyst, contact="")
    chosen = actions.choose_contact(
        location, email="desk@host.example", level=ContactLevel.OTHER, actor=analyst
    )
    actions.keep_trace(chosen, makers.found(contact=""), actor=analyst)
    chosen.refresh_from_db()
    assert chosen.contact == "desk@host.example"
    actions.keep_trace(chosen, makers.found(contact="abuse@new.example", host="New Host"), actor=analyst)
    chosen.refresh_from_db()
    assert (chosen.contact, chosen.question) == ("abuse@new.example", Question.CONTACT_CHANGED)


@pytest.mark.parametrize("email", ["", "desk", "a@b\r\nBcc: c@d.example", "a b@c.example"])
def test_a_contact_must_be_a_mailbox(email, analyst):
    with pytest.raises(Invalid):
        actions.choose_contact(makers.traced(analyst), email=email, level=ContactLevel.OTHER, actor=analyst)


def test_what_is_held_or_gone_gets_no_new_contact(analyst, police):
    location = makers.held(analyst, police.id).location
    with pytest.raises(WrongState):
        actions.choose_contact(location, email="a@b.example", level=ContactLevel.OTHER, actor=analyst)


def test_the_stranger_the_reviewer_and_nobody_may_not(analyst, foreigner, reviewer):
    location = makers.moved(analyst)
    for actor in (foreigner, reviewer, None, Actor.system(location.owner_id)):
        for deed in (actions.settle_question, partial(actions.follow_move, seen=True)):
            with pytest.raises(Refused):
                deed(location, actor=actor)
        with pytest.raises(Refused):
            actions.choose_contact(location, email="a@b.example", level=ContactLevel.OTHER, actor=actor)
    assert Location.objects.count() == 1
    assert not Notice.objects.exists()
