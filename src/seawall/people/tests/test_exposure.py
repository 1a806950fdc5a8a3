"""A person's own count of heavy looks, their own rule for breaks, and that nobody else sees either."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from seawall.core import clock
from seawall.core.actors import Actor, Duty
from seawall.core.errors import Invalid, Refused
from seawall.core.jobs import settle
from seawall.people.actions import note_exposure, set_breaks
from seawall.people.jobs import forget_old_exposure
from seawall.people.models import Exposure, Staff
from seawall.people.queries import break_due, my_exposure, team_exposure

Actors = Callable[..., Actor]


def look(actor: Actor, times: int = 1, *, minutes_ago: float = 0, severity: str = "heavy") -> None:
    for _ in range(times):
        with clock.at(clock.now() - timedelta(minutes=minutes_ago)):
            note_exposure(actor=actor, severity=severity, what="item")


def test_it_counts_for_the_person(mara: Staff, actor_of: Actors) -> None:
    me = actor_of(mara)
    look(me, 2)
    look(me, minutes_ago=90, severity="severe")
    look(me, minutes_ago=60 * 24 * 8)
    mine = my_exposure(me)
    assert (mine.last_hour, mine.last_week, mine.severe_last_week) == (2, 3, 1)


def test_only_people_are_exposed(mara: Staff) -> None:
    for nobody in (Actor.system(mara.agency_id), Actor.reporter(mara.agency_id)):
        with pytest.raises(Refused):
            note_exposure(actor=nobody, severity="heavy", what="item")
    assert not Exposure.objects.exists()


def test_an_unknown_severity_is_a_mistake(mara: Staff, actor_of: Actors) -> None:
    with pytest.raises(ValueError):
        note_exposure(actor=actor_of(mara), severity="gruesome", what="item")


def test_a_break_is_due_by_ones_own_rule(mara: Staff, actor_of: Actors) -> None:
    me = actor_of(mara)
    set_breaks(mara, most_per_hour=3, minutes=10, actor=me)
    look(me, 2)
    assert break_due(me) is None
    look(me)
    due = break_due(me)
    assert due and timedelta(minutes=9) < due - clock.now() <= timedelta(minutes=10)
    with clock.at(clock.now() + timedelta(minutes=11)):
        assert break_due(me) is None


def test_a_break_that_was_taken_starts_the_count_anew(mara: Staff, actor_of: Actors) -> None:
    me = actor_of(mara)
    set_breaks(mara, most_per_hour=3, minutes=10, actor=me)
    look(me, 2, minutes_ago=30)
    look(me, 2)
    assert break_due(me) is None
    look(me)
    assert break_due(me) is not None


def test_a_rule_has_bounds_and_an_owner(mara: Staff, mika: Staff, ada: Staff, actor_of: Actors) -> None:
    for most, minutes in ((0, 10), (30, 0), (1000, 10), (30, 500)):
        with pytest.raises(Invalid):
            set_breaks(mara, most_per_hour=most, minutes=minutes, actor=actor_of(mara))
    for other in (mika, ada):
        with pytest.raises(Refused):
            set_breaks(mara, most_per_hour=3, minutes=10, actor=actor_of(other))


def test_the_page_is_about_oneself(staff_client: Any, mara: Staff, ada: Staff, actor_of: Actors) -> None:
    look(actor_of(mara), 7)
    mine, hers = staff_client(mara), staff_client(ada)
    assert "<strong>7</strong>" in mine.get(mine.at("people:breaks")).content.decode()
    assert "<strong>7</strong>" not in hers.get(hers.at("people:breaks")).content.decode()
    mine.post(mine.at("people:breaks"), {"most_per_hour": 5, "minutes": 15})
    assert my_exposure(actor_of(mara)).most_per_hour == 5


def test_a_team_is_counted_only_when_it_has_five(
    mara: Staff, ada: Staff, stranger: Staff, actor_of: Actors, hotline: Any
) -> None:
    people = [
        Staff.objects.create(email=f"p{n}@nord.example", name=f"P{n}", agency=hotline) for n in range(4)
    ]
    for person in people:
        look(actor_of(person), 3)
    assert team_exposure(actor_of(ada)) is None
    look(actor_of(mara))
    assert team_exposure(actor_of(ada)) == 13
    for other in (mara, stranger):
        with pytest.raises(Refused):
            team_exposure(actor_of(other))
    assert Duty.ANALYST in mara.duties()


def test_old_numbers_are_forgotten(mara: Staff, actor_of: Actors) -> None:
    look(actor_of(mara), minutes_ago=91 * 24 * 60)
    look(actor_of(mara), minutes_ago=89 * 24 * 60)
    forget_old_exposure.enqueue()
    settle()
    assert Exposure.objects.count() == 1
