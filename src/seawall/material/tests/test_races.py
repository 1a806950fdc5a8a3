"""Two people at the same moment. Proven on PostgreSQL, where rows are locked; SQLite has one writer at a time anyway."""

import time
from threading import Event

import pytest
from django.db import connection, transaction

from seawall.core.actors import Actor
from seawall.core.errors import WrongState
from seawall.core.jobs import settle as settle_jobs
from seawall.core.tests.at_once import at_once
from seawall.material.actions import (
    add_canaries,
    assess,
    match_exact,
    propose_entry,
    register_item,
    remodel_canaries,
    revise,
    scatter_canaries,
    share_entry,
    take_arrivals,
    vote_entry,
    withdraw_entry,
    withdraw_opinion,
)
from seawall.material.models import Canary, Fingerprint, Item, List, ListEntry, Match, Statement
from seawall.material.queries import verdicts_of
from seawall.material.states import (
    Arrival,
    Arrived,
    EntryState,
    Fate,
    FingerprintKind,
    GivenFingerprint,
    ItemState,
    LookAlone,
    Said,
    Source,
    VoteReason,
    WithdrawalReason,
)
from seawall.material.tests.make import (
    a_confirmed_item,
    a_list,
    a_proposed_entry,
    an_item,
    labels,
    md5,
    pdq,
    sha256,
)

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="needs row locks: set DATABASE_URL"),
]
ROUNDS = range(3)


@pytest.mark.parametrize("_", ROUNDS)
def test_two_first_opinions_become_a_first_and_a_second(first, second, _):
    item = an_item(first)

    at_once(lambda: assess(item, labels(), actor=first), lambda: assess(item, labels(), actor=second))

    item.refresh_from_db()
    assert item.state == ItemState.CONFIRMED
    assert item.opinions.filter(independent=True).count() == 2
    assert len(verdicts_of(item)) == item.verdicts.filter(superseded_at__isnull=True).count() == 6


@pytest.mark.parametrize("_", ROUNDS)
def test_of_three_opinions_at_once_two_are_taken(first, second, reviewer, _):
    item = an_item(first)
    people = (first, second, reviewer)

    results = at_once(*(lambda actor=actor: assess(item, labels(), actor=actor) for actor in people))

    assert sum(isinstance(result, WrongState) for result in results) == 1
    assert item.opinions.count() == 2


@pytest.mark.parametrize("_", ROUNDS)
def test_the_same_person_in_two_windows_has_one_opinion(first, _):
    item = an_item(first)
    at_once(*[lambda: assess(item, labels(), actor=first)] * 2)
    assert item.opinions.count() == 1


@pytest.mark.parametrize("_", ROUNDS)
def test_the_same_fingerprint_twice_is_one_item(first, second, _):
    given, other = sha256(), md5()

    items = at_once(
        lambda: register_item([given, other], actor=first),
        lambda: register_item([other, given], actor=second),
    )

    assert items[0] == items[1] and Item.objects.count() == 1


@pytest.mark.parametrize("_", ROUNDS)
def test_the_same_question_twice_is_one_match(first, second, _):
    given = sha256()
    an_item(first, given)
    at_once(lambda: match_exact([given], actor=first), lambda: match_exact([given], actor=second))
    assert Match.objects.count() == 1


@pytest.mark.parametrize("_", ROUNDS)
def test_nothing_stays_shared_that_lost_its_confirmation_meanwhile(first, second, reviewer, _):
    entry = a_proposed_entry(first, second, reviewer)
    opinion = entry.item.opinions.get(author_id=first.id)

    at_once(lambda: share_entry(entry, actor=reviewer), lambda: withdraw_opinion(opinion, actor=first))
    settle_jobs()

    entry.refresh_from_db()
    assert entry.state == EntryState.WITHDRAWN


@pytest.mark.parametrize("_", ROUNDS)
def test_two_proposals_are_one_entry(first, second, reviewer, _):
    item, known = a_confirmed_item(first, second), a_list(reviewer)
    at_once(*(lambda who=who: propose_entry(item, known, actor=who) for who in (first, second)))
    assert known.entries.count() == 1


@pytest.mark.parametrize("_", ROUNDS)
def test_two_votes_of_one_person_are_one(first, second, reviewer, _):
    entry = a_proposed_entry(first, second, reviewer)
    at_once(
        *(
            lambda r=reason: vote_entry(entry, r, actor=first)
            for reason in (VoteReason.ADULT, VoteReason.OWN_OPINION)
        )
    )
    assert entry.votes.count() == 1


@pytest.mark.parametrize("_", ROUNDS)
def test_both_change_their_minds_and_one_state_holds(first, second, _):
    item = a_confirmed_item(first, second)
    own = {actor: item.opinions.get(author_id=actor.id) for actor in (first, second)}

    at_once(*(lambda a=a: revise(own[a], labels(depiction="a"), actor=a) for a in (first, second)))

    item.refresh_from_db()
    # They agree again, but neither was blind any more.
    assert item.state == ItemState.DISPUTED
    assert verdicts_of(item)["uk-sentencing"].category == "A"


@pytest.mark.parametrize("_", ROUNDS)
def test_two_files_with_the_same_records_make_each_item_once(_: int, first: Actor, second: Actor) -> None:
    known = [an_item(first, md5()) for _item in range(3)]
    held = [md5() for _new in range(8)]
    arrivals = [Arrival((given,), Said("1")) for given in held]
    arrivals += [Arrival((_given(item), sha256()), Said("1")) for item in known]
    source = Source("Example unit", "vics-2.0:US")
    done = at_once(
        lambda: take_arrivals(arrivals, source, actor=first),
        lambda: take_arrivals(arrivals[::-1], source, actor=second),
        lambda: take_arrivals(arrivals[4:], source, actor=first),
    )
    fates = [one.fate for each in done for one in each]
    assert fates.count(Fate.NEW) == 8 and fates.count(Fate.CHANGED) == 3
    assert Item.objects.count() == Statement.objects.count() == 11 and Fingerprint.objects.count() == 14
    assert len(set(Item.objects.values_list("number", flat=True))) == 11


def test_two_files_with_the_same_looks_make_each_item_once(first: Actor, second: Actor) -> None:
    """No rule of the database could tell: the look of one source may be that of another's item as well."""
    known, source = an_item(first, md5()), Source("Example unit", "hash-list")
    looks = [Arrival((pdq(),), look_alone=LookAlone.SAME) for _look in range(3)]
    looks.append(Arrival((_given(known), sha256()), look_alone=LookAlone.SAME))
    taken = Event()

    def hold_back() -> list[Arrived]:
        with transaction.atomic():
            done = take_arrivals(looks[:2], source, actor=first)
            taken.set()
            until_somebody_waits()
        return done

    def come_second() -> list[Arrived]:
        taken.wait(30)
        return take_arrivals(looks[::-1], source, actor=second)

    before, after = at_once(hold_back, come_second)

    assert [one.fate for one in before] == [Fate.NEW, Fate.NEW]
    assert [one.fate for one in after] == [Fate.CHANGED, Fate.NEW, Fate.KNOWN, Fate.KNOWN]
    assert [one.item_id for one in after[:1:-1]] == [one.item_id for one in before]
    assert Item.objects.count() == 4 and Statement.objects.count() == 3
    assert len(set(Item.objects.values_list("number", flat=True))) == 4


def _given(item: Item) -> GivenFingerprint:
    held = item.fingerprints.get()
    return GivenFingerprint(FingerprintKind(held.kind), held.value.secret)


def until_somebody_waits() -> None:
    """For a lock: then whoever is to come too late has made its choice."""
    until = time.monotonic() + 30
    with connection.cursor() as cursor:
        while time.monotonic() < until:
            # Within a transaction the server shows what it showed before.
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
            )
            if cursor.fetchone()[0]:
                return
            time.sleep(0.02)


def shared_on(known: List, first: Actor, second: Actor, reviewer: Actor) -> ListEntry:
    item = a_confirmed_item(first, second, sha256())
    return share_entry(propose_entry(item, known, actor=first), actor=reviewer)


@pytest.mark.parametrize("_", range(6))
def test_models_that_are_withdrawn_while_canaries_are_planted_have_none_left(
    first, second, reviewer, node, _
):
    """Nobody waits for ever either: PostgreSQL would end one of them, and it would come out of here."""
    known = a_list(reviewer)
    entries = [shared_on(known, first, second, reviewer) for _ in range(5)]
    settle_jobs()

    at_once(
        lambda: scatter_canaries(known, "One receiver", actor=node),
        lambda: add_canaries(known, ["One receiver", "Another"] * 3, actor=node),
        lambda: add_canaries(known, ["Another"] * 4, actor=node),
        *(
            lambda entry=entry: withdraw_entry(entry, WithdrawalReason.MISTAKE, actor=reviewer)
            for entry in entries[:3]
        ),
        lambda: vote_entry(entries[4], VoteReason.OWN_OPINION, actor=second),
    )
    settle_jobs()

    assert Canary.objects.exists()
    assert not Canary.objects.exclude(like__state=EntryState.SHARED).exists()


def test_a_canary_gets_no_model_that_is_being_withdrawn(first, second, reviewer, node):
    known = a_list(reviewer)
    gone, going = (shared_on(known, first, second, reviewer) for _ in range(2))
    add_canaries(known, ["One receiver"] * 5, actor=node)
    Canary.objects.update(like=gone)
    withdraw_entry(gone, WithdrawalReason.MISTAKE, actor=reviewer)
    withdrawn = Event()

    def hold_back() -> None:
        with transaction.atomic():
            withdraw_entry(going, WithdrawalReason.MISTAKE, actor=reviewer)
            withdrawn.set()
            until_somebody_waits()

    def remodel() -> int:
        withdrawn.wait(30)
        return remodel_canaries(gone, actor=node)

    _done, said = at_once(hold_back, remodel)

    # No entry is left, until another comes.
    assert said == 0 and set(Canary.objects.values_list("like_id", flat=True)) == {gone.id}
    other = shared_on(known, first, second, reviewer)
    assert remodel_canaries(gone, actor=node) == 5
    assert set(Canary.objects.values_list("like_id", flat=True)) == {other.id}
