"""A list of another Seawall node as a source: pages of its feed, its cursor, its beginning anew."""

import io
from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.errors import Invalid
from seawall.core.ids import new_id
from seawall.federation import reading
from seawall.federation.actions import add_source
from seawall.federation.models import Source, SourceEntry, SourceRun
from seawall.federation.states import SourceKind, SourceTerms, Standing, Trouble
from seawall.federation.tests import peers
from seawall.material.models import Item, Statement
from seawall.wire.changes import Change, Head, Page, write_page
from seawall.wire.listed import Entry, Given

LIST = new_id("lst")


class NodePeer(peers.Peer):
    """The feed of one list: changes in order, a cursor that names the place behind the last; `era` is another after a restore."""

    def __init__(self) -> None:
        super().__init__()
        self.log: list[Change] = []
        self.era, self.size, self.stance = "a", 1000, "known"

    def lets_in(self, headers: dict[str, str]) -> bool:
        return headers.get("Authorization") == "Bearer seawall_key"

    def tell(self, change: Change) -> None:
        """Each entry stands in the log once, at its last change."""
        self.log = [*(each for each in self.log if each.id != change.id), change]

    def page(self, path: str) -> bytes:
        cursor = parse_qs(urlsplit(path).query).get("cursor", [""])[0]
        after = cursor.partition(".")[2]
        first = next((n for n, each in enumerate(self.log, 1) if each.id == after), 0)
        here, more = self.log[first : first + self.size], len(self.log) > first + self.size
        words = ("Known", "amber", "prevent", 31, self.stance, date(2026, 1, 1), date(2027, 1, 1))
        last = f"{self.era}.{here[-1].id}" if here else cursor
        stream = io.BytesIO()
        write_page(Page(Head(LIST, *words), last, more, tuple(here)), stream)
        return stream.getvalue()


def gone_after_a_restore(to: peers.Handler) -> None:
    to.send(410, b"{}")


def shared(number: int, **more: Any) -> Change:
    prints = (Given("md5", f"{number:032x}"), Given("pdq", f"{number:064x}", 80))
    words = {"disputed": False, "categories": {"baseline": ("1", "baseline")}, **more}
    id_ = f"ent_{number:026d}"
    return Change(id_, Entry(LIST, id_, "", "amber", words["disputed"], words["categories"], prints))


def withdrawn(number: int) -> Change:
    return Change(f"ent_{number:026d}", None, "mistake")


@pytest.fixture
def peer(settings: Any) -> Iterator[NodePeer]:
    settings.ALLOW_NETWORKS = ["127.0.0.0/8"]
    with NodePeer() as one:
        yield one


@pytest.fixture
def source(peer: NodePeer, admin: Actor) -> Source:
    place = f"{peer.url}/api/v1/lists/{LIST}"
    terms = SourceTerms("Hotline West", place, 60, credentials={"key": "seawall_key"})
    return add_source(SourceKind.NODE, terms, actor=admin)


def run(source: Source) -> SourceRun:
    Source.objects.filter(pk=source.pk).update(due_at=clock.now())
    reading.read_due()
    source.refresh_from_db()
    return SourceRun.objects.filter(source=source).latest("id")


def test_it_takes_the_list_page_by_page_and_then_only_what_changed(source: Source, peer: NodePeer) -> None:
    peer.size = 4
    for number in range(10):
        peer.tell(shared(number))
    assert run(source).new == 10 and source.trouble == "" and len(peer.asked) == 3
    said = Statement.objects.first()
    assert said and (said.source, said.scheme) == ("Hotline West", "seawall-list")
    assert said.words["categories"] == {"baseline": "baseline (1)"} and said.words["handling"] == "amber"
    peer.tell(withdrawn(3))
    peer.tell(shared(4, disputed=True))
    peer.asked.clear()
    after = run(source)
    assert (after.new, after.withdrawn, after.disputed, len(peer.asked)) == (0, 1, 1, 1)
    assert Statement.objects.filter(withdrawn_at__isnull=False).count() == 1
    assert source.read_upto is not None


def test_a_page_that_is_asked_twice_changes_nothing(source: Source, peer: NodePeer) -> None:
    peer.tell(shared(1))
    run(source)
    Source.objects.update(checkpoint={})
    assert run(source).known == 1 and Item.objects.count() == 1 == SourceEntry.objects.count()


def test_after_a_restore_it_begins_anew_and_drops_only_at_the_end(source: Source, peer: NodePeer) -> None:
    peer.size = 2
    for number in range(5):
        peer.tell(shared(number))
    run(source)
    # The other node has lost the last two; the second page of the new reading fails at first.
    peer.era, peer.log = "b", peer.log[:3]
    peer.faults = [gone_after_a_restore, None, peers.status(500)]
    run(source)
    assert source.trouble == Trouble.THEIRS
    assert SourceEntry.objects.filter(standing=Standing.STANDS).count() == 5
    after = run(source)
    assert source.trouble == "" and after.withdrawn == 2
    assert SourceEntry.objects.filter(standing=Standing.WITHDRAWN).count() == 2
    assert Statement.objects.filter(withdrawn_at__isnull=True).count() == 3
    assert run(source).withdrawn == 0


def test_a_list_that_means_something_else_is_read_anew(source: Source, peer: NodePeer) -> None:
    peer.tell(shared(1))
    run(source)
    peer.stance = "harmless"
    peer.tell(shared(2))
    run(source)
    assert source.trouble == "" and {s.words["stance"] for s in Statement.objects.all()} == {"harmless"}


@pytest.mark.parametrize(
    ("fault", "trouble"),
    [
        (peers.status(404), Trouble.NOT_THERE),
        (peers.status(401), Trouble.REFUSED),
        (peers.status(410), Trouble.UNREADABLE),
        (peers.body(b'{"changes": 1}'), Trouble.UNREADABLE),
        (peers.cut_xml, Trouble.CUT),
    ],
)
def test_what_is_no_page_is_told(
    source: Source, peer: NodePeer, fault: peers.Fault, trouble: Trouble
) -> None:
    peer.tell(shared(1))
    peer.faults = [fault]
    run(source)
    assert source.trouble == trouble and not Item.objects.exists() and source.checkpoint == {}


@pytest.mark.parametrize("place", ["https://node.example", "https://node.example/api/v1/lists/x", "drop"])
def test_only_the_address_of_a_list_is_one(admin: Actor, place: str) -> None:
    with pytest.raises(Invalid):
        add_source(
            SourceKind.NODE, SourceTerms("A", place, 60, credentials={"key": "seawall_key"}), actor=admin
        )
