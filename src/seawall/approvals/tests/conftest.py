"""Three specialists of one agency: one proposes, the others may be the second person."""

from collections.abc import Callable

import pytest

from seawall.approvals.tests.makers import name_paint
from seawall.core.actors import Actor, Duty
from seawall.people.models import Agency, DutyGrant, Staff


def specialist(name: str, agency: Agency, *more: Duty) -> Staff:
    person = Staff.objects.create(
        email=f"{name.lower()}@{agency.country.lower()}.example", name=name, agency=agency
    )
    for duty in (Duty.SPECIALIST, *more):
        DutyGrant.objects.create(staff=person, duty=duty, granted_by="system")
    return person


@pytest.fixture(autouse=True)
def squares() -> None:
    name_paint()


@pytest.fixture
def jet(jonas: Staff) -> Staff:
    return specialist("Jet", jonas.agency, Duty.INVESTIGATOR)


@pytest.fixture
def one(jonas: Staff, actor_of: Callable[..., Actor]) -> Actor:
    return actor_of(jonas)


@pytest.fixture
def other(jet: Staff, actor_of: Callable[..., Actor]) -> Actor:
    return actor_of(jet)


@pytest.fixture
def third(jonas: Staff, actor_of: Callable[..., Actor]) -> Actor:
    return actor_of(specialist("Joep", jonas.agency))


@pytest.fixture
def abroad(police: Agency, actor_of: Callable[..., Actor]) -> Actor:
    return actor_of(specialist("Lena", police))
