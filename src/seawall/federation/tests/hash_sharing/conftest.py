"""A receiver of Hash Sharing v2: its key and its agreement, and how it asks and votes."""

from base64 import b64encode
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest

from seawall.core.budget import Limits
from seawall.federation import door
from seawall.wire.hash_sharing import (
    Entry,
    write_vote,
)
from seawall.wire.hash_sharing import Vote as Given

Ask = Callable[..., Any]


@pytest.fixture(autouse=True)
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    """Days pass within a second here."""
    monkeypatch.setattr(door, "LIMITS", Limits(10_000, 100_000))


@pytest.fixture
def secret(opened, signed) -> str:
    made = opened()
    signed()
    return made


@pytest.fixture
def ask(node_client, known) -> Ask:
    """`ask(secret, "entries", {"from": …})` of the list, or of another by its id."""

    def send(secret: str, name: str, asked: Any = None, *, of: str = "", raw: str = "", **parts: Any) -> Any:
        words = raw or "Basic " + b64encode(f"{of or known.id}:{secret}".encode()).decode()
        headers = {"Authorization": words} if words != "none" else {}
        return node_client.get(node_client.at(f"hash_sharing:{name}", **parts), asked, headers=headers)

    return send


@pytest.fixture
def vote(node_client, known) -> Ask:
    """`vote(secret, entry, "MD5", *reasons)`; none is for it."""

    def send(
        secret: str, entry: Entry, kind: str, *guids: str, body: bytes | None = None, **other: Any
    ) -> Any:
        file = BytesIO()
        write_vote(Given(guids), file)
        parts = {"member": entry.member.id, "entry_id": entry.id, "kind": kind} | other
        return node_client.put(
            node_client.at("hash_sharing:feedback", **parts),
            file.getvalue() if body is None else body,
            content_type="application/xml",
            headers={"Authorization": "Basic " + b64encode(f"{known.id}:{secret}".encode()).decode()},
        )

    return send
