"""A reviewer with a list, and a receiver's machine with a key for pulling it."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from seawall.audit.models import Line
from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.budget import Limits
from seawall.federation.actions import sign_agreement
from seawall.federation.models import Agreement
from seawall.federation.states import AgreementTerms, SharingPurpose
from seawall.material.actions import propose_entry, share_entry
from seawall.material.models import List, ListEntry
from seawall.material.states import GivenFingerprint, HandlingCode
from seawall.material.tests.make import a_confirmed_item, sha256
from seawall.people.actions import open_access_key
from seawall.people.models import Agency, Staff
from seawall.people.states import KeyTerms, Scope

HOLDER = "Example Hosting"
Opened = Callable[..., str]
Signed = Callable[..., Agreement]
Shared = Callable[..., ListEntry]


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(data_folder: Path) -> None:
    pass


@pytest.fixture
def shared(first: Actor, second: Actor, reviewer: Actor, known: List) -> Shared:
    """`shared(pdq(), md5())` is an entry of an item with these fingerprints."""

    def share(*fingerprints: GivenFingerprint, on: List | None = None) -> ListEntry:
        item = a_confirmed_item(first, second, *(fingerprints or (sha256(),)))
        return share_entry(propose_entry(item, on or known, actor=first), actor=reviewer)

    return share


@pytest.fixture
def opened(hotline: Agency, ada: Staff, actor_of: Callable[..., Actor], known: List) -> Opened:
    """The secret of a new key."""

    def open_one(*lists: List, holder: str = HOLDER, scopes: tuple[Scope, ...] = (Scope.LISTS,)) -> str:
        ids = tuple(one.id for one in lists or (known,))
        terms = KeyTerms(scopes, ids, Limits(100, 1000), clock.in_future(days=30))
        return open_access_key(hotline, holder, terms=terms, actor=actor_of(ada))[1]

    return open_one


def terms(handling: HandlingCode = HandlingCode.AMBER, begins: int = 0, ends: int = 30) -> AgreementTerms:
    """Days from today."""
    today = clock.now().date()
    return AgreementTerms(
        handling, SharingPurpose.PREVENT, today + timedelta(days=begins), today + timedelta(days=ends)
    )


@pytest.fixture
def signed(reviewer: Actor, known: List) -> Signed:
    def sign(on: List | None = None, holder: str = HOLDER, **more: Any) -> Agreement:
        return sign_agreement(on or known, holder, terms=terms(**more), actor=reviewer)

    return sign


@pytest.fixture
def pull(node_client: Any, known: List) -> Callable[..., Any]:
    """`pull(secret, cursor=…, limit=…)` of the list, or of another by its id."""

    def ask(secret: str, *, of: str = "", etag: str = "", **asked: Any) -> Any:
        headers = {"Authorization": f"Bearer {secret}"} | ({"If-None-Match": etag} if etag else {})
        return node_client.get(
            node_client.at("api:list_changes", list_id=of or known.id), asked, headers=headers
        )

    return ask


def facts_of(line: Line) -> dict[str, Any]:
    facts: dict[str, Any] = json.loads(line.body)["facts"]
    return facts


@pytest.fixture
def trail(db: None) -> Callable[[str], list[Line]]:
    """The lines of one deed, oldest first."""
    return lambda what: list(Line.objects.filter(what=what).order_by("seq"))


@pytest.fixture
def admin(ada: Staff, actor_of: Callable[..., Actor]) -> Actor:
    return actor_of(ada)
