"""Who protects a child, what was found when somebody asked, and how nobody is forgotten."""

from datetime import timedelta
from typing import Any

import pytest

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.errors import Invalid, Refused, WrongState
from seawall.identification.actions import add_body, ask_known_item, name_body, note_check, step_victim
from seawall.identification.models import Victim
from seawall.identification.queries import care_of, checks_coming_for, checks_overdue_for, unprotected_for
from seawall.identification.safeguarding.words import BodyTerms, Check, Finding
from seawall.identification.states import Ground, Known, Step, VictimState
from seawall.identification.tests.makers import (
    CONTACT,
    a_body,
    a_series,
    a_victim,
    in_days,
    items_of,
    made_safe,
    protected,
    up,
)
from seawall.identification.tests.test_pages import page, post
from seawall.people.models import Staff

SAFE = VictimState.SAFEGUARDED


def later(days: int) -> Any:
    return clock.at(clock.now() + timedelta(days=days))


def test_it_names_who_protects_the_child_and_asks_again(at_work: Actor, colleague: Actor) -> None:
    victim = protected(a_victim(at_work), at_work, 10)
    assert [one.victim_id for one in checks_coming_for(at_work)] == [victim.id]
    with later(10):
        assert [one.victim_id for one in checks_overdue_for(colleague)] == [victim.id]
        note_check(victim, Check(Finding.NOT_YET, in_days(7), words="Asked by telephone."), actor=colleague)
        assert not checks_overdue_for(at_work)
        other = a_body(at_work, "Youth office of Zuidland")
        care = note_check(victim, Check(Finding.HANDED, in_days(20), other.id), actor=at_work)
        assert care.body == other
        note_check(victim, Check(Finding.ENDED, None), actor=at_work)
    care = care_of(victim)
    assert care and care.is_over and care.next_on is None
    told = [(step.finding, step.body.name, step.by_id) for step in care.steps.all()]
    assert told == [
        (Finding.NAMED, "Youth office of Noordland", at_work.id),
        (Finding.NOT_YET, "Youth office of Noordland", colleague.id),
        (Finding.HANDED, "Youth office of Zuidland", at_work.id),
        (Finding.ENDED, "Youth office of Zuidland", at_work.id),
    ]
    assert not name_body(victim, other, next_on=in_days(30), actor=at_work).is_over


def test_nobody_is_safeguarded_without_a_body(at_work: Actor) -> None:
    victim = up(a_victim(at_work), VictimState.IDENTIFIED, at_work)
    step = Step(SAFE, Ground.PROTECTION)
    with pytest.raises(Invalid) as wrong:
        step_victim(victim, step, actor=at_work)
    assert set(wrong.value.fields) == {"state"}
    protected(victim, at_work)
    note_check(victim, Check(Finding.ENDED, None), actor=at_work)
    with pytest.raises(Invalid):
        step_victim(victim, step, actor=at_work)
    name_body(victim, a_body(at_work), next_on=in_days(9), actor=at_work)
    assert step_victim(victim, step, actor=at_work).state == SAFE


def test_who_was_safeguarded_before_stays_so_and_is_asked_after(at_work: Actor) -> None:
    victim = a_victim(at_work)
    Victim.objects.filter(pk=victim.pk).update(state=SAFE, country="NL")
    assert list(unprotected_for(at_work)) == [victim]
    victim.refresh_from_db()
    protected(victim, at_work)
    assert not unprotected_for(at_work)
    assert step_victim(victim, Step(VictimState.IDENTIFIED, Ground.ERROR, words="Why."), actor=at_work)


def test_a_child_found_not_safe_is_not_told_of_as_safe(at_work: Actor, abroad: Actor) -> None:
    series = a_series(at_work)
    made_safe(series, at_work)
    item, victim = sorted(items_of(series))[0], series.victims.get()
    for finding, known in ((Finding.LOST, Known.WORKED_ON), (Finding.SAFE, Known.SAFE)):
        note_check(victim, Check(finding, in_days(30)), actor=at_work)
        assert ask_known_item(item, actor=at_work).known is known


@pytest.mark.parametrize(
    ("check", "field"),
    [
        (Check(Finding.SAFE, None), "next_on"),
        (Check(Finding.SAFE, in_days(0)), "next_on"),
        (Check(Finding.SAFE, in_days(400)), "next_on"),
        (Check(Finding.HANDED, in_days(9)), "body"),
        (Check(Finding.NAMED, in_days(9)), "finding"),
    ],
)
def test_what_is_wrong_is_said_where_it_is(at_work: Actor, check: Check, field: str) -> None:
    victim = protected(a_victim(at_work), at_work)
    with pytest.raises(Invalid) as wrong:
        note_check(victim, check, actor=at_work)
    assert set(wrong.value.fields) == {field}


def test_one_body_at_a_time_and_only_of_the_own_list(at_work: Actor, abroad: Actor) -> None:
    victim, theirs = protected(a_victim(at_work), at_work), a_body(abroad)
    with pytest.raises(WrongState):
        name_body(victim, a_body(at_work), next_on=in_days(9), actor=at_work)
    with pytest.raises(Invalid):
        name_body(a_victim(at_work), theirs, next_on=in_days(9), actor=at_work)
    with pytest.raises(Invalid):
        note_check(victim, Check(Finding.HANDED, in_days(9), theirs.id), actor=at_work)
    with pytest.raises(WrongState):
        note_check(a_victim(at_work), Check(Finding.SAFE, in_days(9)), actor=at_work)


@pytest.mark.parametrize(
    ("terms", "field"),
    [
        (BodyTerms("", "NL", CONTACT), "name"),
        (BodyTerms("Office", "XX", CONTACT), "country"),
        (BodyTerms("Office", "NL", "ask for Mrs M."), "contact"),
        (BodyTerms("Youth office of Noordland", "NL", CONTACT), "name"),
    ],
)
def test_a_body_is_an_office_that_can_be_reached(at_work: Actor, terms: BodyTerms, field: str) -> None:
    a_body(at_work)
    with pytest.raises(Invalid) as wrong:
        add_body(terms, actor=at_work)
    assert set(wrong.value.fields) == {field}


def test_strangers_protect_nobody_here(at_work: Actor, abroad: Actor, reviewer: Actor) -> None:
    victim = protected(a_victim(at_work), at_work)
    for actor in (abroad, reviewer, Actor.system(at_work.agency_id)):
        with pytest.raises((Refused, Invalid)):
            note_check(victim, Check(Finding.SAFE, in_days(9)), actor=actor)
    with pytest.raises(Refused):
        add_body(BodyTerms("Office", "NL", CONTACT), actor=reviewer)
    assert not checks_coming_for(abroad)


def test_the_pages_raise_a_hand(staff_client: Any, jonas: Staff, at_work: Actor) -> None:
    client, victim = staff_client(jonas), a_victim(at_work)
    assert "list of child-protection bodies is empty" in page(client, "victim", victim_id=victim.id)
    sent = {"name": "Youth office", "country": "NL", "contact": CONTACT}
    assert "Youth office" in post(client, "bodies", sent).content.decode()
    wrong = post(client, "name_body", {"care-body": "", "care-next_on": ""}, victim_id=victim.id)
    assert wrong.status_code == 422
    protected(victim, at_work, 3)
    assert victim.code in page(client, "checks")
    with later(4):
        client = staff_client(jonas)
        home = client.get(client.at("desk:home")).content.decode()
        assert "Ask whether the child is safe" in home and victim.code in home
        assert "Overdue" in page(client, "checks")
        sent = {"care-finding": "lost", "care-next_on": str(in_days(2)), "care-words": "Moved."}
        shown = post(client, "note_check", sent, victim_id=victim.id).content.decode()
        assert "contact lost" in shown and "Moved." in shown
        assert victim.code not in client.get(client.at("desk:home")).content.decode()
