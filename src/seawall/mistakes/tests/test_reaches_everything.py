"""Whatever a mistake went to, after the decision every place is named, and after pulls and calls every place is reached."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from seawall.core.actors import Actor
from seawall.core.ids import new_id
from seawall.core.jobs import settle
from seawall.federation.actions import end_agreement
from seawall.federation.models import Agreement
from seawall.federation.states import AgreementState
from seawall.material.actions import open_list, propose_entry, share_entry, take_arrivals
from seawall.material.models import ListEntry
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
spread = st.lists(
    st.dictionaries(st.sampled_from(RECEIVERS), st.tuples(st.booleans(), st.booleans())),
    min_size=1,
    max_size=3,
)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(lists=spread, addresses=st.integers(0, 2), sources=st.integers(0, 2))
@pytest.mark.django_db
def test_a_correction_reaches_everything(
    lists: list[dict[str, tuple[bool, bool]]],
    addresses: int,
    sources: int,
    first: Actor,
    second: Actor,
    reviewer: Actor,
    assessor: Actor,
    opened: Any,
    signed: Any,
    pulls: Any,
    voted: Voted,
    seen_at: Any,
) -> None:
    print_ = md5()
    item = a_confirmed_item(first, second, print_)
    held: list[tuple[str, str, str, bool]] = []
    entries: list[ListEntry] = []
    for receivers in lists:
        on = open_list(new_id("lst"), handling=HandlingCode.AMBER, actor=reviewer)
        entries.append(share_entry(propose_entry(item, on, actor=first), actor=reviewer))
        for name, (has_pulled, is_over) in receivers.items():
            secret, agreement = opened(on, holder=name), signed(on, holder=name)
            if has_pulled:
                pulls(secret, of=on.id)
                held.append((secret, on.id, name, is_over))
            if is_over:
                end_agreement(agreement, actor=reviewer)
    notices = [seen_at(entries[0], f"https://bilder.example/{new_id('loc')}") for _ in range(addresses)]
    for number in range(sources):
        take_arrivals(
            [Arrival((print_,), Said("a1", {}, None))], Source(f"Source {number}", "x"), actor=first
        )

    doubt = decide_doubt(voted(entries[0]), WRONG, actor=assessor)
    settle()

    rows = Correction.objects.filter(doubt=doubt)
    assert not ListEntry.objects.filter(item=item).exclude(state=EntryState.WITHDRAWN).exists()
    assert {r.about for r in rows.filter(kind=CorrectionKind.ENTRY)} == {entry.id for entry in entries}
    named = {(r.list_id, r.whose, r.state) for r in rows.filter(kind=CorrectionKind.RECEIVER)}
    waits, over = CorrectionState.WAITS, CorrectionState.TO_TELL
    assert named == {(on, name, over if is_over else waits) for _s, on, name, is_over in held}
    lines = NoticeLocation.objects.filter(notice__in=notices)
    places = Location.objects.filter(pk__in=lines.values("location_id"))
    assert {one.state for one in places} <= {LocationState.WITHDRAWN}
    assert {r.about for r in rows.filter(kind=CorrectionKind.LOCATION)} == {one.id for one in places}
    assert {r.about for r in rows.filter(kind=CorrectionKind.NOTICE)} == {one.id for one in notices}
    assert rows.filter(kind=CorrectionKind.REPORTS).count() == addresses
    assert rows.filter(kind=CorrectionKind.SOURCE).count() == sources

    for secret, on, _name, is_over in held:
        if not is_over:
            assert {entry.id for entry in entries if entry.list_id == on} <= pulls(secret, of=on)
    for row in rows.filter(state=over):
        note_told(row, actor=assessor)
    assert all(row.is_reached for row in rows.all())
    # What others were told of before is none of this doubt's affair.
    assert AgreementState.ENDED in {one.state for one in Agreement.objects.all()} or not any(
        is_over for each in lists for _pulled, is_over in each.values()
    )
    assert Notice.objects.filter(pk__in=[one.pk for one in notices]).count() == addresses
