from datetime import timedelta

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction

from seawall.approvals.actions import approve, expire, propose, refuse, spend, withdraw
from seawall.approvals.deeds import NotNamed
from seawall.approvals.jobs import expire_due
from seawall.approvals.models import Approval
from seawall.approvals.queries import approval_for, live_for, waiting_for
from seawall.approvals.states import ApprovalState, Intent
from seawall.approvals.tests.makers import PAINT, SQUARE, paint, painting, proposed
from seawall.core import clock
from seawall.core.actors import Actor, Duty
from seawall.core.errors import Invalid, NotFound, Refused, StepUpNeeded, WrongState
from seawall.core.tests.at_once import at_once
from seawall.people.actions import deactivate_staff
from seawall.people.models import DutyGrant, Staff

LATER = timedelta(hours=settings.APPROVAL_HOURS)


def agreed(one: Actor, other: Actor) -> Approval:
    asked = proposed(one)
    return approve(asked, asked.digest, actor=other)


def deactivated(actor: Actor) -> None:
    person = Staff.objects.get(pk=actor.id)
    deactivate_staff(person, actor=Actor.system(person.agency_id))


def test_it_is_done_once_after_another_person_agreed(one, other):
    done: list[str] = []
    asked = proposed(one)
    with pytest.raises(WrongState):
        paint(asked, done, colour="blue", actor=one)
    approve(asked, asked.digest, actor=other)
    paint(asked, done, colour="blue", actor=one)
    with pytest.raises(WrongState):
        paint(asked, done, colour="blue", actor=one)
    assert done == [asked.id]
    asked.refresh_from_db()
    assert (asked.state, asked.decided_by_id) == (ApprovalState.SPENT, other.id) and asked.spent_at


def test_nobody_is_their_own_second_person(one, jonas, actor_of):
    """Whatever other duty they use."""
    asked = proposed(one)
    DutyGrant.objects.create(staff=jonas, duty=Duty.INVESTIGATOR, granted_by="system")
    again = actor_of(Staff.objects.get(pk=jonas.pk))
    with pytest.raises(Refused, match="proposed this yourself"):
        approve(asked, asked.digest, actor=again)
    with pytest.raises(Refused, match="proposed this yourself"):
        refuse(asked, "Not needed.", actor=again)


def test_the_database_knows_two_people(one):
    asked = proposed(one)
    with pytest.raises(IntegrityError), transaction.atomic():
        Approval.objects.filter(pk=asked.pk).update(decided_by=one.id)


def test_who_approves_has_the_deeds_own_duty(one, mara, other_hotline, actor_of, jonas):
    asked = proposed(one)
    analyst = Staff.objects.create(email="ann@nl.example", name="Ann", agency=jonas.agency)
    DutyGrant.objects.create(staff=analyst, duty=Duty.ANALYST, granted_by="system")
    for stranger in (actor_of(analyst), actor_of(mara), Actor.system(one.agency_id)):
        with pytest.raises(Refused):
            approve(asked, asked.digest, actor=stranger)


def test_another_agency_learns_nothing(one, abroad):
    asked = proposed(one)
    with pytest.raises(NotFound):
        approval_for(abroad, asked.id)
    with pytest.raises(Refused):
        approve(asked, asked.digest, actor=abroad)
    assert waiting_for(abroad) == []


def test_who_has_left_or_lost_the_duty_decides_nothing(one, other, third):
    asked = proposed(one)
    deactivated(other)
    DutyGrant.objects.filter(staff_id=third.id).delete()
    for gone in (other, third):
        with pytest.raises(Refused):
            approve(asked, asked.digest, actor=gone)


@pytest.mark.parametrize("leaves", ["one", "other"])
def test_an_approval_is_worth_nothing_when_one_of_both_has_left(leaves, one, other, third, request):
    asked = agreed(one, other)
    deactivated(request.getfixturevalue(leaves))
    with pytest.raises(WrongState, match="has left since"):
        paint(asked, [], colour="blue", actor=third)


def test_what_was_changed_after_it_was_seen_is_refused(one, other):
    asked = proposed(one)
    with pytest.raises(WrongState, match="not what was shown"):
        approve(asked, painting("red").digest(), actor=other)
    approve(asked, asked.digest, actor=other)
    for changed in (
        painting("red"),
        Intent(PAINT.name, SQUARE, {"colour": "blue", "coats": 3}),
        Intent(PAINT.name, one.id, {"colour": "blue", "coats": 2}),
        Intent("tests.scrape", SQUARE, {"colour": "blue", "coats": 2}),
    ):
        with pytest.raises(WrongState, match="not what was shown"):
            spend(asked, changed, actor=one)
    paint(asked, [], colour="blue", actor=one)


def test_its_time_is_over_whether_or_not_a_job_has_noticed(one, other):
    waits, asked = proposed(one, "red"), agreed(one, other)
    with clock.at(asked.expires_at):
        for late in (
            lambda: approve(waits, waits.digest, actor=other),
            lambda: refuse(waits, "Late.", actor=other),
            lambda: paint(asked, [], colour="blue", actor=one),
        ):
            with pytest.raises(WrongState, match="time for this is over"):
                late()
        assert waiting_for(other) == [] and live_for(one, PAINT.name, SQUARE) is None
        expire_due.func()
    assert set(Approval.objects.values_list("state", flat=True)) == {ApprovalState.EXPIRED}


def test_it_lasts_until_the_last_second(one, other):
    asked = proposed(one)
    with clock.at(asked.expires_at - timedelta(microseconds=1)):
        approve(asked, asked.digest, actor=other)
        with pytest.raises(WrongState):
            expire(asked, actor=Actor.system(asked.owner_id))
        paint(asked, [], colour="blue", actor=one)


def test_what_is_refused_or_withdrawn_is_over(one, other, third):
    no, off = proposed(one, "red"), agreed(one, other)
    with pytest.raises(Invalid):
        refuse(no, "  ", actor=other)
    refuse(no, "Red is for danger.", actor=other)
    with pytest.raises(Refused):
        withdraw(off, actor=third)
    withdraw(off, actor=one)
    for ended in (no, off):
        with pytest.raises(WrongState):
            approve(ended, ended.digest, actor=third)
        with pytest.raises(WrongState):
            paint(ended, [], colour="blue", actor=one)


def test_the_second_factor_is_asked_again(one, other):
    asked = proposed(one)
    with pytest.raises(StepUpNeeded):
        approve(asked, asked.digest, actor=other.stale())


def test_asking_the_same_twice_is_one_question(one, third):
    assert proposed(one) == proposed(one)
    assert proposed(third) != proposed(one)
    assert proposed(one, "red") != proposed(one)


def test_a_purpose_has_to_be_said_and_a_deed_to_be_named(one):
    with pytest.raises(Invalid):
        propose(painting(), " ", actor=one)
    with pytest.raises(NotNamed):
        propose(Intent("tests.scrape", SQUARE, {}), "Because.", actor=one)
    with pytest.raises(Refused):
        propose(painting(), "Because.", actor=Actor.system(one.agency_id))


def test_only_what_the_second_person_sees_is_kept(one):
    asked = proposed(one)
    assert asked.shown == {"colour": "blue"}
    assert "coats" not in repr(painting())


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="needs many at once: set DATABASE_URL")
def test_of_many_at_once_one_gets_through(one, other, third):
    done: list[str] = []
    asked = proposed(one)
    said = at_once(
        *(lambda who=who: approve(asked, asked.digest, actor=who) for who in (other, third, other))
    )
    assert [type(answer) for answer in said].count(Approval) == 1
    said = at_once(*[lambda: paint(asked, done, colour="blue", actor=one)] * 4)
    assert len(done) == 1 and [type(answer) for answer in said].count(WrongState) == 3
    again = agreed(one, third) if asked.decided_by_id == other.id else agreed(one, other)
    at_once(lambda: withdraw(again, actor=one), lambda: paint(again, done, colour="blue", actor=one))
    again.refresh_from_db()
    assert len(done) == 1 + (again.state == ApprovalState.SPENT)
