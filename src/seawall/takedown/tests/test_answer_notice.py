import pytest

from seawall.core.actors import Actor
from seawall.core.errors import Invalid, NotFound, Refused, WrongState
from seawall.core.jobs import settle
from seawall.takedown import actions, queries
from seawall.takedown.actions import Reply
from seawall.takedown.models import Answer
from seawall.takedown.states import (
    AnswerKind,
    LocationState,
    ObjectionOutcome,
    ObjectionReason,
    Question,
)
from seawall.takedown.tests import makers

REMOVED = Reply(AnswerKind.REMOVED)
OBJECTION = Reply(AnswerKind.OBJECTION, reason=ObjectionReason.NOT_ILLEGAL, words="A square of blue paper.")


@pytest.fixture
def notice(world, analyst):
    """Sent by a real mail server about a page that is up."""
    makers.opened(analyst, world.carry("/a").url, subject_id="sub_one")
    settle()
    notice = actions.draft_notice(queries.ready_to_notify_for(analyst).get(), actor=analyst)
    actions.send_notice(notice, actor=analyst)
    settle()
    notice.refresh_from_db()
    return notice


@pytest.fixture
def provider(notice):
    return Actor.provider(notice.owner_id, notice.id)


def answered(notice, reply, actor):
    location = notice.lines.get().location
    actions.answer_notice(notice, location, reply=reply, actor=actor)
    settle()
    location.refresh_from_db()
    return location


def test_removed_is_looked_at_at_once_and_closes(notice, provider, world):
    world.web.remove("/a")
    assert answered(notice, REMOVED, provider).state == LocationState.GONE


def test_removed_and_still_there_asks(notice, provider, world):
    location = answered(notice, REMOVED, provider)
    assert (location.state, location.question) == (LocationState.NOTICED, Question.STILL_UP)


def test_with_checks_off_the_providers_word_closes(notice, provider, settings):
    settings.CHECKS = "off"
    assert answered(notice, Reply(AnswerKind.ALREADY_GONE), provider).state == LocationState.GONE


def test_not_ours_asks_and_traces_again(notice, provider, world):
    world.rdap.add_network("127.0.0.0/8", "Other Hosting", country="DE", abuse="abuse@other.example")
    location = answered(notice, Reply(AnswerKind.NOT_OURS, who="Other Hosting"), provider)
    assert (location.state, location.contact) == (LocationState.OPEN, "abuse@other.example")
    assert location.question == Question.CONTACT_CHANGED
    assert Answer.objects.get().who == "Other Hosting"


def test_an_objection_waits_for_a_reviewer(notice, provider, reviewer):
    location = answered(notice, OBJECTION, provider)
    assert location.state == LocationState.OBJECTION
    assert queries.open_objections_for(reviewer).get().location == location


@pytest.mark.parametrize(
    ("outcome", "state"),
    [(ObjectionOutcome.UPHELD, LocationState.WITHDRAWN), (ObjectionOutcome.REJECTED, LocationState.OPEN)],
)
def test_the_reviewer_decides_once(outcome, state, notice, provider, reviewer):
    location = answered(notice, OBJECTION, provider)
    answer = actions.decide_objection(Answer.objects.get(), outcome, actor=reviewer)
    location.refresh_from_db()
    assert (answer.outcome, location.state) == (outcome, state)
    with pytest.raises(WrongState):
        actions.decide_objection(answer, outcome, actor=reviewer)


def test_nobody_judges_their_own_notice(notice, provider, analyst, reviewer, foreigner):
    answered(notice, OBJECTION, provider)
    both = Actor(analyst.kind, analyst.id, analyst.agency_id, analyst.duties | reviewer.duties, fresh=True)
    elsewhere = Actor(reviewer.kind, reviewer.id, foreigner.agency_id, reviewer.duties)
    for actor in (analyst, both, foreigner, elsewhere, provider, None):
        with pytest.raises(Refused):
            actions.decide_objection(Answer.objects.get(), ObjectionOutcome.UPHELD, actor=actor)


def test_the_same_answer_again_changes_nothing(notice, provider):
    for _ in range(3):
        answered(notice, OBJECTION, provider)
    assert Answer.objects.count() == 1


@pytest.mark.parametrize(
    ("first", "other"),
    [
        (
            OBJECTION,
            Reply(AnswerKind.OBJECTION, reason=ObjectionReason.OTHER, words="A square of blue paper."),
        ),
        (OBJECTION, Reply(AnswerKind.OBJECTION, reason=ObjectionReason.NOT_ILLEGAL, words="Blue card.")),
        (Reply(AnswerKind.NOT_OURS), Reply(AnswerKind.NOT_OURS, who="Example Network")),
    ],
)
def test_other_words_are_not_taken_in_silence(first, other, notice, provider):
    answered(notice, first, provider)
    with pytest.raises(WrongState, match="with other words"):
        answered(notice, other, provider)
    answer = Answer.objects.get()
    assert (answer.reason, answer.words, answer.who) == (first.reason or "", first.words, first.who)


def test_an_objection_needs_a_reason(notice, provider):
    with pytest.raises(Invalid):
        answered(notice, Reply(AnswerKind.OBJECTION), provider)


def test_another_notices_location_is_not_found(notice, provider, analyst):
    other = makers.traced(analyst, "https://anders.example/1")
    with pytest.raises(NotFound):
        actions.answer_notice(notice, other, reply=REMOVED, actor=provider)


def test_the_stranger_staff_and_nobody_may_not(notice, analyst, foreigner):
    others = Actor.provider(notice.owner_id, "ntc_other"), Actor.provider(foreigner.agency_id, notice.id)
    for actor in (analyst, foreigner, None, Actor.system(notice.owner_id), *others):
        with pytest.raises(Refused):
            answered(notice, REMOVED, actor)
        with pytest.raises(Refused):
            actions.reveal_to_provider(notice, actor=actor)


def test_a_closed_link_answers_nothing(notice, provider, analyst):
    actions.close_link(notice, actor=analyst)
    with pytest.raises(Refused):
        answered(notice, REMOVED, provider)


def test_a_draft_is_not_answered(analyst):
    draft = makers.drafted(analyst)
    with pytest.raises(Refused):
        answered(draft, REMOVED, Actor.provider(draft.owner_id, draft.id))


def test_an_answer_about_what_is_gone_already_is_kept_and_moves_nothing(notice, provider, world, analyst):
    location = notice.lines.get().location
    world.web.remove("/a")
    actions.ask_check(location, actor=analyst)
    settle()
    assert answered(notice, Reply(AnswerKind.NOT_OURS), provider).state == LocationState.GONE
    assert Answer.objects.count() == 1
