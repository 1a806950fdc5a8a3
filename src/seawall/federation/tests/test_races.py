"""Receivers that ask by time while others write. Proven on PostgreSQL, where many do so at once."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection

from seawall.core import clock
from seawall.core.errors import SeawallError, WrongState
from seawall.core.tests.at_once import at_once
from seawall.federation.actions import give_feedback
from seawall.federation.hash_sharing import spans
from seawall.federation.models import Agreement, Feedback
from seawall.material.actions import (
    add_canaries,
    propose_entry,
    recompute_verdicts,
    share_entry,
    withdraw_entry,
)
from seawall.material.models import Canary, Vote
from seawall.material.queries import BEGINNING
from seawall.material.states import EntryState, VoteReason, WithdrawalReason
from seawall.material.tests.make import a_confirmed_item, md5
from seawall.people.queries import HeldKey, held_key

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="needs many at once: set DATABASE_URL"),
]
MISTAKE = WithdrawalReason.MISTAKE
WRITERS, EACH = 3, 6
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Receiver:
    """Asks span after span, each from where the last ended, as a program of Hash Sharing does."""

    def __init__(self, key: HeldKey, agreement: Agreement) -> None:
        self.key, self.agreement, self.since = key, agreement, EPOCH
        self.held: dict[str, bool] = {}

    def pull(self, until: datetime) -> None:
        span = spans.span_of(self.key, self.agreement, self.since, until)
        place, more = BEGINNING, True
        while more:
            page = spans.page_of(self.key, self.agreement, span, place, 3)
            for change, moment in spans.dated(self.key, self.agreement, page.changes):
                assert self.since <= moment < until
                self.held[change.place.entry_id] = change.entry is not None
            place, more = page.changes[-1].place if page.changes else place, page.more
        self.since = until


def test_who_asks_from_span_to_span_misses_nothing_while_many_write(
    first, second, reviewer, known, opened, signed
):
    secret = opened()
    receiver = Receiver(held_key(secret), signed())
    items = [[a_confirmed_item(first, second, md5()) for _ in range(EACH)] for _ in range(WRITERS)]
    entries = [[propose_entry(item, known, actor=first) for item in mine] for mine in items]
    left = threading.Semaphore(0)

    def write(mine: list[Any]) -> None:
        try:
            for place, entry in enumerate(mine):
                share_entry(entry, actor=reviewer)
                if place % 2:
                    withdraw_entry(entry, MISTAKE, actor=reviewer)
        finally:
            left.release()

    def read() -> None:
        done = 0
        while done < WRITERS:
            done += left.acquire(blocking=False)
            receiver.pull(clock.now())

    said = at_once(read, *(lambda mine=mine: write(mine) for mine in entries))
    receiver.pull(clock.now() + timedelta(seconds=1))

    assert said == [None] * (WRITERS + 1)
    shared = set(known.entries.filter(state=EntryState.SHARED).values_list("pk", flat=True))
    assert {entry_id for entry_id, stands in receiver.held.items() if stands} == shared
    assert len(receiver.held) == WRITERS * EACH


@pytest.mark.parametrize("_", range(3))
def test_votes_withdrawals_and_new_rules_at_once_wait_for_nobody_for_ever(
    first, second, reviewer, known, opened, signed, hotline, _
):
    from_key = [held_key(opened(holder=name)) for name in ("One", "Another")]
    item = a_confirmed_item(first, second, md5())
    entry = share_entry(propose_entry(item, known, actor=first), actor=reviewer)
    agreements = [signed(holder=key.holder) for key in from_key]
    node = Agreement.objects.first().owner
    system = type(reviewer).system(node.id)
    canary = Canary.objects.filter(receiver="One").first()

    def vote(place: int, entry_id: str, *against: VoteReason) -> Callable[[], Any]:
        key, agreement = from_key[place], agreements[place]
        return lambda: give_feedback(
            agreement, entry_id, kind="md5", against=against, key=key, actor=key.actor
        )

    said = at_once(
        vote(0, entry.id, VoteReason.ADULT),
        vote(0, entry.id),
        vote(1, entry.id, VoteReason.COMMON_PICTURE),
        vote(0, canary.entry_id, VoteReason.ADULT),
        lambda: recompute_verdicts([item.id], actor=system),
        lambda: add_canaries(known, ["One", "Another"], actor=system),
        lambda: withdraw_entry(entry, MISTAKE, actor=reviewer),
    )

    faults = [one for one in said if isinstance(one, SeawallError)]
    assert all(isinstance(one, WrongState) for one in faults)
    # Whoever came too late has said nothing at all: neither here nor at material.
    assert Vote.objects.count() == Feedback.objects.filter(entry_id=entry.id).count()
    assert Canary.objects.get(pk=canary.pk).doubted
