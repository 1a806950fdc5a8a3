"""Whatever a mistake went to, after the decision every place is named, and after pulls and calls every place is reached."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.db.models import QuerySet
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from seawall.core.actors import Actor
from seawall.core.ids import new_id
from seawall.core.jobs import settle
from seawall.federation.actions import end_agreement
from seawall.federation.models import Agreement
from seawall.federation.states import AgreementState
from seawall.material.actions import open_list, propose_entry, share_entry, take_arrivals
from seawall.material.models import Item, ListEntry
from seawall.material.states import Arrival, EntryState, HandlingCode, Said, Source, VoteReason
from seawall.material.tests.make import a_confirmed_item, md5
from seawall.mistakes.actions import decide_doubt, note_told
from seawall.mistakes.models import Correction
from seawall.mistakes.states import CorrectionKind, CorrectionState, Finding, Judgement
from seawall.mistakes.tests.conftest import Voted
from seawall.takedown.models import Location, Notice, NoticeLocation
from seawall.takedown.states import LocationState

WRONG = Judgement(Finding.ITEM, "A harmless square.", VoteReason.WRONG_FINGERPRINT)
RECEIVERS = ("North", "South", "West")
# For each list its receivers: those that pull, and whether their agreement is over by the time of the decision.
lists_with_receivers = st.lists(
    st.dictionaries(st.sampled_from(RECEIVERS), st.tuples(st.booleans(), st.booleans())),
    min_size=1,
    max_size=3,
)


@dataclass(frozen=True)
class Receiver:
    """Somebody who has pulled one list; `over`: whose agreement has ended since."""

    secret: str
    list_id: str
    name: str
    over: bool


Spread = Callable[[Item, list[dict[str, tuple[bool, bool]]]], tuple[list[ListEntry], list[Receiver]]]


@pytest.fixture
def spread(first: Actor, reviewer: Actor, opened: Any, signed: Any, pulls: Any) -> Spread:
    """An item is shared on so many lists with their receivers: its entries, and who has pulled them."""

    def share(
        item: Item, lists: list[dict[str, tuple[bool, bool]]]
    ) -> tuple[list[ListEntry], list[Receiver]]:
        entries, held = [], []
        for receivers in lists:
            on = open_list(new_id("lst"), handling=HandlingCode.AMBER, actor=reviewer)
            entries.append(share_entry(propose_entry(item, on, actor=first), actor=reviewer))
            for name, (has_pulled, over) in receivers.items():
                secret, agreement = opened(on, holder=name), signed(on, holder=name)
                if has_pulled:
                    pulls(secret, of=on.id)
                    held.append(Receiver(secret, on.id, name, over))
                if over:
                    end_agreement(agreement, actor=reviewer)
        return entries, held

    return share


def named(rows: "QuerySet[Correction]", kind: CorrectionKind) -> set[str]:
    return {row.about for row in rows.filter(kind=kind)}


def places_of(notices: list[Notice]) -> list[Location]:
    lines = NoticeLocation.objects.filter(notice__in=notices)
    return list(Location.objects.filter(pk__in=lines.values("location_id")))


def all_pull(held: list[Receiver], entries: list[ListEntry], pulls: Any) -> None:
    """Whoever may still pull is told of every withdrawal."""
    for one in held:
        if not one.over:
            gone = {entry.id for entry in entries if entry.list_id == one.list_id}
            assert gone <= pulls(one.secret, of=one.list_id)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(lists=lists_with_receivers, addresses=st.integers(0, 2), sources=st.integers(0, 2))
@pytest.mark.django_db
def test_a_correction_reaches_everything(
    lists: list[dict[str, tuple[bool, bool]]],
    addresses: int,
    sources: int,
    first: Actor,
    second: Actor,
    assessor: Actor,
    spread: Spread,
    pulls: Any,
    voted: Voted,
    seen_at: Any,
) -> None:
    print_ = md5()
    entries, held = spread(a_confirmed_item(first, second, print_), lists)
    notices = [seen_at(entries[0], f"https://bilder.example/{new_id('loc')}") for _ in range(addresses)]
    for number in range(sources):
        told = [Arrival((print_,), Said("a1", {}, None))]
        take_arrivals(told, Source(f"Source {number}", "x"), actor=first)

    doubt = decide_doubt(voted(entries[0]), WRONG, actor=assessor)
    settle()

    rows, places = Correction.objects.filter(doubt=doubt), places_of(notices)
    standing = ListEntry.objects.filter(item=entries[0].item_id).exclude(state=EntryState.WITHDRAWN)
    assert not standing.exists()
    assert {one.state for one in places} <= {LocationState.WITHDRAWN}
    assert named(rows, CorrectionKind.ENTRY) == {entry.id for entry in entries}
    assert named(rows, CorrectionKind.LOCATION) == {one.id for one in places}
    assert named(rows, CorrectionKind.NOTICE) == {one.id for one in notices}
    assert rows.filter(kind=CorrectionKind.REPORTS).count() == addresses
    assert rows.filter(kind=CorrectionKind.SOURCE).count() == sources
    waits, over = CorrectionState.WAITS, CorrectionState.TO_TELL
    receivers = {(row.list_id, row.whose, row.state) for row in rows.filter(kind=CorrectionKind.RECEIVER)}
    assert receivers == {(one.list_id, one.name, over if one.over else waits) for one in held}

    all_pull(held, entries, pulls)
    for row in rows.filter(state=over):
        note_told(row, actor=assessor)
    assert all(row.is_reached for row in rows.all())
    # What others were told of before is none of this doubt's affair.
    assert AgreementState.ENDED in {one.state for one in Agreement.objects.all()} or not any(
        is_over for each in lists for _pulled, is_over in each.values()
    )
    assert Notice.objects.filter(pk__in=[one.pk for one in notices]).count() == addresses
