"""Figures: what each rule counts, as of any day, for whom; what is told outside; what a release keeps."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seawall.core import clock
from seawall.core.actors import Actor, Duty
from seawall.core.errors import Invalid, Refused
from seawall.identification.actions import merge_series, step_victim
from seawall.identification.states import Ground, Step, VictimState
from seawall.identification.tests.makers import a_series, a_victim, up
from seawall.operations import actions
from seawall.operations.figures.books import Books
from seawall.operations.figures.outside import LEAST, outside
from seawall.operations.figures.rules import RULES
from seawall.operations.models import NamedSeries, Operation, PersonaLink, Release, Site
from seawall.operations.personas.words import Method, PersonaTerms
from seawall.operations.persons.words import PersonGround, PersonState, PersonStep
from seawall.operations.states import Column, Confidence, PartKind, PartTerms
from seawall.operations.tests.make import H, care_for, noted, stepped, taken
from seawall.operations.tests.walking import a_persona, linked
from seawall.people.models import Agency, DutyGrant, Staff

S = PersonState


@pytest.fixture
def specialist(police: Agency, actor_of: Callable[..., Actor]) -> Actor:
    """At the agency that leads."""
    person = Staff.objects.create(email="jette@police-de.example", name="Jette", agency=police)
    DutyGrant.objects.create(staff=person, duty=Duty.SPECIALIST, granted_by="system")
    return actor_of(person)


def counted(operation: Operation, moment: Any = None, agency_id: str = "") -> dict[str, dict[str, int]]:
    books = Books(operation, agency_id or operation.owner_id, moment or clock.now())
    return {code: dict(rule.tally(books)) for code, rule in RULES.items()}


def arrested(operation: Operation, lead: Actor, country: str) -> Any:
    person = stepped(noted(operation, lead, country=country), lead, S.IDENTIFIED)
    care_for(person, lead)
    return stepped(person, lead, S.ARRESTED)


def test_each_person_counts_once_and_as_of_each_day(operation: Operation, lead: Actor) -> None:
    one, other = noted(operation, lead, country="DE"), noted(operation, lead)
    before = clock.now()
    stepped(one, lead, S.INVESTIGATED, S.IDENTIFIED)
    care_for(one, lead)
    stepped(one, lead, S.ARRESTED)
    now = counted(operation)
    assert now["person"] == {"DE": 1, "": 1}
    assert now["person_arrested"] == {"DE": 1} and now["person_under_investigation"] == {}
    actions.merge_persons(other, one, words="The same device.", actor=lead)
    assert counted(operation)["person"] == {"DE": 1}
    actions.step_person(one, PersonStep(S.IDENTIFIED, PersonGround.ERROR, "Wrong door."), actor=lead)
    assert counted(operation)["person_under_investigation"] == {"DE": 1}
    then = counted(operation, before)
    assert then["person"] == {"DE": 1, "": 1} and then["person_arrested"] == {}


def test_accounts_have_the_country_of_the_day(operation: Operation, site: Site, lead: Actor) -> None:
    taken(site, "a,b\nred,SE\nblue,DE\n", lead, H, Column.COUNTRY)
    before = clock.now()
    taken(site, "a,b\nred,NL\ngreen,\n", lead, H, Column.COUNTRY, confidence=Confidence.HIGH)
    assert counted(operation)["account"] == {"NL": 1, "DE": 1, "": 1}
    assert counted(operation, before)["account"] == {"SE": 1, "DE": 1}


def test_children_count_in_the_series_that_were_named(
    operation: Operation, lead: Actor, specialist: Actor, partner: Actor
) -> None:
    victim = a_victim(specialist)
    series = victim.series
    assert series is not None
    assert counted(operation)["victim"] == {}
    named = actions.name_series(operation, series.code.lower(), actor=specialist)
    up(victim, VictimState.IDENTIFIED, specialist)
    found = counted(operation)
    assert found["victim"] == found["victim_identified"] == {"NL": 1} and found["item"] == {"": 2}
    before = clock.now()
    merge_series(series, a_series(specialist), words="The same room.", actor=specialist)
    assert counted(operation)["item"] == {"": 4} and counted(operation)["victim"] == {"NL": 1}
    back = Step(VictimState.UNIDENTIFIED, Ground.ERROR, words="Another child.")
    step_victim(victim, back, actor=specialist)
    actions.drop_series(named, actor=specialist)
    assert counted(operation)["victim"] == {} and counted(operation, before)["victim_identified"] == {"NL": 1}
    for actor in (lead, partner):
        with pytest.raises(Refused):
            actions.name_series(operation, series.code, actor=actor)


def test_personas_and_whom_they_reached_count_once_and_as_of_each_day(
    operation: Operation, lead: Actor, specialist: Actor, dana: Staff, staff_client: Any
) -> None:
    child = a_victim(specialist)
    assert child.series is not None
    actions.name_series(operation, child.series.code, actor=specialist)
    up(child, VictimState.COUNTRY_KNOWN, specialist)
    one, other = a_persona(operation, lead, country="DE"), a_persona(operation, lead)
    for persona in (one, other):
        linked(persona, child.code, specialist)
    before = clock.now()
    first = actions.freeze_figures(operation, before, actor=lead)
    terms = PersonaTerms("Chat Example", Method.GAME, country="SE", unidentified=3)
    actions.correct_persona(one, terms, actor=lead)
    for link in PersonaLink.objects.order_by("id"):
        assert counted(operation)["child_reached"] == {"NL": 1}
        actions.unlink_persona(link, actor=specialist)
    assert counted(operation)["child_reached"] == {} and counted(operation)["persona"] == {"SE": 1, "": 1}
    assert counted(operation, before)["child_reached"] == {"NL": 1}
    assert counted(operation, before)["persona"] == {"DE": 1, "": 1}
    second = actions.freeze_figures(operation, clock.now(), actor=lead)
    told = {
        (it["rule"], it["record"], it["what"], it["why"])
        for it in second.differences
        if it["rule"] in ("persona", "child_reached")
    }
    assert told == {("persona", one.id, "moved", "country"), ("child_reached", child.id, "went", "unreached")}
    client = staff_client(dana)
    page = client.get(client.at("operations:release", release_id=second.id)).content.decode()
    assert one.code in page and child.code not in page
    sheet = client.get(client.at("operations:sheet", release_id=first.id)).content.decode()
    assert "reached by a persona is not abused" in sheet and "erreicht heißt nicht missbraucht" in sheet
    behind = client.at("operations:behind", operation_id=operation.id, rule="persona")
    assert one.code in client.get(f"{behind}?country=SE").content.decode()
    reached = client.at("operations:behind", operation_id=operation.id, rule="child_reached")
    assert child.code not in client.get(reached).content.decode()


def test_a_series_is_named_by_its_own_specialists(
    operation: Operation, specialist: Actor, jonas: Staff, actor_of: Callable[..., Actor], lead: Actor
) -> None:
    abroad = actor_of(jonas)
    theirs = a_series(abroad)
    with pytest.raises(Invalid):
        actions.name_series(operation, theirs.code, actor=specialist)
    with pytest.raises(Refused):
        actions.name_series(operation, theirs.code, actor=abroad)
    terms = PartTerms(PartKind.VICTIMS, ("NL",))
    actions.give_part(operation, terms, agency_id=abroad.agency_id, actor=lead)
    actions.name_series(operation, theirs.code, actor=abroad)
    with pytest.raises(Refused):
        actions.drop_series(NamedSeries.objects.get(), actor=specialist)


def test_another_agency_counts_its_part(operation: Operation, lead: Actor, partner: Actor) -> None:
    terms = PartTerms(PartKind.INVESTIGATION, ("SE",))
    actions.give_part(operation, terms, agency_id=partner.agency_id, actor=lead)
    arrested(operation, lead, "SE")
    arrested(operation, lead, "DE")
    assert counted(operation, agency_id=partner.agency_id)["person"] == {"SE": 1}


@given(tally=st.dictionaries(st.sampled_from(["", "DE", "FR", "NL", "SE", "BE"]), st.integers(0, 12)))
def test_outside_no_small_number_can_be_told(tally: dict[str, int]) -> None:
    shown = outside(tally)
    if shown.total is None:
        assert 0 < sum(tally.values()) < LEAST and not shown.countries
        return
    assert sum(number for _code, number in shown.countries) + shown.rest == shown.total == sum(tally.values())
    assert all(number >= LEAST and tally[code] == number for code, number in shown.countries)
    assert (shown.together == 0 == shown.rest) or (shown.together >= 2 and shown.rest >= LEAST)


def test_a_release_stays_and_tells_what_is_different(
    operation: Operation, lead: Actor, partner: Actor, dana: Staff, staff_client: Any
) -> None:
    one, other, third = (arrested(operation, lead, country) for country in ("DE", "DE", "SE"))
    first = actions.freeze_figures(operation, clock.now(), actor=lead)
    fourth = arrested(operation, lead, "NL")
    actions.step_person(one, PersonStep(S.IDENTIFIED, PersonGround.ERROR, "Wrong door."), actor=lead)
    actions.merge_persons(other, third, words="The same device.", actor=lead)
    actions.correct_person(third, "FR", youth=False, words="The papers say so.", actor=lead)
    second = actions.freeze_figures(operation, clock.now(), actor=lead)
    kept = first.figures.get(rule="person_arrested")
    assert (kept.total, kept.countries) == (3, {"DE": 2, "SE": 1})
    assert kept.words["de"]["title"] == "Festgenommene Personen" and first.words["de"] != first.words["en"]
    told = {
        (one["record"], one["what"], one["why"])
        for one in second.differences
        if one["rule"] == "person_arrested"
    }
    assert told == {
        (fourth.id, "came", "new"),
        (one.id, "went", "back"),
        (other.id, "went", "merged"),
        (third.id, "moved", "country"),
    }
    client = staff_client(dana)
    page = client.get(client.at("operations:release", release_id=second.id)).content.decode()
    assert all(person.code in page for person in (one, other, third, fourth)) and "SE → FR" in page
    with pytest.raises(Invalid):
        actions.freeze_figures(operation, second.as_of, actor=lead)
    with pytest.raises(Refused):
        actions.freeze_figures(operation, clock.now(), actor=partner)


def test_numbers_lead_to_their_records(
    operation: Operation, lead: Actor, dana: Staff, staff_client: Any
) -> None:
    one, other = arrested(operation, lead, "DE"), arrested(operation, lead, "")
    client = staff_client(dana)
    page = client.get(client.at("operations:figures", operation_id=operation.id))
    assert page.status_code == 200 and "country=-" in page.content.decode()
    behind = client.at("operations:behind", operation_id=operation.id, rule="person_arrested")
    every, nowhere = (client.get(f"{behind}{asked}").content.decode() for asked in ("", "?country=-"))
    assert one.code in every and other.code in every
    assert one.code not in nowhere and other.code in nowhere
    yesterday = (clock.now() - timedelta(days=1)).date().isoformat()
    assert one.code not in client.get(f"{behind}?as_of={yesterday}").content.decode()
    for asked in ("?as_of=never", "?country=XX&page=99"):
        assert client.get(f"{behind}{asked}").status_code == 200
    assert (
        client.get(client.at("operations:behind", operation_id=operation.id, rule="guess")).status_code == 404
    )


def test_the_sheet_tells_no_small_number_to_anybody(
    operation: Operation, lead: Actor, partner: Actor, dana: Staff, elin: Staff, staff_client: Any
) -> None:
    terms = PartTerms(PartKind.INVESTIGATION, ("SE",))
    actions.give_part(operation, terms, agency_id=partner.agency_id, actor=lead)
    arrested(operation, lead, "DE")
    client = staff_client(dana)
    freeze = client.at("operations:freeze_figures", operation_id=operation.id)
    exact = client.get(client.post(freeze)["Location"]).content.decode()
    assert "Germany 1" in exact
    release = Release.objects.get()
    other = staff_client(elin)
    sheet = other.get(other.at("operations:sheet", release_id=release.id)).content.decode()
    assert "fewer than 5" in sheet and "weniger als 5" in sheet and "Germany" not in sheet
    assert "What this is not" in sheet and "Was das nicht ist" in sheet
    assert other.get(other.at("operations:release", release_id=release.id)).status_code == 403


def test_any_figure_is_drawn_on_the_map(
    operation: Operation, site: Site, lead: Actor, dana: Staff, staff_client: Any
) -> None:
    taken(site, "a,b\nred,SE\nblue,SE\ngreen,DE\nwhite,\n", lead, H, Column.COUNTRY)
    noted(operation, lead, country="NL")
    client = staff_client(dana)
    url = client.at("operations:figures", operation_id=operation.id)
    page = client.get(url).content.decode()
    assert "Sweden: 2. " in page and ">SE 2<" in page and "country not known: 1" in page
    other = client.get(url, {"mapped": "person"}).content.decode()
    assert ">NL 1<" in other and ">SE 2<" not in other
    day = clock.now().date().isoformat()
    wrong = client.get(url, {"mapped": "king", "as_of": day})
    assert wrong.context["mapped"].rule.code == "account" and wrong.context["day"] == day
