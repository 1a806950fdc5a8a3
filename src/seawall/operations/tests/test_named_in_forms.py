"""Forms in which an account, a person or a persona is named as people name it, and in which all faults are told at once."""

from collections.abc import Callable
from typing import Any

import pytest

from seawall.core.actors import Actor
from seawall.core.ids import short
from seawall.identification.actions import add_victim
from seawall.identification.tests.makers import a_series
from seawall.operations import actions
from seawall.operations.models import Account, Operation, Persona, PersonAccount, PersonaLink, Site
from seawall.operations.tests.make import a_site, noted, taken
from seawall.operations.tests.walking import a_persona, linked
from seawall.people.models import Staff

Clients = Callable[..., Any]
PERSONA = {"platform": "Chat Example", "method": "game", "unidentified": "0"}


@pytest.fixture
def red(site: Site, lead: Actor) -> Account:
    taken(site, "handle,country,email\nred cup,SE,red@post.example\nblue_kite,DE,kite@post.example\n", lead)
    return Account.objects.get(country="SE")


def words_for(red: Account) -> tuple[str, ...]:
    return short(red.id), "red cup", "red@post.example", red.id


def test_a_persona_and_a_person_are_noted_with_an_account_by_any_word_for_it(
    red: Account, operation: Operation, dana: Staff, staff_client: Clients
) -> None:
    client = staff_client(dana)
    notes = client.at("operations:note_persona", operation_id=operation.id)
    for word in words_for(red):
        assert client.post(notes, {**PERSONA, "account": word}).status_code == 302
        assert PersonaLink.objects.latest("id").account == red
    wrong = client.post(notes, {**PERSONA, "account": "Blue.Kite"})
    assert wrong.status_code == 422 and "Alike:" in wrong.content.decode()
    assert Persona.objects.count() == 4
    notes = client.at("operations:note_person", operation_id=operation.id)
    assert client.post(notes, {"age": "adult", "account": "nobody"}).status_code == 422
    client.post(notes, {"age": "adult", "account": "red@post.example"})
    assert PersonAccount.objects.get().account == red


def test_who_comes_from_an_account_finds_its_code_in_the_form(
    red: Account, operation: Operation, dana: Staff, staff_client: Clients
) -> None:
    client = staff_client(dana)
    for name in ("note_persona", "note_person"):
        page = client.get(f"{client.at(f'operations:{name}', operation_id=operation.id)}?account={red.id}")
        assert page.context["form"].initial["account"] == short(red.id)
        assert "Site A" in page.content.decode()


def test_a_persona_is_linked_to_an_account_by_any_word_for_it(
    red: Account, operation: Operation, lead: Actor, dana: Staff, staff_client: Clients
) -> None:
    for word in words_for(red):
        persona = a_persona(operation, lead)
        linked(persona, f" {word} ", lead)
        assert PersonaLink.objects.get(persona=persona).account == red
    twin = a_site(lead, operation, "Site B")
    taken(twin, "handle\nred cup\n", lead)
    client = staff_client(dana)
    link = client.at("operations:link_persona", persona_id=a_persona(operation, lead).id)
    page = client.post(link, {"link-end": "red cup", "link-words": "By the answer."}).content.decode()
    assert "names more than one account" in page and short(Account.objects.get(site=twin).id) in page


def test_a_walk_begins_where_somebody_says(
    red: Account, operation: Operation, lead: Actor, dana: Staff, staff_client: Clients
) -> None:
    persona, person = a_persona(operation, lead, account=red), noted(operation, lead, account=red)
    client = staff_client(dana)
    walk = client.at("operations:walk", operation_id=operation.id)
    named = {
        persona.code.lower(): persona.id,
        person.code: person.id,
        **dict.fromkeys(words_for(red), red.id),
    }
    for word, node in named.items():
        sent = client.post(walk, {"start": word})
        assert sent.url == client.at("operations:graph", operation_id=operation.id, node_id=node), word
        assert client.get(sent.url).status_code == 200
    for word in ("F-BBB-BBB", "nobody", ""):
        assert client.post(walk, {"start": word}).status_code == 422


def test_a_specialist_walks_from_a_child_and_not_from_who_is_behind(
    red: Account,
    operation: Operation,
    lead: Actor,
    specialist: Actor,
    sofie: Staff,
    staff_client: Clients,
) -> None:
    persona, person = a_persona(operation, lead, account=red), noted(operation, lead, account=red)
    series = a_series(specialist)
    child = add_victim(series, actor=specialist)
    actions.name_series(operation, series.code, actor=specialist)
    linked(persona, child.code, specialist)
    client = staff_client(sofie)
    walk = client.at("operations:walk", operation_id=operation.id)
    for word, node in ((child.code, child.id), (persona.code, persona.id)):
        sent = client.post(walk, {"start": word})
        assert sent.url == client.at("operations:graph", operation_id=operation.id, node_id=node)
    for word in (person.code, short(red.id), "red cup"):
        refused = client.post(walk, {"start": word})
        assert refused.status_code == 422 and person.id not in refused.content.decode()


def test_all_faults_of_a_form_are_told_at_once(
    red: Account, operation: Operation, dana: Staff, staff_client: Clients
) -> None:
    client = staff_client(dana)
    wrong = {
        "draft_request": (
            {"instrument": "us_2703f", "country": "DE", "last_day": "2030-01-01", "accounts": "nobody"},
            {"addressee", "country", "last_day", "accounts"},
        ),
        "plan_measure": (
            {"begins_at": "2030-01-02T10:00", "ends_at": "2030-01-01T10:00", "country": "DE"},
            {"kind", "ends_at", "place", "contact"},
        ),
        "note_persona": (
            {"first_seen": "2020-01-02", "last_seen": "2020-01-01", "account": "nobody"},
            {"platform", "method", "last_seen", "unidentified", "account"},
        ),
    }
    for name, (sends, fields) in wrong.items():
        page = client.post(client.at(f"operations:{name}", operation_id=operation.id), sends)
        assert page.status_code == 422 and set(page.context["form"].errors) == fields, name
