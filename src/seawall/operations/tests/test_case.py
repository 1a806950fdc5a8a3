"""The case on one page: figures, persons, deadlines and what is left out, for the lead, for a part, and as of an earlier day."""

from datetime import timedelta
from typing import Any

import pytest

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.identification.actions import add_victim
from seawall.identification.tests.makers import a_series
from seawall.operations import actions
from seawall.operations import case as case_module
from seawall.operations.models import Site
from seawall.operations.personas.reading import children_reached_by
from seawall.operations.persons.words import (
    ChargeEnd,
    ChargeOutcome,
    ChargeTerms,
    CourtKind,
    CourtTerms,
    PersonState,
)
from seawall.operations.states import PartKind, PartTerms
from seawall.operations.tests.make import care_for, noted, stepped
from seawall.operations.tests.planning import planned, window
from seawall.operations.tests.referring import sent as referred
from seawall.operations.tests.requesting import an_account_at, sent
from seawall.operations.tests.walking import a_persona, linked
from seawall.people.models import Staff

S = PersonState


def test_a_prosecutor_reads_it_from_top_to_bottom(
    site: Site, lead: Actor, dana: Staff, staff_client: Any
) -> None:
    account = an_account_at(site, lead)
    swede = actions.name_person(
        noted(site.operation, lead, country="SE", account=account), "Cup Bearer", actor=lead
    )
    care_for(swede, lead)
    stepped(swede, lead, S.IDENTIFIED, S.ARRESTED)
    today = clock.now().date()
    charge = actions.lay_charge(swede, ChargeTerms("Example Act 7", "SE", today), actor=lead)
    actions.end_charge(charge, ChargeEnd(ChargeOutcome.PROVEN, today), actor=lead)
    hearing = CourtTerms(CourtKind.TRIAL, "Example Court", today + timedelta(days=9))
    actions.set_court_date(swede, hearing, actor=lead)
    noted(site.operation, lead, youth=True)
    sent(site, lead)
    planned(site.operation, lead, window("Haven-Stad"))
    referral, _ticket = referred(site, lead)
    client = staff_client(dana)
    answer = client.get(client.at("operations:case", operation_id=site.operation_id))
    case, page = answer.context["case"], answer.content.decode()
    assert [(one.person.code, one.state, one.accounts) for one in case.persons][0] == (
        swede.code,
        S.ARRESTED,
        1,
    )
    assert case.by_state == [(S.ARRESTED, 1), (S.NOTED, 2)] and not case.more_persons
    assert case.awaited.rows == [referral] and "Polismyndigheten Exempel" in page
    assert "Example Act 7</bdi> (proven)" in page and "trial" in page and "a minor" in page
    assert "Post Example" in page and len(case.measures.rows) == 1
    assert {row.rule.code: row.total for row in case.rows}["person_arrested"] == 1
    assert "What is left out" in page and "All that is not in the part" not in page
    assert "Cup Bearer" not in page and "red_cup" not in page and "blue_kite" not in page


def test_a_person_stands_there_with_the_personas_and_each_child_reached_once(
    site: Site, lead: Actor, specialist: Actor, partner: Actor, dana: Staff, staff_client: Any
) -> None:
    runner, other = (noted(site.operation, lead) for _one in range(2))
    series = a_series(specialist)
    children = [add_victim(series, actor=specialist) for _one in range(2)]
    actions.name_series(site.operation, series.code, actor=specialist)
    for persona in (a_persona(site.operation, lead) for _one in range(2)):
        linked(persona, runner.code, lead)
        linked(persona, children[0].code, specialist)
    linked(persona, other.code, lead)
    linked(persona, children[1].code, specialist)
    actions.unlink_persona(persona.links.get(person=runner), actor=lead)
    client = staff_client(dana)
    answer = client.get(client.at("operations:case", operation_id=site.operation_id))
    told = {one.person: (one.personas, one.reached) for one in answer.context["case"].persons}
    assert told == {runner: (1, 1), other: (1, 2)}
    assert "2 children reached" in answer.content.decode() and children[0].code not in answer.content.decode()
    assert children_reached_by(partner, [runner.id, other.id]) == {}


def test_what_is_too_long_for_five_minutes_is_counted(
    site: Site, lead: Actor, dana: Staff, staff_client: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(case_module, "MOST", 2)
    monkeypatch.setattr(case_module, "AHEAD", 1)
    for _ in range(3):
        noted(site.operation, lead)
        planned(site.operation, lead, window("Haven-Stad"))
    client = staff_client(dana)
    answer = client.get(client.at("operations:case", operation_id=site.operation_id))
    case, page = answer.context["case"], answer.content.decode()
    assert (len(case.persons), case.more_persons) == (2, 1)
    assert (len(case.measures.rows), case.measures.more, case.deadlines.more) == (1, 2, 0)
    assert "2 more stand behind these." in page


def test_it_is_told_as_of_an_earlier_day(site: Site, lead: Actor, dana: Staff, staff_client: Any) -> None:
    with clock.at(clock.now() - timedelta(days=10)):
        swede = stepped(noted(site.operation, lead, country="SE"), lead, S.IDENTIFIED)
    care_for(swede, lead)
    stepped(swede, lead, S.ARRESTED)
    noted(site.operation, lead)
    client = staff_client(dana)
    url = client.at("operations:case", operation_id=site.operation_id)
    then = (clock.now() - timedelta(days=5)).date()
    past, now = (client.get(url, query).context["case"] for query in ({"as_of": then.isoformat()}, {}))
    assert past.by_state == [(S.IDENTIFIED, 1)] and now.by_state == [(S.ARRESTED, 1), (S.NOTED, 1)]
    assert past.persons[0].since == (clock.now() - timedelta(days=10)).date()


def test_a_part_reads_its_part_and_a_third_nothing(
    site: Site, lead: Actor, elin: Staff, outsider: Actor, staff_client: Any
) -> None:
    terms = PartTerms(PartKind.PROSECUTION, ("SE",), ())
    actions.give_part(site.operation, terms, agency_id=elin.agency_id, actor=lead)
    swede, german = (noted(site.operation, lead, country=code) for code in ("SE", "DE"))
    sent(site, lead)
    client = staff_client(elin)
    page = client.get(client.at("operations:case", operation_id=site.operation_id)).content.decode()
    assert swede.code in page and german.code not in page and "Post Example" not in page
    assert "All that is not in the part of your agency" in page
    third = staff_client(Staff.objects.get(pk=outsider.id))
    assert third.get(third.at("operations:case", operation_id=site.operation_id)).status_code == 404
