from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.errors import Invalid, Refused, StepUpNeeded, WrongState
from seawall.core.jobs import settle
from seawall.takedown import actions, jobs, queries
from seawall.takedown.models import Hold
from seawall.takedown.states import (
    HoldReason,
    HoldState,
    LocationState,
    Question,
    ReleaseReason,
    RevealPurpose,
)
from seawall.takedown.tests import makers

WEEK = timedelta(days=7)


@pytest.fixture
def hold(analyst, police):
    return makers.held(analyst, police.id)


def placed(hold, investigator):
    return actions.place_hold(
        hold, reason=HoldReason.EVIDENCE, expires_at=clock.now() + WEEK, actor=investigator
    )


def out_of_time(hold):
    Hold.objects.filter(pk=hold.pk).update(
        created_at=clock.now() - WEEK, expires_at=clock.now() - timedelta(seconds=1)
    )


def test_it_is_asked_placed_extended_and_released(hold, investigator):
    assert hold.location.state == LocationState.HELD
    hold = placed(hold, investigator)
    assert (hold.state, hold.placed_by_id) == (HoldState.PLACED, investigator.id)
    longer = actions.extend_hold(hold, expires_at=clock.now() + 2 * WEEK, actor=investigator)
    assert longer.expires_at > hold.expires_at
    actions.release_hold(hold, reason=ReleaseReason.DONE, actor=investigator)
    hold.location.refresh_from_db()
    assert hold.location.state == LocationState.OPEN


@pytest.mark.parametrize("was_placed", [False, True])
def test_an_expired_hold_asks_and_never_sends(was_placed, hold, investigator, analyst, world):
    if was_placed:
        placed(hold, investigator)
    out_of_time(hold)
    jobs.expire_due.enqueue()
    settle()
    hold.refresh_from_db()
    hold.location.refresh_from_db()
    assert hold.state == HoldState.EXPIRED
    assert (hold.location.state, hold.location.question) == (LocationState.OPEN, Question.HOLD_EXPIRED)
    assert list(queries.expired_holds_for(analyst)) == [hold.location]
    assert world.mail.letters == []
    assert not hold.location.lines.exists()


def test_a_held_location_cannot_be_put_in_a_notice(hold, analyst):
    with pytest.raises(WrongState):
        actions.draft_notice(hold.location, actor=analyst)


def test_the_police_may_look_while_the_hold_runs_and_not_after(hold, investigator):
    assert actions.reveal_location(hold.location, RevealPurpose.POLICE, actor=investigator).startswith(
        "https://"
    )
    with pytest.raises(StepUpNeeded):
        actions.reveal_location(hold.location, RevealPurpose.POLICE, actor=investigator.stale())
    actions.release_hold(hold, reason=ReleaseReason.NOT_NEEDED, actor=investigator)
    with pytest.raises(Refused):
        actions.reveal_location(hold.location, RevealPurpose.POLICE, actor=investigator)


def test_the_police_see_the_holds_asked_of_them_and_no_location(hold, investigator, jonas, actor_of):
    assert list(queries.holds_for(investigator)) == [hold]
    assert not queries.holds_for(actor_of(jonas)).exists()
    assert not queries.locations_for(investigator).exists()


def test_the_hotline_may_take_its_question_back(hold, analyst):
    actions.release_hold(hold, reason=ReleaseReason.WITHDRAWN, actor=analyst)
    hold.location.refresh_from_db()
    assert hold.location.state == LocationState.OPEN


def test_the_stranger_and_other_duties_may_not(hold, foreigner, reviewer, jonas, actor_of, location, police):
    end = clock.now() + WEEK
    for actor in (foreigner, reviewer, actor_of(jonas), None, Actor.system(hold.owner_id)):
        with pytest.raises(Refused):
            actions.place_hold(hold, reason=HoldReason.EVIDENCE, expires_at=end, actor=actor)
        with pytest.raises(Refused):
            actions.release_hold(hold, reason=ReleaseReason.DONE, actor=actor)
        with pytest.raises(Refused):
            actions.ask_hold(
                location, police_id=police.id, reason=HoldReason.EVIDENCE, expires_at=end, actor=actor
            )


def test_the_analyst_does_not_place_the_hold_she_asked_for(hold, analyst):
    with pytest.raises(Refused):
        placed(hold, analyst)


def test_only_police_can_be_asked(location, analyst, other_hotline):
    with pytest.raises(Invalid):
        actions.ask_hold(
            location,
            police_id=other_hotline.id,
            reason=HoldReason.EVIDENCE,
            expires_at=clock.in_future(hours=1),
            actor=analyst,
        )


@pytest.mark.parametrize("span", [timedelta(seconds=-1), timedelta(days=31)])
def test_an_end_must_lie_ahead_and_within_thirty_days(span, hold, investigator):
    with pytest.raises(Invalid):
        actions.place_hold(
            hold, reason=HoldReason.EVIDENCE, expires_at=clock.now() + span, actor=investigator
        )


def test_what_has_ended_stays_ended(hold, investigator):
    actions.release_hold(hold, reason=ReleaseReason.DONE, actor=investigator)
    with pytest.raises(WrongState):
        placed(hold, investigator)
    with pytest.raises(WrongState):
        actions.extend_hold(hold, expires_at=clock.now() + WEEK, actor=investigator)


def test_a_hold_that_still_runs_does_not_expire(hold):
    with pytest.raises(WrongState):
        actions.expire_hold(hold, actor=Actor.system(hold.owner_id))


def test_the_database_keeps_one_hold_at_a_time(hold, analyst):
    with pytest.raises(IntegrityError), transaction.atomic():
        Hold.objects.create(
            owner_id=hold.owner_id,
            location=hold.location,
            police=hold.police,
            reason=HoldReason.EVIDENCE,
            asked_by_id=analyst.id,
            expires_at=clock.in_future(hours=1),
        )
