"""Suspects under codes: the ladder with its grounds, the duty of care, the path of the young, merging and its undoing."""

from datetime import timedelta
from typing import Any

import pytest

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.errors import Invalid, NotFound, Refused, StepUpNeeded, WrongState
from seawall.operations import actions
from seawall.operations.models import Account, Operation, Person, PersonChange, Site
from seawall.operations.persons import reading
from seawall.operations.persons.words import (
    CareTerms,
    ChargeEnd,
    ChargeOutcome,
    ChargeTerms,
    Household,
    PersonGround,
    PersonState,
    PersonStep,
    PersonTerms,
    Risk,
    Support,
)
from seawall.operations.states import Column, PartKind, PartTerms, Purpose
from seawall.operations.tests.make import H, care_for, noted, stepped, taken
from seawall.people.models import Staff

S = PersonState


def today() -> Any:
    return clock.now().date()


def test_a_person_climbs_to_a_judgment(operation: Operation, lead: Actor) -> None:
    person = stepped(noted(operation, lead, country="SE"), lead, S.INVESTIGATED, S.IDENTIFIED)
    assert person.code.startswith("P-")
    with pytest.raises(Invalid) as refused:
        stepped(person, lead, S.ARRESTED)
    assert "duty of care first" in str(refused.value.fields["state"])
    actions.note_care(person, CareTerms(Support.OFFERED, Risk.RAISED, Household.PRESENT), actor=lead)
    stepped(person, lead, S.ARRESTED)
    with pytest.raises(Invalid):
        stepped(person, lead, S.CHARGED)
    charge = actions.lay_charge(person, ChargeTerms("§ 1 Beispielgesetz", "SE", today()), actor=lead)
    stepped(person, lead, S.CHARGED)
    for end in (S.CONVICTED, S.ACQUITTED):
        with pytest.raises(Invalid):
            stepped(person, lead, end)
    actions.end_charge(charge, ChargeEnd(ChargeOutcome.PROVEN, today()), actor=lead)
    person = stepped(person, lead, S.CONVICTED)
    told = [(change.state, change.by_id) for change in person.changes.filter(kind="stepped")]
    assert told == [(one, lead.id) for one in person.rungs[1:]]
    assert person.rungs == (S.NOTED, S.INVESTIGATED, S.IDENTIFIED, S.ARRESTED, S.CHARGED, S.CONVICTED)


def test_a_step_back_needs_a_reason_and_leaves_the_rungs_above(operation: Operation, lead: Actor) -> None:
    person = stepped(noted(operation, lead), lead, S.INVESTIGATED, S.IDENTIFIED)
    for step in (
        PersonStep(S.INVESTIGATED, PersonGround.ERROR),
        PersonStep(S.INVESTIGATED, PersonGround.WORK, "Mistaken."),
        PersonStep(S.DISCONTINUED, PersonGround.WORK, on=today() + timedelta(days=1)),
    ):
        with pytest.raises(Invalid):
            actions.step_person(person, step, actor=lead)
    back = PersonStep(S.INVESTIGATED, PersonGround.ERROR, "Another person of the same name.")
    assert actions.step_person(person, back, actor=lead).rungs == (S.NOTED, S.INVESTIGATED)


def test_an_arrest_taken_back_asks_for_the_duty_of_care_again(operation: Operation, lead: Actor) -> None:
    person = stepped(noted(operation, lead), lead, S.IDENTIFIED)
    care_for(person, lead)
    stepped(person, lead, S.ARRESTED)
    actions.step_person(person, PersonStep(S.IDENTIFIED, PersonGround.ERROR, "Wrong door."), actor=lead)
    with pytest.raises(Invalid):
        stepped(person, lead, S.ARRESTED)
    care_for(person, lead)
    assert stepped(person, lead, S.ARRESTED).state == S.ARRESTED


def test_a_minor_goes_by_the_youth_service(operation: Operation, lead: Actor) -> None:
    person = stepped(noted(operation, lead, youth=True), lead, S.IDENTIFIED)
    care_for(person, lead)
    with pytest.raises(Invalid) as refused:
        stepped(person, lead, S.ARRESTED)
    assert "youth service" in str(refused.value.fields["state"])
    with pytest.raises(Invalid) as refused:
        stepped(person, lead, S.YOUTH_SERVICE)
    assert set(refused.value.fields) == {"body"}
    with_service = PersonStep(S.YOUTH_SERVICE, PersonGround.WORK, body="Jugendamt Musterstadt")
    actions.step_person(person, with_service, actor=lead)
    assert stepped(person, lead, S.ARRESTED, S.DIVERTED).state == S.DIVERTED


def test_who_turns_out_to_be_a_minor_goes_there_next(operation: Operation, lead: Actor) -> None:
    person = stepped(noted(operation, lead, country="DE"), lead, S.IDENTIFIED)
    care_for(person, lead)
    stepped(person, lead, S.ARRESTED)
    with pytest.raises(Invalid):
        actions.correct_person(person, "DE", youth=True, words="", actor=lead)
    actions.correct_person(person, "DE", youth=True, words="The papers say so.", actor=lead)
    actions.lay_charge(person, ChargeTerms("§ 1 Beispielgesetz", "DE", today()), actor=lead)
    with pytest.raises(Invalid):
        stepped(person, lead, S.CHARGED)
    service = PersonStep(S.YOUTH_SERVICE, PersonGround.WORK, body="Jugendamt Musterstadt")
    actions.step_person(person, service, actor=lead)
    assert stepped(person, lead, S.CHARGED).state == S.CHARGED
    with pytest.raises(WrongState):
        actions.correct_person(person, "DE", youth=False, words="They do not.", actor=lead)


def three_accounts(site: Site, lead: Actor) -> list[Account]:
    taken(site, "a,b\nred_cup,SE\nblue_kite,DE\ngreen_hat,DE\n", lead, H, Column.COUNTRY)
    return list(Account.objects.order_by("id"))


def test_an_account_is_one_persons_and_merging_can_be_undone(
    operation: Operation, site: Site, lead: Actor
) -> None:
    red, blue, green = three_accounts(site, lead)
    one, other = noted(operation, lead, account=red), noted(operation, lead, account=blue)
    with pytest.raises(Invalid):
        actions.give_account(other, red, actor=lead)
    stepped(one, lead, S.INVESTIGATED)
    with pytest.raises(Invalid) as refused:
        actions.merge_persons(one, other, words="The same device.", actor=lead)
    assert set(refused.value.fields) == {"code"}
    actions.merge_persons(other, one, words="The same device.", actor=lead)
    actions.give_account(one, green, actor=lead)
    with pytest.raises(WrongState):
        stepped(other, lead, S.INVESTIGATED)
    merging = PersonChange.objects.get(kind="merged")
    actions.part_persons(merging, actor=lead)
    held = {person.id: {h.account_id for h in person.holdings.all()} for person in (one, other)}
    assert held == {one.id: {red.id, green.id}, other.id: {blue.id}}
    with pytest.raises(WrongState):
        actions.part_persons(PersonChange.objects.get(pk=merging.pk), actor=lead)


def test_a_merging_is_not_undone_over_a_later_change(operation: Operation, site: Site, lead: Actor) -> None:
    red, blue, _green = three_accounts(site, lead)
    one, other = noted(operation, lead, account=red), noted(operation, lead, account=blue)
    actions.merge_persons(other, one, words="The same device.", actor=lead)
    actions.take_account(one, blue, words="Sold by then.", actor=lead)
    with pytest.raises(WrongState):
        actions.part_persons(PersonChange.objects.get(kind="merged"), actor=lead)


def test_a_partner_works_on_its_part_alone(
    operation: Operation,
    site: Site,
    lead: Actor,
    partner: Actor,
    outsider: Actor,
    elin: Staff,
    staff_client: Any,
) -> None:
    red, blue, green = three_accounts(site, lead)
    terms = PartTerms(PartKind.INVESTIGATION, ("SE",))
    actions.give_part(operation, terms, agency_id=partner.agency_id, actor=lead)
    both = noted(operation, lead, account=red)
    actions.give_account(both, blue, actor=lead)
    german = noted(operation, lead, country="DE", account=green)
    assert [one.id for one in reading.persons_of_operation(partner, operation)] == [both.id]
    assert [one.id for one in reading.accounts_of(partner, both)] == [red.id]
    for actor, person in ((partner, german), (outsider, both)):
        with pytest.raises(NotFound):
            reading.one_person_for(actor, person.id)
        with pytest.raises(Refused):
            stepped(person, actor, S.INVESTIGATED)
    assert stepped(both, partner, S.INVESTIGATED).state == S.INVESTIGATED
    with pytest.raises(Invalid):
        noted(operation, partner, country="DE")
    with pytest.raises(Invalid):
        actions.give_account(both, green, actor=partner)
    with pytest.raises(Refused):
        actions.merge_persons(both, noted(operation, partner, country="SE"), words="Why.", actor=partner)
    client = staff_client(elin)
    page = client.get(client.at("operations:person", person_id=both.id)).content.decode()
    assert both.code in page and blue.id not in page


def test_a_name_is_sealed_and_shown_for_a_purpose(
    operation: Operation, lead: Actor, dana: Staff, staff_client: Any
) -> None:
    person = actions.note_person(operation, PersonTerms("SE", name="Ola Exempel"), actor=lead)
    assert "Ola" not in Person.objects.get().name
    client = staff_client(dana)
    assert "Ola" not in client.get(client.at("operations:person", person_id=person.id)).content.decode()
    reveal = client.at("operations:reveal_person", person_id=person.id)
    assert client.post(reveal, {"purpose": "curiosity"}).status_code == 422
    assert "Ola Exempel" in client.post(reveal, {"purpose": "investigate"}).content.decode()
    with pytest.raises(StepUpNeeded):
        actions.reveal_person(person, Purpose.INVESTIGATE, actor=lead.stale())


def test_the_page_says_what_is_missing(
    operation: Operation, lead: Actor, dana: Staff, staff_client: Any
) -> None:
    person = stepped(noted(operation, lead), lead, S.IDENTIFIED)
    client = staff_client(dana)
    sent = {"step-state": "arrested", "step-ground": "work"}
    refused = client.post(client.at("operations:step_person", person_id=person.id), sent)
    assert refused.status_code == 422 and "Record the duty of care first" in refused.content.decode()
    care = {"care-support": "offered", "care-risk": "low", "care-household": "none"}
    client.post(client.at("operations:note_care", person_id=person.id), care)
    client.post(client.at("operations:step_person", person_id=person.id), sent)
    person.refresh_from_db()
    assert person.state == S.ARRESTED
