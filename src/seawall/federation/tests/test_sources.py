"""Others' lists taken over: everything once, nothing lost, whatever the other side does."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.federation import reading
from seawall.federation.actions import add_source, ask_run, pause_source
from seawall.federation.models import Source, SourceEntry, SourceRun
from seawall.federation.sources import hash_sharing
from seawall.federation.states import SourceKind, SourceState, SourceTerms, Standing, Trouble
from seawall.federation.tests import peers
from seawall.federation.tests.peers import HashSharingPeer
from seawall.material.models import Fingerprint, Item, Statement
from seawall.wire.hash_sharing import Against, Entry, Feedback, Member, Negative, Reason, Votes
from seawall.wire.hash_sharing import Fingerprint as Print

EXAMPLE = Member(7, "Example unit")


def entry(number: int, *, member: Member = EXAMPLE, days_ago: float = 10, **more: Any) -> Entry:
    prints = (Print.of("MD5", f"{number:032x}"), Print.of("SHA1", f"{number:040x}"))
    at = (clock.now() - timedelta(days=days_ago)).replace(microsecond=0)
    return Entry("image", member, f"e{number}", at, classification="A1", **{"fingerprints": prints, **more})


def gone(one: Entry) -> Entry:
    at = clock.now().replace(microsecond=0)
    return Entry("image", one.member, one.id, at, deleted=True)


def doubted(one: Entry) -> Entry:
    against = Against(Reason("g-1", "Everyday picture", "MD5"), (Votes((Member(9, "Other unit"),)),))
    return replace(
        one, feedback=Feedback((Negative("MD5", (against,)),)), timestamp=clock.now().replace(microsecond=0)
    )


@pytest.fixture(autouse=True)
def loopback(settings: Any) -> None:
    settings.ALLOW_NETWORKS = ["127.0.0.0/8"]


@pytest.fixture
def peer() -> Iterator[HashSharingPeer]:
    with HashSharingPeer(size=10) as one:
        yield one


@pytest.fixture
def source(peer: HashSharingPeer, admin: Actor) -> Source:
    return a_source(peer, admin)


def a_source(peer: peers.Peer, admin: Actor, name: str = "NCMEC", password: str = "secret") -> Source:
    terms = SourceTerms(name, peer.url, 60, credentials={"user": "unit", "password": password})
    return add_source(SourceKind.HASH_SHARING, terms, actor=admin)


def run(source: Source) -> Source:
    """One run, whenever it would be due."""
    Source.objects.filter(pk=source.pk, due_at__isnull=False).update(due_at=clock.now())
    reading.read_due()
    source.refresh_from_db()
    return source


def digests() -> int:
    return Fingerprint.objects.count()


def last(source: Source) -> SourceRun:
    return SourceRun.objects.filter(source=source).latest("id")


def test_it_takes_a_list_over_and_keeps_what_came(
    source: Source, peer: HashSharingPeer, admin: Actor
) -> None:
    peer.put(*(entry(n, days_ago=n * 7 + 1) for n in range(35)))
    run(source)
    assert (source.state, source.trouble, last(source).new) == (SourceState.WAITING, "", 35)
    assert Item.objects.count() == 35 == SourceEntry.objects.count() and digests() == 70
    said = Statement.objects.filter(item__fingerprints__isnull=False).distinct()
    assert {one.source for one in said} == {"NCMEC: Example unit"} and {one.code for one in said} == {"A1"}
    assert source.lag < timedelta(minutes=2) and source.last_whole_at is not None
    # Sealed at rest: neither a fingerprint nor what lets us in stands in the database.
    kept = SourceEntry.objects.first()
    assert kept and f"{1:032x}" not in kept.told and "secret" not in source.credentials
    peer.asked.clear()
    run(source)
    # Only what is new since is asked for, with some minutes of overlap.
    assert len(peer.asked) == 1 and last(source).new == 0 and Item.objects.count() == 35


def test_what_is_taken_back_or_doubted_is_so_after_the_next_run(
    source: Source, peer: HashSharingPeer
) -> None:
    one, two = entry(1), entry(2)
    peer.put(one, two)
    run(source)
    peer.put(gone(one), doubted(two))
    with clock.at(clock.now() + timedelta(hours=1)):
        run_at = run(source)
    assert run_at.trouble == "" and (last(source).withdrawn, last(source).disputed) == (1, 1)
    by_code = {s.item_id: s for s in Statement.objects.all()}
    standing = {e.standing: e.item_id for e in SourceEntry.objects.all()}
    assert by_code[standing["withdrawn"]].withdrawn_at is not None
    doubt = by_code[standing["disputed"]]
    assert doubt.words["disputed"] and doubt.words["feedback"]["MD5"]["against"] == {"Everyday picture": 1}
    # Said again, it stands again, as the same item.
    peer.put(replace(one, timestamp=clock.now() + timedelta(minutes=61)))
    with clock.at(clock.now() + timedelta(hours=2)):
        run(source)
    assert not Statement.objects.filter(withdrawn_at__isnull=False).exists() and Item.objects.count() == 2


def test_a_word_falls_only_with_its_speakers_last_record(source: Source, peer: HashSharingPeer) -> None:
    one = entry(1)
    twin, other = replace(one, id="twin"), replace(one, member=Member(8, "Other unit"))
    peer.put(one, twin, other)
    run(source)
    assert Item.objects.count() == 1 and Statement.objects.count() == 2
    peer.put(gone(one), gone(other))
    with clock.at(clock.now() + timedelta(hours=1)):
        run(source)
    standing = Statement.objects.filter(withdrawn_at__isnull=True)
    assert [s.source for s in standing] == ["NCMEC: Example unit"]


PASSING = [
    (peers.status(500), Trouble.THEIRS),
    (peers.status(503), Trouble.THEIRS),
    (peers.status(429), Trouble.TOO_OFTEN),
    (peers.cut_at(0.5), Trouble.CUT),
    (peers.cut_xml, Trouble.CUT),
    (peers.body(b"<html>not this</html>"), Trouble.UNREADABLE),
    (peers.body(b"<queryResult><a></b></queryResult>"), Trouble.UNREADABLE),
    (peers.body(b""), Trouble.CUT),
    (peers.without_end, Trouble.TOO_LARGE),
    (peers.circling, Trouble.CIRCLES),
]


@pytest.mark.parametrize(("fault", "trouble"), PASSING)
def test_after_a_fault_it_goes_on_where_it_was(
    source: Source, peer: HashSharingPeer, fault: peers.Fault, trouble: Trouble
) -> None:
    peer.put(*(entry(n) for n in range(35)))
    # Nine ranges lead to today; the last of them has four pages, and the third of those is spoiled.
    ranges = 8
    peer.faults = [None] * (ranges + 2) + [fault]
    run(source)
    assert source.trouble == trouble and source.state is SourceState.TROUBLE
    assert last(source).trouble == trouble and source.due_at and source.due_at > clock.now()
    taken = Item.objects.count()
    run(source)
    assert source.trouble == "" and Item.objects.count() == 35 == SourceEntry.objects.count()
    assert sum(r.new for r in SourceRun.objects.all()) == 35 and 0 <= taken < 35


@pytest.mark.parametrize(
    ("fault", "trouble"),
    [
        (peers.status(401), Trouble.REFUSED),
        (peers.status(403), Trouble.REFUSED),
        (peers.status(404), Trouble.NOT_THERE),
        (peers.status(302, Location="https://elsewhere.example/v2/entries"), Trouble.REDIRECTED),
    ],
)
def test_what_needs_a_person_is_not_tried_again(
    source: Source, peer: HashSharingPeer, admin: Actor, fault: peers.Fault, trouble: Trouble
) -> None:
    peer.faults = [fault]
    run(source)
    assert (source.trouble, source.state, source.due_at) == (trouble, SourceState.STOPPED, None)
    assert reading.read_due() == 0 and len(peer.asked) == 1
    ask_run(source, actor=admin)
    run(source)
    assert source.trouble == ""


def test_a_slow_server_is_left_in_time(source: Source, peer: HashSharingPeer, monkeypatch: Any) -> None:
    monkeypatch.setattr(hash_sharing, "answer", _impatient(hash_sharing.answer))
    peer.faults = [peers.slowly]
    run(source)
    assert source.trouble == Trouble.TIMED_OUT


def _impatient(answer: Any) -> Any:
    return lambda asking, question: answer(replace(asking, seconds=0.4), question)


def test_a_clock_far_off_stops_before_anything_is_missed(source: Source, peer: HashSharingPeer) -> None:
    peer.put(entry(1))
    peer.ahead = timedelta(minutes=20)
    run(source)
    assert source.trouble == Trouble.CLOCK and not Item.objects.exists() and source.checkpoint == {}


def test_the_credentials_go_to_the_service_and_nowhere_else(
    source: Source, peer: HashSharingPeer, settings: Any
) -> None:
    with HashSharingPeer() as elsewhere:
        peer.faults = [peers.status(302, Location=elsewhere.url)]
        run(source)
        assert not elsewhere.asked
    settings.ALLOW_NETWORKS = []
    peer.asked.clear()
    Source.objects.update(due_at=clock.now())
    run(source)
    assert source.trouble == Trouble.INSIDE and not peer.asked


def test_one_that_fails_holds_up_no_other(peer: HashSharingPeer, admin: Actor) -> None:
    with HashSharingPeer() as broken:
        bad, good = a_source(broken, admin, "Broken"), a_source(peer, admin, "Good")
        broken.faults = [peers.status(500)] * 50
        peer.put(entry(1))
        assert reading.read_due() == 2
    bad.refresh_from_db(), good.refresh_from_db()
    assert (bad.trouble, good.trouble, Item.objects.count()) == (Trouble.THEIRS, "", 1)


def test_a_worker_that_was_killed_is_followed_by_another(source: Source, peer: HashSharingPeer) -> None:
    peer.put(*(entry(n) for n in range(35)))
    lease = reading.lease_of(source)
    assert lease and not reading.lease_of(source)
    _die_after(source, lease, pages=10)
    assert 0 < Item.objects.count() < 35 and reading.read_due() == 0
    with clock.at(clock.now() + reading.LEASE):
        run(source)
    assert source.trouble == "" and Item.objects.count() == 35
    assert sum(r.new for r in SourceRun.objects.all()) == 35


def _die_after(source: Source, lease: str, pages: int) -> None:
    """As a killed process leaves it: nothing is said at the end."""
    asking = reading.asking_of(source)
    for _, batch in zip(range(pages), hash_sharing.read(asking), strict=False):
        reading.take_batch(
            source, batch, lease=lease, lasting=reading.LEASE, actor=Actor.system(source.owner_id)
        )


def test_who_has_lost_the_lease_takes_nothing(source: Source, peer: HashSharingPeer, admin: Actor) -> None:
    peer.put(entry(1))
    lease = reading.lease_of(source)
    pause_source(source, actor=admin)
    reading.read_source(source.id, lease)
    assert not Item.objects.exists() and not SourceRun.objects.filter(state="running").exists()
    assert reading.read_due() == 0


def test_a_record_that_cannot_be_used_is_kept_and_counted(source: Source, peer: HashSharingPeer) -> None:
    peer.put(entry(1, fingerprints=(Print("newkind", "abc"),)), entry(2))
    run(source)
    assert last(source).refused == 1 and Item.objects.count() == 1
    assert SourceEntry.objects.filter(standing=Standing.REFUSED, item=None).count() == 1


def test_a_range_that_is_too_large_is_halved(source: Source, peer: HashSharingPeer, monkeypatch: Any) -> None:
    monkeypatch.setattr(hash_sharing, "MOST_PAGES", 3)
    peer.put(*(entry(n, days_ago=1 + n) for n in range(60)))
    run(source)
    assert source.trouble == "" and Item.objects.count() == 60
