"""How a receiver pulls: span by span, each page by page."""

from base64 import b64encode
from collections.abc import Callable
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

from seawall.core import clock
from seawall.federation.models import Agreement
from seawall.wire.hash_sharing import (
    Entries,
    Entry,
)

EPOCH = "1970-01-01T00:00:00Z"
Ask = Callable[..., Any]


def at(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def shortly_before() -> str:
    """As clients ask."""
    return at(clock.now() - timedelta(seconds=5))


def page(answer: Any) -> tuple[list[Entry], str]:
    assert answer.status_code == 200, answer.content
    assert answer["Content-Type"].startswith("application/xml")
    found = Entries(BytesIO(answer.content))
    entries = list(found)
    assert all(isinstance(one, Entry) for one in entries)
    return entries, found.next


def pulled(
    ask: Ask, node_client: Any, secret: str, since: str = EPOCH, until: str = "", **more: Any
) -> list[Entry]:
    """All pages. Whoever goes on from where it was does so ten seconds later: times in this format are whole seconds."""
    with clock.at(clock.now() + timedelta(seconds=0 if since == EPOCH else 10)):
        words = {"from": since, "to": until or shortly_before()} | more
        found, following = page(ask(secret, "entries", words))
        while following:
            some, following = page(ask_at(node_client, secret, "/hashsharing" + following))
            found += some
    return found


def ask_at(node_client: Any, secret: str, address: str) -> Any:
    basic = b64encode(f"{Agreement.objects.first().list_id}:{secret}".encode()).decode()
    return node_client.get(address, headers={"Authorization": f"Basic {basic}"})
