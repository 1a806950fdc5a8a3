"""A list as the ordered log of its changes: what a reader learns, page by page, while others write."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait

import pytest
from django.db import connection, transaction

from seawall.core import clock
from seawall.core.budget import Limits
from seawall.core.errors import NotFound
from seawall.core.ids import new_id
from seawall.material.actions import (
    add_canaries,
    propose_entry,
    recompute_verdicts,
    register_item,
    release_item,
    share_entry,
    take_arrivals,
    vote_entry,
    withdraw_entry,
)
from seawall.material.models import Canary, Item, List, ListEntry
from seawall.material.queries import (
    BEGINNING,
    Change,
    Place,
    changes_for,
    is_past,
    latest_change_for,
)
from seawall.material.states import Arrival, EntryState, VoteReason, WithdrawalReason
from seawall.material.tests.make import a_confirmed_item, a_list, md5, pdq, sha256
from seawall.material.turns import last_turn, touch
from seawall.people.actions import open_access_key
from seawall.people.queries import HeldKey, held_key
from seawall.people.states import KeyTerms, Scope

MISTAKE = WithdrawalReason.MISTAKE
Sharing = Callable[..., ListEntry]


@pytest.fixture
def known(reviewer) -> List:
    return a_list(reviewer)


@pytest.fixture
def shared(first, second, reviewer, known) -> Sharing:
    def share(*fingerprints, on: List | None = None) -> ListEntry:
        item = a_confirmed_item(first, second, *(fingerprints or (sha256(),)))
        return share_entry(propose_entry(item, on or known, actor=first), actor=reviewer)

    return share


def a_key(known: List, ada, actor_of, *scopes: Scope) -> HeldKey:
    terms = KeyTerms(scopes, (known.id,), Limits(100, 1000), clock.in_future(days=30))
    return held_key(open_access_key(known.owner, "Example Hosting", terms=terms, actor=actor_of(ada))[1])


@pytest.fixture
def key(known, ada, actor_of) -> HeldKey:
    return a_key(known, ada, actor_of, Scope.LISTS)


def all_of(key: HeldKey, list: List, after: Place = BEGINNING, most: int = 100) -> list[Change]:
    """Page by page, as a reader does."""
    found: list[Change] = []
    while True:
        page = changes_for(key, list, after=after, most=most)
        found += page.changes
        if not page.more:
            return found
        after = page.changes[-1].place


def told(changes: list[Change]) -> dict[str, str]:
    """What a reader holds in the end: each entry, or why it was dropped."""
    return {change.place.entry_id: change.because or "told" for change in changes}


def test_it_tells_each_entry_in_full_in_the_order_in_which_they_were_shared(shared, key, known):
    one, other = shared(pdq(90), md5()), shared()

    first_told, second_told = all_of(key, known)

    assert (first_told.place, second_told.place) == (Place(one.turn, one.id), Place(other.turn, other.id))
    assert one.turn < other.turn
    assert first_told.entry and [(p.kind, p.quality) for p in first_told.entry.fingerprints] == [
        ("pdq", 90),
        ("md5", None),
    ]
    assert latest_change_for(key, known) == other.turn


def test_what_was_only_proposed_is_never_told(first, second, reviewer, known, key):
    entry = propose_entry(a_confirmed_item(first, second), known, actor=first)
    assert all_of(key, known) == [] and latest_change_for(key, known) == 0
    withdraw_entry(entry, MISTAKE, actor=reviewer)
    assert all_of(key, known) == []


def test_a_withdrawal_comes_after_its_addition_and_never_with_the_fingerprint(shared, reviewer, key, known):
    entry = shared()
    [added] = all_of(key, known)

    withdraw_entry(entry, MISTAKE, actor=reviewer)

    [dropped] = all_of(key, known, after=added.place)
    assert dropped.entry is None and dropped.because == MISTAKE and dropped.place > added.place
    # Whoever begins only now is never told what it was.
    assert all_of(key, known) == [dropped]


def test_entered_again_it_is_a_later_entry_of_its_own(shared, first, reviewer, key, known):
    entry = shared()
    withdraw_entry(entry, MISTAKE, actor=reviewer)
    again = share_entry(propose_entry(entry.item, known, actor=first), actor=reviewer)
    assert told(all_of(key, known)) == {entry.id: MISTAKE, again.id: "told"}
    assert [change.place.entry_id for change in all_of(key, known)] == [entry.id, again.id]


@pytest.mark.parametrize("deed", ["vote", "fingerprint", "verdicts"])
def test_what_changes_in_an_entry_is_told_again(shared, second, node, key, known, deed):
    given = sha256()
    entry = shared(given)
    [before] = all_of(key, known)
    if deed == "vote":
        vote_entry(entry, VoteReason.ADULT, actor=second)
    elif deed == "fingerprint":
        register_item([given, md5()], actor=second)
    else:
        recompute_verdicts([entry.item_id], actor=node)

    [after] = all_of(key, known, after=before.place)

    assert after.entry and after.place.entry_id == entry.id and after.place > before.place
    assert after.entry.disputed is (deed == "vote")
    assert len(after.entry.fingerprints) == (2 if deed == "fingerprint" else 1)


def test_what_is_in_quarantine_is_dropped_and_comes_back_when_it_is_released(shared, reviewer, key, known):
    entry = shared()
    item = Item.objects.get(pk=entry.item_id)
    Item.objects.filter(pk=item.pk).update(quarantined_at=clock.now())
    touch(item)
    assert told(held := all_of(key, known)) == {entry.id: "quarantined"}

    release_item(item, actor=reviewer)

    assert told(all_of(key, known, after=held[-1].place)) == {entry.id: "told"}


def test_a_withdrawn_entry_does_not_move_any_more(shared, reviewer, key, known):
    entry = withdraw_entry(shared(), MISTAKE, actor=reviewer)
    [dropped] = all_of(key, known)
    touch(Item.objects.get(pk=entry.item_id))
    assert all_of(key, known) == [dropped]


def test_entries_of_one_turn_are_not_lost_between_two_pages(shared, key, known):
    entries = [shared() for _ in range(5)]
    touch(*Item.objects.filter(pk__in=[entry.item_id for entry in entries]))
    for most in (1, 2, 3, 5):
        found = all_of(key, known, most=most)
        assert [change.place.entry_id for change in found] == sorted(entry.id for entry in entries)
        assert len({change.place.turn for change in found}) == 1


def test_another_list_is_not_in_it(shared, reviewer, key, known):
    shared(on=a_list(reviewer, "Another"))
    mine = shared()
    assert [change.place.entry_id for change in all_of(key, known)] == [mine.id]


def test_a_place_that_was_in_the_log_stays_known_and_another_does_not(shared, reviewer, key, known):
    entry = shared()
    place = all_of(key, known)[-1].place
    assert is_past(key, known, BEGINNING) and is_past(key, known, place)
    withdraw_entry(entry, MISTAKE, actor=reviewer)
    assert is_past(key, known, place)
    # The database was put back: the entry does not stand so late any more, or was never made.
    assert not is_past(key, known, Place(place.turn + 5, entry.id))
    assert not is_past(key, known, Place(place.turn, new_id("ent")))


def test_no_key_that_does_not_open_it_or_names_another_list(shared, reviewer, ada, actor_of, key, known):
    shared()
    other, asking = a_list(reviewer, "Another"), a_key(known, ada, actor_of, Scope.MATCH)
    for who, what in ((asking, known), (key, other), (None, known), (reviewer, known)):
        for read in (
            lambda who, what: changes_for(who, what, after=BEGINNING, most=1),
            latest_change_for,
            lambda who, what: is_past(who, what, BEGINNING),
        ):
            with pytest.raises(NotFound):
                read(who, what)


def test_an_entry_whose_item_learns_more_from_a_file_is_told_again(known, shared, key, first):
    code, more = sha256(), sha256()
    entry, other = shared(code), shared(more)
    seen = all_of(key, known)[-1].place
    learned = md5()
    take_arrivals([Arrival((code, learned)), Arrival((more,))], actor=first)
    [change] = all_of(key, known, after=seen)
    assert change.place.entry_id == entry.id != other.id and change.entry
    assert {one.kind for one in change.entry.fingerprints} == {"sha256", "md5"}


WRITERS, EACH = 4, 6


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="needs many at once: set DATABASE_URL")
def test_a_reader_misses_nothing_while_many_write(first, second, reviewer, node, known, key):
    """Four share, withdraw and plant at once; one reads on and on. It ends with what the list is, and saw everything in order."""
    items = [[a_confirmed_item(first, second) for _ in range(EACH)] for _ in range(WRITERS)]
    entries = [[propose_entry(item, known, actor=first) for item in mine] for mine in items]
    start, done = threading.Barrier(WRITERS + 1), threading.Event()

    def write(mine: list[ListEntry]) -> None:
        try:
            start.wait()
            for place, entry in enumerate(mine):
                share_entry(entry, actor=reviewer)
                add_canaries(known, [key.holder, "Another"], actor=node)
                if place % 2:
                    withdraw_entry(entry, MISTAKE, actor=reviewer)
        finally:
            connection.close()

    def read() -> list[Change]:
        try:
            start.wait()
            found: list[Change] = []
            while not (done.is_set() and not changes_for(key, known, after=at(found), most=1).changes):
                found += changes_for(key, known, after=at(found), most=3).changes
            return found
        finally:
            connection.close()

    def at(found: list[Change]) -> Place:
        return found[-1].place if found else BEGINNING

    with ThreadPoolExecutor(WRITERS + 1) as threads:
        reader = threads.submit(read)
        writers = [threads.submit(write, mine) for mine in entries]
        wait(writers)
        done.set()
        for writer in writers:
            writer.result()
        found = reader.result()

    places = [change.place for change in found]
    assert places == sorted(set(places))
    mine = Canary.objects.filter(receiver=key.holder)
    invented = set(mine.values_list("entry_id", flat=True))
    held = {entry_id for entry_id, why in told(found).items() if why == "told"} - invented
    assert held == set(known.entries.filter(state=EntryState.SHARED).values_list("pk", flat=True))
    assert len(held) == WRITERS * EACH // 2
    assert set(told(found)) == {entry.id for mine in entries for entry in mine} | invented
    # One whose model was withdrawn at that very moment is not planted.
    assert WRITERS * EACH // 2 < len(invented) <= WRITERS * EACH


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="needs two writers at once: set DATABASE_URL")
def test_what_is_not_committed_yet_is_not_read_past(first, second, reviewer, known, key):
    """The trap of every counter: a later number committed before an earlier one. Here the later has to wait."""
    slow, quick = (propose_entry(a_confirmed_item(first, second), known, actor=first) for _ in range(2))
    taken, go = threading.Event(), threading.Event()

    def hold_back() -> None:
        try:
            with transaction.atomic():
                share_entry(slow, actor=reviewer)
                taken.set()
                go.wait(30)
        finally:
            connection.close()

    def share_quick() -> None:
        try:
            share_entry(quick, actor=reviewer)
        finally:
            connection.close()

    before = last_turn()
    with ThreadPoolExecutor(2) as threads:
        threads.submit(hold_back)
        assert taken.wait(30)
        second_writer = threads.submit(share_quick)
        assert all_of(key, known) == [] and last_turn() == before and not second_writer.done()
        go.set()
        second_writer.result()
    assert [change.place.entry_id for change in all_of(key, known)] == [slow.id, quick.id]
