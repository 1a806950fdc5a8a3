"""What is a provider's own is said by a person of the agency whose records they are; nothing is a provider's by itself."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from seawall.core import clock
from seawall.core.actors import Actor, Duty
from seawall.core.budget import Limits
from seawall.core.errors import Invalid, NotFound, NotLetIn, Refused, StepUpNeeded, WrongState
from seawall.core.ids import new_id
from seawall.people.actions import (
    add_staff,
    end_assignment,
    open_access_key,
    renew_access_key,
    revoke_access_key,
)
from seawall.people.models import AccessKey, Agency, Assignment, Staff
from seawall.people.queries import (
    assignments_for,
    held_key,
    keys_held_by,
    mailboxes_of,
    one_key_held_by,
    renewable,
)
from seawall.people.states import AssignmentKind, KeyTerms, Scope
from seawall.people.tests.door import lines
from seawall.people.tests.providers import a_provider, assigned

Actors = Callable[..., Actor]
CONTACT, DOMAIN, HOLDER = AssignmentKind.CONTACT, AssignmentKind.DOMAIN, AssignmentKind.HOLDER


@pytest.fixture
def administrator(ada: Staff, actor_of: Actors) -> Actor:
    return actor_of(ada)


@pytest.fixture
def hafen(db: None) -> Agency:
    return a_provider("Hafen Hosting")


@pytest.fixture
def ravi(hafen: Agency, actor_of: Actors) -> Actor:
    return person_of(hafen, actor_of)


@pytest.fixture
def rival(actor_of: Actors) -> Actor:
    return person_of(a_provider("Deich Server"), actor_of)


def person_of(provider: Agency, actor_of: Actors, *duties: Duty) -> Actor:
    email = f"ravi-{new_id('stf')[-8:]}@provider.example"
    staff = add_staff(
        provider, email, name="Ravi", duties=duties or (Duty.ABUSE_DESK,), actor=Actor.system(provider.id)
    )
    return actor_of(staff)


def opened(hotline: Agency, administrator: Actor, holder: str = "Hafen Hosting") -> tuple[AccessKey, str]:
    terms = KeyTerms((Scope.REPORTS,), (), Limits(1, 1), clock.in_future(days=30))
    return open_access_key(hotline, holder, terms=terms, actor=administrator)


def test_it_is_said_once_and_stands_in_the_trail(administrator: Actor, hafen: Agency, ravi: Actor) -> None:
    assert mailboxes_of(ravi) == []
    made = assigned(administrator, hafen, " Abuse@Hafen.example ")
    assert [(mine.owner_id, mine.value) for mine in mailboxes_of(ravi)] == [
        (administrator.agency_id, "abuse@hafen.example")
    ]
    line = lines("people.assigned_to_provider")[0]
    assert (line.actor_id, line.subject_id) == (administrator.id, made.id)
    assert hafen.id in line.body and "hafen.example" not in line.body
    with pytest.raises(Invalid):
        assigned(administrator, hafen, "abuse@hafen.example")


def test_it_is_nobody_else_s(administrator: Actor, hafen: Agency, rival: Actor, actor_of: Actors) -> None:
    assigned(administrator, hafen)
    assert mailboxes_of(rival) == [] and not keys_held_by(rival)
    # Of the same provider, but without the duty.
    assert mailboxes_of(person_of(hafen, actor_of, Duty.ADMINISTRATOR)) == []


def test_another_provider_cannot_be_given_a_part_of_it(administrator: Actor, hafen: Agency) -> None:
    deich = a_provider("Deich Server")
    assigned(administrator, hafen, "hafen.example", DOMAIN)
    with pytest.raises(Invalid):
        assigned(administrator, deich, "abuse@hafen.example", CONTACT)
    assigned(administrator, deich, "abuse@deich.example", CONTACT)
    with pytest.raises(Invalid):
        assigned(administrator, hafen, "deich.example", DOMAIN)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (CONTACT, "nobody"),
        (CONTACT, "two@a.example, three@b.example"),
        (CONTACT, ""),
        (DOMAIN, "example"),
        (DOMAIN, "@hafen.example"),
        (DOMAIN, "*.example"),
        (DOMAIN, "%.example"),
        (DOMAIN, "hafen.example\x00"),
        (HOLDER, "Nobody's name"),
        (HOLDER, ""),
    ],
)
def test_what_names_nothing_is_refused(
    administrator: Actor, hafen: Agency, kind: AssignmentKind, value: str
) -> None:
    with pytest.raises(Invalid):
        assigned(administrator, hafen, value, kind)
    assert not Assignment.objects.exists()


def test_only_a_provider_gets_anything(administrator: Actor, other_hotline: Agency) -> None:
    with pytest.raises(Invalid):
        assigned(administrator, other_hotline)


def test_only_an_administrator_says_it(mara: Staff, hafen: Agency, ravi: Actor, actor_of: Actors) -> None:
    for actor in (actor_of(mara), ravi):
        with pytest.raises(Refused):
            assigned(actor, hafen)
        with pytest.raises(Refused):
            assignments_for(actor)


def test_it_asks_for_a_fresh_factor(administrator: Actor, hafen: Agency) -> None:
    with pytest.raises(StepUpNeeded):
        assigned(administrator.stale(), hafen)


def test_ended_it_is_gone_at_once(
    administrator: Actor, hafen: Agency, ravi: Actor, stranger: Staff, actor_of: Actors
) -> None:
    made = assigned(administrator, hafen)
    with pytest.raises(Refused):
        end_assignment(made, actor=actor_of(stranger))
    end_assignment(made, actor=administrator)
    assert mailboxes_of(ravi) == [] and len(lines("people.assignment_ended")) == 1
    with pytest.raises(WrongState):
        end_assignment(made, actor=administrator)
    # And can be said anew.
    assigned(administrator, hafen)


def test_keys_of_a_holder_are_seen_by_its_people_alone(
    hotline: Agency, administrator: Actor, hafen: Agency, ravi: Actor, rival: Actor
) -> None:
    key, _secret = opened(hotline, administrator)
    other, _secret = opened(hotline, administrator, "Deich Server")
    assigned(administrator, hafen, "Hafen Hosting", HOLDER)
    assert list(keys_held_by(ravi)) == [key] and not keys_held_by(rival)
    for foreign in (other.id, new_id("key"), "key_nonsense", hafen.id):
        with pytest.raises(NotFound):
            one_key_held_by(ravi, foreign)


def test_a_holder_of_the_same_name_at_another_agency_stays_apart(
    hotline: Agency, administrator: Actor, hafen: Agency, ravi: Actor, other_hotline: Agency, actor_of: Actors
) -> None:
    opened(hotline, administrator)
    assigned(administrator, hafen, "Hafen Hosting", HOLDER)
    staff = add_staff(
        other_hotline,
        "chef@sud.example",
        name="Chef",
        duties=(Duty.ADMINISTRATOR,),
        actor=Actor.system(other_hotline.id),
    )
    foreign, _secret = opened(other_hotline, actor_of(staff))
    assert foreign not in keys_held_by(ravi)


def test_its_people_take_a_new_secret_where_that_was_said(
    hotline: Agency, administrator: Actor, hafen: Agency, ravi: Actor
) -> None:
    key, old = opened(hotline, administrator)
    assigned(administrator, hafen, "Hafen Hosting", HOLDER, renews_keys=True)
    _key, new = renew_access_key(key, actor=ravi)
    assert held_key(new).key_id == key.id
    with pytest.raises(NotLetIn):
        held_key(old)
    assert {(line.agency_id, line.actor_id) for line in lines("people.key_renewed")} == {
        (hotline.id, key.id),
        (hafen.id, ravi.id),
    }


def test_otherwise_nobody_takes_one(
    hotline: Agency, administrator: Actor, hafen: Agency, ravi: Actor, rival: Actor
) -> None:
    key, _secret = opened(hotline, administrator)
    made = assigned(administrator, hafen, "Hafen Hosting", HOLDER)
    for actor in (ravi, rival, administrator, Actor.system(hotline.id)):
        with pytest.raises(Refused):
            renew_access_key(key, actor=actor)
    end_assignment(made, actor=administrator)
    assigned(administrator, hafen, "Hafen Hosting", HOLDER, renews_keys=True)
    with pytest.raises(Refused):
        renew_access_key(key, actor=rival)
    with pytest.raises(StepUpNeeded):
        renew_access_key(key, actor=ravi.stale())
    assert renewable(key, ravi) and not renewable(key, rival)


def test_a_key_that_opens_nothing_is_not_renewed(
    hotline: Agency, administrator: Actor, hafen: Agency, ravi: Actor
) -> None:
    key, _secret = opened(hotline, administrator)
    assigned(administrator, hafen, "Hafen Hosting", HOLDER, renews_keys=True)
    with clock.at(clock.now() + timedelta(days=31)), pytest.raises(WrongState):
        renew_access_key(key, actor=ravi)
    revoke_access_key(key, actor=administrator)
    with pytest.raises(WrongState):
        renew_access_key(key, actor=ravi)


def test_the_page_says_what_is_wrong_and_what_is_so(
    staff_client: Callable[..., Any], ada: Staff, hafen: Agency
) -> None:
    desk = staff_client(ada)
    sent = {"provider": hafen.id, "kind": "contact", "value": "abuse@hafen.example"}
    assert desk.post(desk.at("people:assign"), {**sent, "value": "abuse"}).status_code == 422
    assert desk.post(desk.at("people:assign"), {**sent, "provider": ada.agency_id}).status_code == 422
    assert desk.post(desk.at("people:assign"), sent).status_code == 302
    page = desk.get(desk.at("people:assignments")).content.decode()
    assert "abuse@hafen.example" in page and "Hafen Hosting" in page
    made = Assignment.objects.get()
    desk.post(desk.at("people:end_assignment", assignment_id=made.id))
    assert "ended" in desk.get(desk.at("people:assignments")).content.decode()
