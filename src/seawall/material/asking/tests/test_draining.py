"""What the worker draws from calls when their lines enter the trail."""

import sys
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from seawall.audit.actions import Dated, drain
from seawall.audit.models import Line
from seawall.core import clock
from seawall.core.errors import Refused
from seawall.material.actions import count_asked
from seawall.material.asking.draining import near_in, note_calls
from seawall.material.asking.tests.said import said
from seawall.material.models import AskedDay, Item
from seawall.material.tests.make import pdq, sha256
from seawall.people.actions import note_key_uses
from seawall.people.actions.note_key_uses import MOST_BESIDE
from seawall.people.models import AccessKey

Ask = Callable[..., Any]


def changed(fingerprint: dict[str, Any], bit: int) -> dict[str, Any]:
    return {**fingerprint, "value": f"{int(fingerprint['value'], 16) ^ (1 << bit):064x}"}


def test_it_notes_when_a_key_was_used(ask: Ask, opened: Any) -> None:
    key, secret = opened()
    with clock.at(clock.in_future(hours=1)):
        at = clock.now()
        ask([said(sha256())], secret=secret)
        ask([said(sha256())], secret=secret)
    assert drain(note_calls) == 2
    assert AccessKey.objects.get(pk=key.pk).last_used_at == at


def test_feeling_one_s_way_towards_a_stored_fingerprint_is_flagged(
    ask: Ask, opened: Any, shared: Callable[..., Item]
) -> None:
    """As somebody would do it who wants the stored one: bit by bit, and watch the distance."""
    picture = pdq()
    shared(picture)
    key, secret = opened()
    start = said(picture, 25)
    ask([start], secret=secret)
    one_bit_each = [changed(start, bit) for bit in range(MOST_BESIDE)]
    distances = [hit["distance"] for hit in ask(one_bit_each, secret=secret).json()["near"]]
    # It would work: where a bit was right, the distance falls.
    assert min(distances) == 24 and max(distances) == 26
    drain(note_calls)
    assert AccessKey.objects.get(pk=key.pk).flagged_at is not None
    assert Line.objects.filter(what="people.key_flagged", subject_id=key.id).count() == 1


def test_a_picture_that_comes_again_and_again_is_not_flagged(
    ask: Ask, opened: Any, shared: Callable[..., Item], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.modules[note_key_uses.__module__], "MOST_BESIDE", 10)
    picture = pdq()
    shared(picture)
    key, secret = opened()
    for _ in range(12):
        ask([said(picture, 3), said(picture, 5), said(pdq())], secret=secret)
    drain(note_calls)
    assert AccessKey.objects.get(pk=key.pk).flagged_at is None


def test_a_record_that_matches_too_much_is_quarantined_and_withheld(
    ask: Ask, opened: Any, shared: Callable[..., Item], settings: Any
) -> None:
    settings.FLOOD = 5
    picture = pdq()
    item = shared(picture)
    secret = opened()[1]
    alike = [changed(said(picture), bit) for bit in range(8)]
    assert len(ask(alike, secret=secret).json()["near"]) == 8
    drain(note_calls)
    item.refresh_from_db()
    assert item.quarantined_at is not None
    answer = ask(alike[:2], secret=secret).json()
    assert answer["near"] == [] and answer["withheld"] == 2


@pytest.mark.django_db
def test_it_counts_what_each_record_was_near_to(ask: Ask, opened: Any, shared: Callable[..., Item]) -> None:
    picture, file = pdq(), sha256()
    item = shared(picture, file)
    seen: list[Dated] = []
    ask([said(picture, 3), said(picture, 9), said(file), said(pdq())])
    ask([said(picture, 4)])
    drain(seen.extend)
    assert near_in(seen) == {item.id: 3}


def test_it_counts_what_a_key_asked_on_each_day(
    ask: Ask, opened: Any, shared: Callable[..., Item], node_client: Any
) -> None:
    picture, file = pdq(), sha256()
    shared(picture)
    shared(file)
    key, secret = opened()
    _other, others = opened()
    morning = clock.now().replace(hour=1)
    with clock.at(morning):
        ask([said(picture, 25), said(file), said(sha256())], secret=secret)
        ask([said(sha256())], secret=secret)
        ask([said(sha256())], secret=others)
        assert drain(note_calls) == 3
        ask([said(file)], secret=secret)
    with clock.at(morning + timedelta(days=1)):
        ask([said(sha256())], secret=secret)
    assert drain(note_calls) == 2 and drain(note_calls) == 0
    counted = [
        (row.day, row.calls, row.fingerprints, row.exact, row.near)
        for row in AskedDay.objects.filter(key_id=key.id).order_by("day")
    ]
    assert counted == [(morning.date(), 3, 5, 2, 1), (morning.date() + timedelta(days=1), 1, 1, 0, 0)]
    assert AskedDay.objects.count() == 3


def test_only_the_node_itself_counts(mara: Any, actor_of: Any) -> None:
    with pytest.raises(Refused):
        count_asked({}, actor=actor_of(mara))
