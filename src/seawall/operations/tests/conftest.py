"""Dana leads; Elin works at another agency; the stranger is at a third."""

from collections.abc import Callable

import pytest

from seawall.core.actors import Actor, Duty
from seawall.operations.models import Operation, Site
from seawall.operations.tests.make import a_site
from seawall.people.models import Agency, DutyGrant, Staff


def investigator(name: str, agency: Agency) -> Staff:
    person = Staff.objects.create(email=f"{name.lower()}@{agency.id}.example", name=name, agency=agency)
    DutyGrant.objects.create(staff=person, duty=Duty.INVESTIGATOR, granted_by="system")
    return person


@pytest.fixture
def lead(dana: Staff, actor_of: Callable[..., Actor]) -> Actor:
    return actor_of(dana)


@pytest.fixture
def sofie(dana: Staff) -> Staff:
    """Dana's colleague, a specialist."""
    person = Staff.objects.create(email="sofie@police.example", name="Sofie", agency=dana.agency)
    DutyGrant.objects.create(staff=person, duty=Duty.SPECIALIST, granted_by="system")
    return person


@pytest.fixture
def specialist(sofie: Staff, actor_of: Callable[..., Actor]) -> Actor:
    return actor_of(sofie)


@pytest.fixture
def elin(db: None) -> Staff:
    return investigator("Elin", Agency.objects.create(name="Polis Exempel", kind="police", country="SE"))


@pytest.fixture
def partner(elin: Staff, actor_of: Callable[..., Actor]) -> Actor:
    return actor_of(elin)


@pytest.fixture
def outsider(actor_of: Callable[..., Actor]) -> Actor:
    agency = Agency.objects.create(name="Police Ailleurs", kind="police", country="FR")
    return actor_of(investigator("Solal", agency))


@pytest.fixture
def site(lead: Actor) -> Site:
    return a_site(lead)


@pytest.fixture
def operation(site: Site) -> Operation:
    return site.operation
