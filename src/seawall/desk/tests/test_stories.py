"""Timelines of operations, persons and series: from the records that both agencies see and from the trail of one's own."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import pytest

from seawall.core import clock, stories, strands
from seawall.core.actors import Actor
from seawall.core.ids import new_id
from seawall.core.jobs import settle
from seawall.desk import history
from seawall.identification.actions import reveal_clues
from seawall.identification.states import CluePurpose, VictimState
from seawall.identification.tests.makers import a_clue, a_victim, up
from seawall.operations import actions
from seawall.operations.models import CourtDate, Person, Persona
from seawall.operations.personas.words import Method, PersonaTerms
from seawall.operations.persons.words import CourtKind, CourtTerms, PersonState
from seawall.operations.queries import operation_story_for
from seawall.operations.states import OutcomeTerms, PartKind, PartTerms, Purpose, ReferralOutcome
from seawall.operations.tests.conftest import investigator
from seawall.operations.tests.make import a_site, care_for, noted, stepped
from seawall.operations.tests.planning import planned, window
from seawall.operations.tests.referring import addressed, drafted
from seawall.operations.tests.walking import a_persona, linked
from seawall.people.models import Agency, Staff

S = PersonState


@pytest.fixture
def lead(dana: Staff, actor_of: Callable[..., Actor]) -> Actor:
    return actor_of(dana)


@pytest.fixture
def elin(db: None) -> Staff:
    return investigator("Elin", Agency.objects.create(name="Polis Exempel", kind="police", country="SE"))


@pytest.fixture
def swede(lead: Actor, elin: Staff, actor_of: Callable[..., Actor]) -> Person:
    """Noted by the lead, identified and arrested by the agency of Sweden, whose part it is."""
    operation = a_site(lead).operation
    terms = PartTerms(PartKind.INVESTIGATION, ("SE",), ())
    actions.give_part(operation, terms, agency_id=elin.agency_id, actor=lead)
    person, partner = noted(operation, lead, country="SE"), actor_of(elin)
    stepped(person, partner, S.IDENTIFIED)
    care_for(person, partner)
    stepped(person, partner, S.ARRESTED)
    return person


def titles(client: Any, name: str, **at: str) -> list[str]:
    return [entry.title for entry in client.get(client.at(name, **at)).context["chapter"].entries]


def test_a_person_is_told_across_agencies(swede: Person, dana: Staff, elin: Staff, staff_client: Any) -> None:
    told = [
        f"Person {swede.code}: {what}"
        for what in ("arrested", "duty of care recorded", "identified", "noted")
    ]
    for person in (dana, elin):
        client = staff_client(person)
        assert titles(client, "desk:person_timeline", person_id=swede.id) == told
    page = client.get(client.at("desk:person_timeline", person_id=swede.id)).content.decode()
    assert "Elin, Polis Exempel" in page and "Dana, Polizei Musterland" in page


def test_who_looked_stands_in_the_own_trail_alone(
    swede: Person, lead: Actor, dana: Staff, elin: Staff, staff_client: Any
) -> None:
    swede = actions.name_person(swede, "Cup Bearer", actor=lead)
    actions.reveal_person(swede, Purpose.INVESTIGATE, actor=lead)
    own = titles(staff_client(dana), "desk:person_timeline", person_id=swede.id)
    theirs = titles(staff_client(elin), "desk:person_timeline", person_id=swede.id)
    assert own[0] == "Name of a person revealed" and own[0] not in theirs
    page = staff_client(dana).get(f"/timeline/persons/{swede.id}/").content.decode()
    assert "Cup Bearer" not in page


def test_an_operation_is_told_within_the_part(
    swede: Person, lead: Actor, dana: Staff, elin: Staff, staff_client: Any
) -> None:
    german = noted(swede.operation, lead, country="DE")
    court = CourtTerms(CourtKind.CUSTODY, "Example Court", clock.now().date() + timedelta(days=3))
    actions.set_court_date(swede, court, actor=lead)
    planned(swede.operation, lead, window("Haven-Stad"))
    actions.freeze_figures(swede.operation, clock.now(), actor=lead)
    at = {"operation_id": swede.operation_id}
    own = titles(staff_client(dana), "desk:operation_timeline", **at)
    theirs = titles(staff_client(elin), "desk:operation_timeline", **at)
    assert own[0] == f"Person {swede.code}: custody hearing"
    assert {
        "Measure planned",
        "Part given to an agency",
        "Operation opened",
        "Figures frozen as release 1",
    } <= set(own)
    assert any(german.code in title for title in own)
    assert f"Person {swede.code}: arrested" in theirs and "Part given to an agency" in theirs
    assert not any(
        german.code in title or title in ("Measure planned", "Operation opened") for title in theirs
    )


def test_personas_and_their_links_are_told_as_far_as_each_sees_them(
    swede: Person, lead: Actor, dana: Staff, elin: Staff, staff_client: Any
) -> None:
    german = noted(swede.operation, lead, country="DE")
    persona = a_persona(swede.operation, lead, country="SE")
    for person in (swede, german):
        linked(persona, person.code, lead)
    told = f"Persona {persona.code} linked to"
    for person, seen in ((dana, [german.code, swede.code]), (elin, [swede.code])):
        client = staff_client(person)
        here = titles(client, "desk:operation_timeline", operation_id=swede.operation_id)
        assert f"Persona {persona.code} noted" in here
        assert [title for title in here if title.startswith(told)] == [f"{told} {code}" for code in seen]
        assert f"{told} {swede.code}" in titles(client, "desk:person_timeline", person_id=swede.id)


def test_a_long_story_is_read_from_its_end_without_a_gap(
    swede: Person, dana: Staff, staff_client: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = staff_client(dana)
    url = client.at("desk:person_timeline", person_id=swede.id)
    whole = titles(client, "desk:person_timeline", person_id=swede.id)
    monkeypatch.setattr(history, "A_PAGE", 3)
    first = client.get(url).context["chapter"]
    second = client.get(url, {"before": first.further.isoformat()}).context["chapter"]
    assert [entry.title for entry in [*first.entries, *second.entries]] == whole and second.further is None
    assert "Earlier" in client.get(url).content.decode()
    for wrong in ("yesterday", "2026-01-01", "2026-13-01T00:00:00Z"):
        assert client.get(url, {"before": wrong}).status_code == 404


def test_days_stand_at_their_midday_and_none_is_passed_over(
    swede: Person, dana: Staff, staff_client: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Days of which no hour is known among moments, several things on one day, and days before and after everything else."""
    today = clock.now().date()
    CourtDate.objects.bulk_create(
        CourtDate(
            person=swede,
            kind=CourtKind.TRIAL,
            court=f"Court {number}",
            by=dana,
            on=today + timedelta(days=day),
        )
        for number, day in enumerate([-9, -9, -2, -1, 0, 0, 0, 1, 4, 4, 4, 4])
    )
    client, at = staff_client(dana), {"operation_id": swede.operation_id}
    url = client.at("desk:operation_timeline", **at)
    whole = [(one.at, one.title, one.detail) for one in client.get(url).context["chapter"].entries]
    assert len(whole) > 15
    monkeypatch.setattr(history, "A_PAGE", 3)
    monkeypatch.setattr(strands, "A_PAGE", 3)
    monkeypatch.setattr(strands, "MOST", 4)
    walked, before = [], {}
    while before is not None:
        chapter = client.get(url, before).context["chapter"]
        walked += [(one.at, one.title, one.detail) for one in chapter.entries]
        before = {"before": chapter.further.isoformat()} if chapter.further else None
    assert sorted(walked) == sorted(whole)
    assert [one[0] for one in walked] == sorted((one[0] for one in whole), reverse=True)


def test_a_series_is_told_without_the_words_of_its_clues(
    jonas: Staff, dana: Staff, staff_client: Any, actor_of: Callable[..., Actor]
) -> None:
    at_work = actor_of(jonas)
    victim = a_victim(at_work)
    a_clue(at_work, victim.series)
    up(victim, VictimState.IDENTIFIED, at_work)
    reveal_clues(victim.series, CluePurpose.WEIGH, actor=at_work)
    client = staff_client(jonas)
    told = titles(client, "desk:series_timeline", series_id=victim.series_id)
    assert told == [
        "Words of the clues of a series shown",
        f"Victim {victim.code}: identified",
        "Clue noted",
        "Victim added",
        "Series opened",
    ]
    page = client.get(client.at("desk:series_timeline", series_id=victim.series_id)).content.decode()
    assert "flat pins" not in page
    assert staff_client(dana).get(f"/timeline/series/{victim.series_id}/").status_code == 403


def test_a_referral_says_to_whom_it_went_and_what_came_of_it(
    swede: Person, lead: Actor, dana: Staff, elin: Staff, staff_client: Any, actor_of: Callable[..., Actor]
) -> None:
    one = drafted(swede.operation, lead, swede)
    stories = (("desk:operation_timeline", {"operation_id": swede.operation_id}),)
    stories += (("desk:person_timeline", {"person_id": swede.id}),)

    def told_to(staff: Staff, name: str, at: dict[str, str]) -> list[tuple[str, str, str]]:
        client = staff_client(staff)
        entries = client.get(client.at(name, **at)).context["chapter"].entries
        return [(it.title, it.by, it.detail) for it in entries if "eferral" in it.title]

    drafting = ("Referral drafted", "Dana, Polizei Musterland", "Sweden · Polis Exempel")
    assert all(told_to(dana, *story) == [drafting] for story in stories)
    actions.send_referral(actions.check_referral(one, actor=lead), actor=lead)
    actions.receive_referral(one, actor=actor_of(elin))
    actions.answer_referral(one, OutcomeTerms(ReferralOutcome.ARRESTED), actor=actor_of(elin))
    settle()
    whole = [
        ("What came of a referral answered", "Polis Exempel", "Sweden · an arrest"),
        ("Receipt of a referral acknowledged", "Polis Exempel", "Sweden"),
        ("Referral sent", "Dana, Polizei Musterland", "Sweden · Polis Exempel"),
    ]
    for story in stories:
        assert told_to(dana, *story) == whole and told_to(elin, *story) == []
    actions.call_back_referral(one, actor=lead)
    assert told_to(dana, *stories[0])[0] == (
        "Referral called back",
        "Polizei Musterland",
        "Sweden · Polis Exempel",
    )


def test_a_page_tells_the_newest_and_reads_no_more(lead: Actor, dana: Staff, staff_client: Any) -> None:
    """However many there are: each kind is asked for the newest, and what is older is not read."""
    operation, most = a_site(lead).operation, stories.A_PAGE
    one, first = a_persona(operation, lead), clock.now()
    personas = [_copy_of(one, minute, first + timedelta(minutes=minute)) for minute in range(most + 150)]
    type(one).objects.bulk_create(personas)
    told = operation_story_for(lead, operation.id).happened
    assert len(told) == most + 1
    assert min(entry.at for entry in told) == first + timedelta(minutes=149)
    middle = first + timedelta(minutes=10)
    assert len(operation_story_for(lead, operation.id, middle).happened) == 11
    client, seen = staff_client(dana), 0
    path: str | None = client.at("desk:operation_timeline", operation_id=operation.id)
    while path:
        chapter = client.get(path).context["chapter"]
        seen += sum(entry.title.startswith("Persona ") for entry in chapter.entries)
        further = chapter.further
        path = f"{path.partition('?')[0]}?{urlencode({'before': further.isoformat()})}" if further else None
    assert seen == most + 151


def _copy_of(one: Persona, number: int, at: datetime) -> Persona:
    fields = {field.attname: getattr(one, field.attname) for field in Persona._meta.concrete_fields}
    return Persona(**{**fields, "id": new_id("psa"), "code": f"N-{number:07}", "created_at": at})


def test_what_the_trail_tells_beside_the_records_names_what_it_was_about(
    lead: Actor, dana: Staff, staff_client: Any
) -> None:
    operation = a_site(lead).operation
    persona = a_persona(operation, lead)
    terms = PersonaTerms(persona.platform, Method(persona.method), country="SE")
    actions.correct_persona(persona, terms, actor=lead)
    referral = drafted(operation, lead, noted(operation, lead, country="SE"))
    addressed(referral, lead)
    client = staff_client(dana)
    path = client.at("desk:operation_timeline", operation_id=operation.id)
    told = {entry.title: entry.detail for entry in client.get(path).context["chapter"].entries}
    assert told["Recipient of a referral named"] == "police or prosecution elsewhere"
    assert told["Persona corrected"] == "Country · Children reached who are not identified yet"
    assert told["Site added to an operation"] == "hidden service"
