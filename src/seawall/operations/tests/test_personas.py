"""Invented profiles: noted, linked to who is behind and whom they reached, walked along; and nobody sees more of it than its part."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.errors import Invalid, NotFound, Refused, StepUpNeeded, WrongState
from seawall.identification.actions import add_victim
from seawall.identification.tests.makers import a_series
from seawall.operations import actions
from seawall.operations.models import (
    Account,
    Operation,
    Participation,
    Persona,
    PersonaLink,
    PersonChange,
    Site,
)
from seawall.operations.personas import graph, reading
from seawall.operations.personas.words import Method, NodeKind, PersonaTerms, ShownAge
from seawall.operations.states import Column, PartKind, PartTerms, Purpose
from seawall.operations.tests.make import H, noted, taken
from seawall.operations.tests.walking import a_persona, linked
from seawall.people.models import Staff

WORDS = "Named in the answer of the provider."


def two_accounts(site: Site, lead: Actor) -> tuple[Account, Account]:
    taken(site, "a,b\nred_cup,SE\nblue_kite,DE\n", lead, H, Column.COUNTRY)
    one, other = Account.objects.order_by("country")[::-1]
    return one, other


def give_part(operation: Operation, lead: Actor, partner: Actor, *countries: str) -> Participation:
    terms = PartTerms(PartKind.INVESTIGATION, countries)
    return actions.give_part(operation, terms, agency_id=partner.agency_id, actor=lead)


def names(view: graph.View) -> dict[NodeKind, set[str]]:
    return {column.kind: {node.name for node in column.nodes} for column in view.columns}


def test_one_walks_from_a_profile_to_who_is_behind_and_whom_it_reached(
    operation: Operation,
    site: Site,
    lead: Actor,
    specialist: Actor,
    dana: Staff,
    sofie: Staff,
    staff_client: Any,
) -> None:
    red, _blue = two_accounts(site, lead)
    person = noted(operation, lead, account=red)
    persona = a_persona(operation, lead, account=red)
    other = a_persona(operation, lead, platform="CHAT-example")
    linked(persona, f" {person.code.lower()} ", lead)
    series = a_series(specialist)
    child = add_victim(series, actor=specialist)
    with pytest.raises(Invalid):
        linked(persona, child.code, specialist)
    actions.name_series(operation, series.code, actor=specialist)
    linked(persona, child.code, specialist)
    client = staff_client(dana)
    page = client.get(client.at("operations:persona", persona_id=persona.id)).content.decode()
    assert person.code in page and red.id in page and child.code not in page and "paper_boat" not in page
    assert reading.one_persona_for(lead, persona.id).child_count == 1  # type: ignore[attr-defined]
    at = client.at("operations:graph", operation_id=operation.id, node_id=persona.id)
    beside = {kind: column for column, kind in ((c, c.kind) for c, _ in client.get(at).context["columns"])}
    assert [node.name for node in beside[NodeKind.PERSON].nodes] == [person.code]
    assert [node.id for node in beside[NodeKind.ACCOUNT].nodes] == [red.id]
    assert not beside[NodeKind.CHILD].nodes and beside[NodeKind.CHILD].hidden == 1
    assert "1 under a code" in client.get(at).content.decode()
    for node in (person.id, red.id):
        assert names(graph.around(lead, operation, node))[NodeKind.PERSONA] == {persona.code}
    there = graph.around_platform(lead, operation, persona.id)
    assert names(there) == {NodeKind.PERSONA: {persona.code, other.code}}
    # The specialist sees the child, and neither the account nor the person.
    client = staff_client(sofie)
    page = client.get(
        client.at("operations:graph", operation_id=operation.id, node_id=persona.id)
    ).content.decode()
    assert (
        child.code in page and person.code not in page and red.id not in page and "under a code" not in page
    )
    assert names(graph.around(specialist, operation, child.id)) == {NodeKind.PERSONA: {persona.code}}
    for node in (person.id, red.id):
        with pytest.raises(NotFound):
            graph.around(specialist, operation, node)
    with pytest.raises(Refused):
        linked(persona, person.code, specialist)
    with pytest.raises(Refused):
        linked(persona, child.code, lead)


def test_a_link_is_taken_back_and_may_be_made_again(operation: Operation, lead: Actor) -> None:
    persona, person = a_persona(operation, lead), noted(operation, lead)
    linked(persona, person.code, lead)
    with pytest.raises(Invalid) as refused:
        linked(persona, person.code, lead)
    assert set(refused.value.fields) == {"end"}
    link = PersonaLink.objects.get()
    actions.unlink_persona(link, actor=lead)
    with pytest.raises(WrongState):
        actions.unlink_persona(link, actor=lead)
    assert not reading.links_of(lead, persona)
    linked(persona, person.code, lead)
    assert len(reading.links_of(lead, persona)) == 1


def test_a_merging_carries_links_along_and_its_undoing_takes_them_back(
    operation: Operation, lead: Actor
) -> None:
    one, other = noted(operation, lead), noted(operation, lead)
    first, both = a_persona(operation, lead), a_persona(operation, lead)
    for persona, person in ((first, one), (both, one), (both, other)):
        linked(persona, person.code, lead)

    def led_to() -> dict[str, set[str]]:
        return {p.id: {link.person_id or "" for link in reading.links_of(lead, p)} for p in (first, both)}

    before = led_to()
    actions.merge_persons(one, other, words="The same device.", actor=lead)
    assert led_to() == {first.id: {other.id}, both.id: {other.id}}
    with pytest.raises(Invalid):
        linked(first, one.code, lead)
    actions.part_persons(PersonChange.objects.get(kind="merged"), actor=lead)
    assert led_to() == before


def test_what_is_wrong_is_said_where(
    operation: Operation, lead: Actor, dana: Staff, staff_client: Any
) -> None:
    today = clock.now().date()
    wrong = (
        (PersonaTerms(" ", Method.GIFT), "platform"),
        (PersonaTerms("Chat Example", Method.GIFT, unidentified=-1), "unidentified"),
        (PersonaTerms("Chat Example", Method.GIFT, country="XX"), "country"),
        (PersonaTerms("Chat Example", Method.GIFT, last_seen=today + timedelta(days=1)), "last_seen"),
        (
            PersonaTerms("Chat", Method.GIFT, first_seen=today, last_seen=today - timedelta(days=1)),
            "last_seen",
        ),
    )
    for terms, field in wrong:
        with pytest.raises(Invalid) as refused:
            actions.note_persona(operation, terms, actor=lead)
        assert set(refused.value.fields) == {field}
    assert not Persona.objects.exists()
    persona = a_persona(operation, lead)
    for end in ("", "paper_boat", "P-BBB-BBB", "acc_nothing"):
        with pytest.raises(Invalid):
            linked(persona, end, lead)
    client = staff_client(dana)
    sent = client.post(
        client.at("operations:link_persona", persona_id=persona.id),
        {"link-end": "P-BBB-BBB", "link-words": WORDS},
    )
    assert sent.status_code == 422 and "no person of this code" in sent.content.decode()


def test_a_persona_is_corrected_and_keeps_its_handle(operation: Operation, lead: Actor) -> None:
    persona = a_persona(operation, lead)
    terms = PersonaTerms("Other Example", Method.JOB, ShownAge.FROM_14, unidentified=4)
    actions.correct_persona(persona, terms, actor=lead)
    persona.refresh_from_db()
    assert (persona.platform, persona.method, persona.unidentified) == ("Other Example", "job", 4)
    assert actions.reveal_persona(persona, Purpose.INVESTIGATE, actor=lead) == "paper_boat"
    with pytest.raises(Invalid):
        actions.correct_persona(persona, terms, actor=lead)


def test_a_handle_is_masked_and_shown_for_a_purpose(
    operation: Operation, lead: Actor, dana: Staff, staff_client: Any
) -> None:
    persona = a_persona(operation, lead)
    client = staff_client(dana)
    reveal = client.at("operations:reveal_persona", persona_id=persona.id)
    assert client.post(reveal, {"purpose": "curiosity"}).status_code == 422
    assert "paper_boat" in client.post(reveal, {"purpose": "investigate"}).content.decode()
    with pytest.raises(StepUpNeeded):
        actions.reveal_persona(persona, Purpose.INVESTIGATE, actor=lead.stale())


def test_the_list_is_filtered_by_platform_and_method(
    operation: Operation, lead: Actor, dana: Staff, staff_client: Any
) -> None:
    one, two = a_persona(operation, lead), a_persona(operation, lead, platform="chat example")
    other = actions.note_persona(operation, PersonaTerms("Board Example", Method.GIFT), actor=lead)
    client = staff_client(dana)
    at = client.at("operations:personas", operation_id=operation.id)

    def found(query: str) -> set[str]:
        return {row.id for row in client.get(f"{at}?{query}").context["page"].rows}

    assert found("") == {one.id, two.id, other.id}
    assert found("platform=chatexample") == {one.id, two.id}
    assert found("method=gift") == {other.id}
    assert found("platform=chatexample&method=gift") == set()
    assert len(reading.platforms_of(lead, operation)) == 2


def test_of_many_neighbours_some_are_shown_and_the_rest_counted(operation: Operation, lead: Actor) -> None:
    person = noted(operation, lead)
    for _ in range(graph.MOST + 2):
        linked(a_persona(operation, lead), person.code, lead)
    column = next(c for c in graph.around(lead, operation, person.id).columns if c.kind is NodeKind.PERSONA)
    assert (len(column.nodes), column.rest) == (graph.MOST, 2)


def test_a_third_agency_sees_nothing(
    operation: Operation, lead: Actor, outsider: Actor, staff_client: Any
) -> None:
    persona, person = a_persona(operation, lead, country="SE"), noted(operation, lead)
    linked(persona, person.code, lead)
    link = PersonaLink.objects.get()
    client = staff_client(Staff.objects.get(pk=outsider.id))
    operations = {"operation_id": operation.id}
    for name, parts in (
        ("personas", operations),
        ("note_persona", operations),
        ("persona", {"persona_id": persona.id}),
        ("graph", {**operations, "node_id": persona.id}),
        ("graph", {**operations, "node_id": person.id}),
        ("platform_graph", {**operations, "persona_id": persona.id}),
    ):
        assert client.get(client.at(f"operations:{name}", **parts)).status_code == 404
    for name, parts in (
        ("correct_persona", {"persona_id": persona.id}),
        ("link_persona", {"persona_id": persona.id}),
        ("reveal_persona", {"persona_id": persona.id}),
        ("unlink_persona", {"link_id": link.id}),
    ):
        assert client.post(client.at(f"operations:{name}", **parts)).status_code == 404
    for deed in (
        lambda: a_persona(operation, outsider),
        lambda: linked(persona, person.code, outsider),
        lambda: actions.unlink_persona(link, actor=outsider),
        lambda: actions.correct_persona(persona, PersonaTerms("Chat", Method.GIFT), actor=outsider),
        lambda: actions.reveal_persona(persona, Purpose.INVESTIGATE, actor=outsider),
    ):
        with pytest.raises(Refused):
            deed()


def test_a_partner_notes_within_its_part_alone(
    operation: Operation, site: Site, lead: Actor, partner: Actor, specialist: Actor
) -> None:
    red, blue = two_accounts(site, lead)
    series = a_series(specialist)
    child = add_victim(series, actor=specialist)
    actions.name_series(operation, series.code, actor=specialist)
    give_part(operation, lead, partner, "SE")
    for terms in ({}, {"country": "DE"}):
        with pytest.raises(Invalid):
            a_persona(operation, partner, **terms)
    with pytest.raises(Invalid):
        a_persona(operation, partner, country="SE", account=blue)
    mine = a_persona(operation, partner, account=red)
    assert mine.owner_id == lead.agency_id
    # Without the account nothing would be left of it that this agency sees.
    with pytest.raises(Invalid):
        linked(mine, blue.id, partner)
    linked(mine, blue.id, lead)
    assert [link.account_id for link in reading.links_of(partner, mine)] == [red.id]
    linked(mine, child.code, specialist)
    counts = [reading.one_persona_for(actor, mine.id).child_count for actor in (lead, partner)]  # type: ignore[attr-defined]
    assert counts == [1, 0]
    hidden = PersonaLink.objects.get(account=blue)
    with pytest.raises(Refused):
        actions.unlink_persona(hidden, actor=partner)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_a_part_never_sees_a_persona_or_a_neighbour_outside_of_it(
    operation: Operation, site: Site, lead: Actor, partner: Actor, outsider: Actor, data: st.DataObject
) -> None:
    """Whatever part was given, and whatever leads where: each node that is shown, the agency sees by its own right, and may be walked to."""
    if not Account.objects.exists():
        red, blue = two_accounts(site, lead)
        for account in (red, blue):
            noted(operation, lead, account=account)
        for country in ("", "SE", "DE"):
            a_persona(operation, lead, country=country)
    personas = list(Persona.objects.order_by("id"))
    ends = [*operation.persons.values_list("code", flat=True), *Account.objects.values_list("id", flat=True)]
    PersonaLink.objects.filter(ended_at=None).update(ended_at=clock.now(), ended_by=lead.id)
    drawn = data.draw(st.frozensets(st.tuples(st.sampled_from(personas), st.sampled_from(sorted(ends)))))
    for persona, end in drawn:
        linked(persona, end, lead)
    give_part(operation, lead, partner, data.draw(st.sampled_from(["SE", "DE", "NL"])))
    [part] = Participation.objects.filter(ended_at=None)
    [here] = part.countries
    accounts = set(Account.objects.filter(country=here).values_list("id", flat=True))
    persons = {
        p.code: p.id for p in operation.persons.all() if p.holdings.filter(account__in=accounts).exists()
    }
    mine = {p.id for p in personas if p.country == here}
    mine |= {p.id for p, end in drawn if end in accounts or end in persons}
    allowed = {
        NodeKind.PERSONA: mine,
        NodeKind.PLATFORM: mine,
        NodeKind.ACCOUNT: accounts,
        NodeKind.PERSON: set(persons.values()),
        NodeKind.CHILD: set(),
    }
    assert set(reading.personas_for(partner).values_list("id", flat=True)) == mine
    assert not reading.personas_for(outsider).exists()
    every = {p.id for p in personas} | set(operation.persons.values_list("id", flat=True))
    for node in every | set(Account.objects.values_list("id", flat=True)):
        if node in mine | accounts | set(persons.values()):
            shown = [one for column in graph.around(partner, operation, node).columns for one in column.nodes]
            assert all(one.id in allowed[one.kind] for one in shown)
        else:
            with pytest.raises(NotFound):
                graph.around(partner, operation, node)
