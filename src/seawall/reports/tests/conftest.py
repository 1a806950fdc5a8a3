"""A provider's machine with a key, and what it hands in."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.budget import Limits
from seawall.people.actions import open_access_key
from seawall.people.models import Agency, Staff
from seawall.people.queries import HeldKey, held_key
from seawall.people.states import KeyTerms, Scope
from seawall.reports.tests.tipline import Answer, Provider

HOLDER = "Example Hosting"
Opened = Callable[..., str]


@pytest.fixture
def opened(hotline: Agency, ada: Staff, actor_of: Callable[..., Actor], data_folder: Path) -> Opened:
    """The secret of a new key."""

    def open_one(*scopes: Scope, holder: str = HOLDER) -> str:
        terms = KeyTerms(scopes or (Scope.REPORTS,), (), Limits(1, 1), clock.in_future(days=30))
        return open_access_key(hotline, holder, terms=terms, actor=actor_of(ada))[1]

    return open_one


@pytest.fixture
def secret(opened: Opened) -> str:
    return opened()


@pytest.fixture
def key(secret: str) -> HeldKey:
    return held_key(secret)


@pytest.fixture
def send(node_client: Any) -> Callable[..., Any]:
    """`send(secret, {...})` as JSON, or bytes as they are."""

    def post(secret: str, body: Any) -> Any:
        headers = {"Authorization": f"Bearer {secret}"}
        return node_client.post(
            node_client.at("api:reports"), body, content_type="application/json", headers=headers
        )

    return post


@pytest.fixture
def ask(node_client: Any) -> Callable[[str, str], Any]:
    def get(secret: str, report_id: str) -> Any:
        path = node_client.at("api:report", report_id=report_id)
        return node_client.get(path, headers={"Authorization": f"Bearer {secret}"})

    return get


@pytest.fixture
def provider(node_client: Any, opened: Opened) -> Callable[..., Provider]:
    """`provider()` is a client with a key of its own; `provider(Scope.TEST_REPORTS)` one that tests."""

    def ask(method: str, path: str, body: bytes, headers: dict[str, str]) -> Answer:
        kind = headers.pop("Content-Type", "application/octet-stream")
        told = node_client.generic(method, path, body, content_type=kind, headers=headers)
        return Answer(told.status_code, told.content, told.headers)

    def made(*scopes: Scope, holder: str = HOLDER) -> Provider:
        secret = opened(*scopes, holder=holder)
        return Provider(ask, held_key(secret).key_id, secret)

    return made


@pytest.fixture
def client(provider: Callable[..., Provider]) -> Provider:
    return provider()
