"""Who works on a series, until when, and how it ends."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from seawall.core import clock
from seawall.core.actors import Actor, Duty
from seawall.core.errors import Invalid, Refused, WrongState
from seawall.core.jobs import settle
from seawall.identification.actions import (
    ClaimTerms,
    claim_series,
    expire_claim,
    release_claim,
    renew_claim,
)
from seawall.identification.jobs import expire_due
from seawall.identification.models import Claim
from seawall.identification.queries import claims_ending_for, running_claim_of
from seawall.identification.states import ClaimEnd
from seawall.identification.tests.makers import CONTACT, a_series, claimed
from seawall.people.actions import deactivate_staff
from seawall.people.models import DutyGrant, Staff


def later(days: float) -> Any:
    return clock.at(clock.now() + timedelta(days=days))


def test_it_is_claimed_renewed_and_released(at_work: Actor) -> None:
    series = a_series(at_work)
    claim = claimed(at_work, series, days=14)
    assert running_claim_of(series) == claim and claim.contact == CONTACT
    with later(10):
        claim = renew_claim(claim, 30, actor=at_work)
        assert claim.expires_at == clock.in_future(days=30) and claim.renewed_at
    with later(35):
        assert running_claim_of(series) == claim
        assert release_claim(claim, actor=at_work).end == ClaimEnd.RELEASED
    assert running_claim_of(series) is None


def test_one_person_works_on_it_at_a_time(at_work: Actor, colleague: Actor) -> None:
    series = a_series(at_work)
    claim = claimed(at_work, series)
    with pytest.raises(WrongState):
        claimed(colleague, series)
    release_claim(claim, actor=colleague)
    assert claimed(colleague, series).by_id == colleague.id


def test_past_its_day_it_counts_no_more_even_before_the_job_has_noticed(
    at_work: Actor, colleague: Actor
) -> None:
    series = a_series(at_work)
    old = claimed(at_work, series, days=14)
    with later(14.1):
        assert running_claim_of(series) is None
        with pytest.raises(WrongState):
            renew_claim(old, 14, actor=at_work)
        new = claimed(colleague, series)
        assert running_claim_of(series) == new
    old.refresh_from_db()
    assert old.end == ClaimEnd.EXPIRED


def test_the_job_ends_what_is_over_and_nothing_else(at_work: Actor) -> None:
    over, running = claimed(at_work, days=14), claimed(at_work, days=90)
    with pytest.raises(WrongState):
        expire_claim(running, actor=Actor.system(at_work.agency_id))
    with later(20):
        expire_due.func()
    ends = dict(Claim.objects.values_list("id", "end"))
    assert ends == {over.id: ClaimEnd.EXPIRED, running.id: ClaimEnd.RUNNING}


def test_it_says_which_of_mine_are_about_to_end(at_work: Actor, colleague: Actor) -> None:
    soon = claimed(at_work, days=14)
    claimed(at_work, days=90)
    claimed(colleague, days=14)
    with later(8):
        assert list(claims_ending_for(at_work)) == [soon]


def test_who_leaves_works_on_nothing(
    jonas: Staff, at_work: Actor, colleague: Actor, actor_of: Callable[..., Actor]
) -> None:
    held, kept = claimed(at_work), claimed(colleague)
    admin = Staff.objects.create(email="ada@politie.example", name="Ada", agency=jonas.agency)
    DutyGrant.objects.create(staff=admin, duty=Duty.ADMINISTRATOR, granted_by="system")
    deactivate_staff(jonas, actor=actor_of(admin))
    settle()
    ends = dict(Claim.objects.values_list("id", "end"))
    assert ends == {held.id: ClaimEnd.RELEASED, kept.id: ClaimEnd.RUNNING}


@pytest.mark.parametrize(
    "contact",
    ["", "the girl in the blue room", "vid@police.example blue room", "+31 10 555 0100 room 3", "x" * 130],
)
def test_a_contact_is_an_address_or_a_number_and_no_word_more(at_work: Actor, contact: str) -> None:
    with pytest.raises(Invalid) as wrong:
        claim_series(a_series(at_work), ClaimTerms(contact, 14), actor=at_work)
    assert set(wrong.value.fields) == {"contact"}


def test_it_runs_for_one_of_three_spans(at_work: Actor) -> None:
    claim = claimed(at_work)
    for days in (0, -1, 15, 9999):
        with pytest.raises(Invalid):
            claim_series(a_series(at_work), ClaimTerms(CONTACT, days), actor=at_work)
        with pytest.raises(Invalid):
            renew_claim(claim, days, actor=at_work)


def test_strangers_claim_renew_and_release_nothing(
    at_work: Actor, colleague: Actor, abroad: Actor, reviewer: Actor
) -> None:
    series, claim = a_series(at_work), claimed(at_work)
    for actor in (abroad, reviewer, Actor.system(at_work.agency_id)):
        with pytest.raises(Refused):
            claimed(actor, series)
    for actor in (abroad, reviewer, colleague):
        with pytest.raises(Refused):
            renew_claim(claim, 14, actor=actor)
    for actor in (abroad, reviewer, Actor.system(abroad.agency_id)):
        with pytest.raises(Refused):
            release_claim(claim, actor=actor)
    with pytest.raises(Refused):
        expire_claim(claim, actor=at_work)
