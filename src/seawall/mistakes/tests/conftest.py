"""Two reviewers, of whom one has shared what is doubted, and receivers that pull it."""

from collections.abc import Callable
from typing import Any

import pytest

from seawall.core.actors import Actor, Duty
from seawall.core.jobs import settle
from seawall.federation.tests.conftest import (
    admin,
    opened,
    pull,
    shared,
    signed,
    trail,
)
from seawall.material.actions import vote_entry
from seawall.material.models import ListEntry
from seawall.material.states import VoteReason
from seawall.mistakes.models import Doubt
from seawall.people.models import Agency, DutyGrant, Staff
from seawall.reports.models import Subject
from seawall.reports.tests.makers import a_bundle, subject_of
from seawall.takedown.models import LocationSubject, Notice
from seawall.takedown.tests.makers import sent, traced

__all__ = [
    "admin",
    "opened",
    "pull",
    "shared",
    "signed",
    "trail",
]
Voted = Callable[[ListEntry], Doubt]


@pytest.fixture
def runa(hotline: Agency) -> Staff:
    person = Staff.objects.create(email="runa@hotline-de.example", name="Runa", agency=hotline)
    DutyGrant.objects.create(staff=person, duty=Duty.REVIEWER, granted_by="system")
    return person


@pytest.fixture
def assessor(runa: Staff, actor_of: Callable[..., Actor]) -> Actor:
    return actor_of(runa)


@pytest.fixture
def voted(second: Actor) -> Voted:
    """A colleague votes against an entry; the doubt that comes of it."""

    def vote(entry: ListEntry) -> Doubt:
        vote_entry(entry, VoteReason.WRONG_FINGERPRINT, actor=second)
        settle()
        return Doubt.objects.get(about=entry.id, finding="")

    return vote


@pytest.fixture
def pulls(pull: Callable[..., Any], opened: Callable[..., str]) -> Callable[..., Any]:
    """`pulls(secret, of=list_id)` follows its cursor to the end of the list, and says which withdrawals it was told."""
    cursors: dict[tuple[str, str], str] = {}

    def all_of_it(secret: str, of: str = "") -> set[str]:
        withdrawn: set[str] = set()
        more = True
        while more:
            asked = {"limit": 3} | ({"cursor": cursors[secret, of]} if (secret, of) in cursors else {})
            page = pull(secret, of=of, **asked).json()
            cursors[secret, of], more = page["cursor"], page["more"]
            withdrawn |= {one["entry"] for one in page["changes"] if one["change"] == "withdrawn"}
        settle()
        return withdrawn

    return all_of_it


@pytest.fixture
def seen_at(hotline: Agency, first: Actor) -> Callable[[ListEntry, str], Notice]:
    """The item of an entry was reported at an address, and its provider was written to."""

    def see(entry: ListEntry, url: str) -> Notice:
        subject = subject_of(a_bundle(hotline))
        Subject.objects.filter(pk=subject.pk).update(item_id=entry.item_id)
        location = traced(first, url)
        LocationSubject.objects.create(location=location, subject_id=subject.id, bundle_id=subject.bundle_id)
        return sent(first, url)

    return see
