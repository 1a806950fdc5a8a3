"""The people of the material tests as actors, so that each test reads as who does what."""

from collections.abc import Callable

import pytest

from seawall.audit.models import Line
from seawall.core.actors import Actor, Duty
from seawall.people.models import Agency, DutyGrant, Staff


@pytest.fixture
def other_reviewer(hotline: Agency, actor_of: Callable[..., Actor]) -> Actor:
    person = Staff.objects.create(email="runa@hotline-de.example", name="Runa", agency=hotline)
    DutyGrant.objects.create(staff=person, duty=Duty.REVIEWER, granted_by="system")
    return actor_of(person)


@pytest.fixture
def outsider(stranger: Staff, actor_of: Callable[..., Actor]) -> Actor:
    return actor_of(stranger)


@pytest.fixture
def auditor(otto: Staff, actor_of: Callable[..., Actor]) -> Actor:
    return actor_of(otto)


@pytest.fixture
def node(hotline: Agency) -> Actor:
    return Actor.system(hotline.id)


@pytest.fixture
def trail(db: None) -> Callable[[str], list[Line]]:
    """The lines of one deed, oldest first."""
    return lambda what: list(Line.objects.filter(what=what).order_by("seq"))
