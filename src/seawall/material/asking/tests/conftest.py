"""A provider's machine with a key, and a list with things on it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.budget import Limits
from seawall.material.actions import propose_entry, share_entry
from seawall.material.models import Item, List
from seawall.material.states import GivenFingerprint
from seawall.material.tests.make import a_confirmed_item
from seawall.people.actions import open_access_key
from seawall.people.models import AccessKey, Agency, Staff
from seawall.people.states import KeyTerms, Scope


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(data_folder: Path) -> None:
    pass


@pytest.fixture
def shared(first: Actor, second: Actor, reviewer: Actor, known: List) -> Callable[..., Item]:
    """`shared(pdq(), sha256())` is an item of these fingerprints that stands on the list."""

    def share(*fingerprints: GivenFingerprint, on: List | None = None) -> Item:
        item = a_confirmed_item(first, second, *fingerprints)
        share_entry(propose_entry(item, on or known, actor=first), actor=reviewer)
        return item

    return share


WIDE = Limits(20_000, 50_000)
Machine = Callable[..., Any]


@pytest.fixture
def opened(
    hotline: Agency, ada: Staff, actor_of: Callable[..., Actor], known: List
) -> Callable[..., tuple[AccessKey, str]]:
    def open_one(*lists: List, limits: Limits = WIDE) -> tuple[AccessKey, str]:
        ids = tuple(one.id for one in lists or (known,))
        terms = KeyTerms((Scope.MATCH,), ids, limits, clock.in_future(days=30))
        return open_access_key(hotline, "Example Hosting", terms=terms, actor=actor_of(ada))

    return open_one


@pytest.fixture
def ask(node_client: Any, opened: Callable[..., tuple[AccessKey, str]]) -> Machine:
    """`ask([{"kind": …, "value": …}])`, with a key of its own unless another secret is given."""
    own: list[str] = []

    def send(fingerprints: Any, *, secret: str | None = None, **more: Any) -> Any:
        if secret is None and not own:
            own.append(opened()[1])
        return node_client.post(
            node_client.at("api:match"),
            {"fingerprints": fingerprints, **more},
            content_type="application/json",
            headers={"Authorization": f"Bearer {secret if secret is not None else own[0]}"},
        )

    return send
