"""StopNCII as a source: its own checkpoint, looks without an exact fingerprint, withdrawals."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.federation import reading
from seawall.federation.actions import add_source
from seawall.federation.models import Source, SourceEntry
from seawall.federation.states import SourceKind, SourceTerms, Standing, Trouble
from seawall.federation.tests import peers
from seawall.federation.tests.peers import JsonPeer
from seawall.material.models import Fingerprint, Item, Statement

MOMENT = int(datetime(2026, 3, 1, tzinfo=UTC).timestamp())
LOOK, FILM = "ab" * 32, "cd" * 16


def record(value: str = LOOK, kind: str = "ImagePDQ", status: str = "Active", **more: Any) -> dict[str, Any]:
    plain = {"lastModtimestamp": MOMENT, "signalType": kind, "hashValue": value, "hashStatus": status}
    return {**plain, "caseNumbers": [], "CSPFeedbacks": [], **more}


def page(*records: dict[str, Any], token: str = "", start: int = MOMENT) -> bytes:
    told = {"count": len(records), "nextPageToken": token or None, "nextSetTimestamp": start}
    return json.dumps({**told, "hasMoreRecords": bool(token), "hashRecords": records}).encode()


@pytest.fixture
def peer(settings: Any) -> Iterator[JsonPeer]:
    settings.ALLOW_NETWORKS = ["127.0.0.0/8"]
    with JsonPeer() as one:
        yield one


@pytest.fixture
def source(peer: JsonPeer, admin: Actor) -> Source:
    keys = {"function_key": "fetch-key", "subscription_key": "sub-key"}
    terms = SourceTerms("StopNCII", peer.url, 60, credentials=keys)
    return add_source(SourceKind.STOPNCII, terms, actor=admin)


def run(source: Source) -> Source:
    Source.objects.filter(pk=source.pk).update(due_at=clock.now())
    reading.read_due()
    source.refresh_from_db()
    return source


def test_it_takes_looks_and_films_and_goes_on_from_their_checkpoint(source: Source, peer: JsonPeer) -> None:
    peer.pages = {"": page(record(), token="t1"), "t1": page(record(FILM, "VideoMD5"), start=MOMENT + 60)}
    assert run(source).trouble == ""
    assert set(Fingerprint.objects.values_list("kind", flat=True)) == {"pdq", "md5"}
    assert source.checkpoint == {"start": MOMENT + 60}
    assert peer.headers_seen[0]["x-functions-key"] == "fetch-key"
    assert peer.headers_seen[0]["Ocp-Apim-Subscription-Key"] == "sub-key"
    peer.pages = {"": page(record())}
    run(source)
    assert f"startTimestamp={MOMENT + 60}" in peer.asked[-1]
    assert Item.objects.count() == 2 and Statement.objects.count() == 2


@pytest.mark.parametrize("status", ["Withdrawn", "Deleted"])
def test_what_is_taken_back_is_so_and_may_come_again(source: Source, peer: JsonPeer, status: str) -> None:
    peer.pages = {"": page(record())}
    run(source)
    peer.pages = {"": page(record(status=status))}
    run(source)
    assert Statement.objects.get().withdrawn_at and SourceEntry.objects.get().standing == Standing.WITHDRAWN
    peer.pages = {"": page(record())}
    run(source)
    assert Statement.objects.get().withdrawn_at is None and Item.objects.count() == 1


def test_what_is_not_known_here_is_kept_and_nothing_rests_on_it(source: Source, peer: JsonPeer) -> None:
    peer.pages = {"": page(record("x", "Text"), record(status="Pondered"), {"hashValue": 1})}
    assert run(source).trouble == ""
    assert not Item.objects.exists() and SourceEntry.objects.count() == 2


def test_a_provider_who_did_not_block_it_disputes_it(source: Source, peer: JsonPeer) -> None:
    doubt = [{"source": "Example", "feedbackValue": "NotBlocked", "tags": []}]
    peer.pages = {"": page(record(CSPFeedbacks=doubt))}
    run(source)
    assert (
        SourceEntry.objects.get().standing == Standing.DISPUTED and Statement.objects.get().words["disputed"]
    )


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        (b"{", Trouble.CUT),
        (b"[]", Trouble.UNREADABLE),
        (page(record(), token="t1")[:-20], Trouble.CUT),
        (b"[" * 100_000, Trouble.UNREADABLE),
    ],
)
def test_a_page_that_is_broken_takes_nothing(
    source: Source, peer: JsonPeer, text: bytes, trouble: Trouble
) -> None:
    peer.faults = [peers.body(text)]
    assert run(source).trouble == trouble
    assert not Item.objects.exists() and source.checkpoint == {}


def test_pages_that_go_in_circles_end(source: Source, peer: JsonPeer) -> None:
    peer.pages = {"": page(record(), token="t1"), "t1": page(token="t2"), "t2": page(token="t1")}
    assert run(source).trouble == Trouble.CIRCLES
    assert source.checkpoint == {"start": 0} and len(peer.asked) == 3
