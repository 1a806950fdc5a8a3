"""Jonas and a colleague at one agency, Lena at another of the same node."""

from collections.abc import Callable

import pytest

from seawall.core.actors import Actor, Duty
from seawall.identification.tests.vault_makers import a_keeper
from seawall.people.models import Agency, DutyGrant, Staff


def _specialist(name: str, agency: Agency) -> Staff:
    person = Staff.objects.create(email=f"{name.lower()}@{agency.kind}.example", name=name, agency=agency)
    DutyGrant.objects.create(staff=person, duty=Duty.SPECIALIST, granted_by="system")
    return person


@pytest.fixture
def lena(police: Agency) -> Staff:
    Agency.objects.filter(pk=police.pk).update(contact_email="vid@polizei-musterland.example")
    police.refresh_from_db()
    return _specialist("Lena", police)


@pytest.fixture
def at_work(jonas: Staff, actor_of: Callable[..., Actor]) -> Actor:
    """Jonas."""
    return actor_of(jonas)


@pytest.fixture
def vera(jonas: Staff) -> Staff:
    """Keeps the vault of Jonas's agency."""
    return a_keeper("Vera", jonas.agency)


@pytest.fixture
def keeper(vera: Staff, actor_of: Callable[..., Actor]) -> Actor:
    return actor_of(vera)


@pytest.fixture
def viktor(jonas: Staff) -> Staff:
    """Keeps it as well."""
    return a_keeper("Viktor", jonas.agency)


@pytest.fixture
def second_keeper(viktor: Staff, actor_of: Callable[..., Actor]) -> Actor:
    return actor_of(viktor)


@pytest.fixture
def colleague(jonas: Staff, actor_of: Callable[..., Actor]) -> Actor:
    return actor_of(_specialist("Jet", jonas.agency))


@pytest.fixture
def abroad(lena: Staff, actor_of: Callable[..., Actor]) -> Actor:
    """Lena, of another agency."""
    return actor_of(lena)
