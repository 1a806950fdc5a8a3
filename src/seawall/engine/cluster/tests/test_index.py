"""Adding, withdrawing and searching through the cluster's door answers as one index does."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from seawall.engine import Index
from seawall.engine.cluster.index import ClusterIndex
from seawall.engine.cluster.tests.machines import Machines, created, replicas, until, until_whole
from seawall.engine.cluster.tests.same import check_same
from seawall.engine.errors import BadInput, Damaged
from seawall.engine.search.frames import FrameIndex
from seawall.engine.search.tests.oracle import some_codes

ENDS = [0, 1, (1 << 32) - 1, 1 << 32, (1 << 63) - 1, 1 << 63, (1 << 64) - 2, (1 << 64) - 1]


@pytest.fixture(scope="module")
def shared(machines: Machines, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ClusterIndex]:
    with created(tmp_path_factory.mktemp("index") / "cluster", shards=3) as index:
        yield index


@pytest.fixture
def index(shared: ClusterIndex) -> Iterator[ClusterIndex]:
    yield shared
    shared.remove(shared.pairs().ids)
    assert len(shared) == 0


def test_it_finds_what_was_added_and_not_what_was_withdrawn(index: ClusterIndex) -> None:
    ids, codes = np.array(ENDS, np.uint64), some_codes(len(ENDS))
    assert index.add(ids, codes) == 8 and index.add(ids, codes) == 0 and len(index) == 8
    assert index.search(codes, radius=0).id.tolist() == ENDS
    asked = codes[3] ^ np.array([7, *[0] * 31], np.uint8)
    assert (index.search(asked).id.tolist(), index.search(asked).distance.tolist()) == ([ENDS[3]], [3])
    assert index.search(asked, radius=2).id.tolist() == []
    assert index.remove(ids[::2]) == 4 and index.remove([12345]) == 0
    assert index.search(codes, radius=0).id.tolist() == ENDS[1::2]
    assert sorted(index.pairs(ids).ids.tolist()) == ENDS[1::2]


def test_an_empty_query_and_an_empty_change_are_answered(index: ClusterIndex) -> None:
    nothing = np.empty((0, 32), np.uint8)
    assert [len(part) for part in index.search(nothing)] == [0, 0, 0, 0]
    assert index.add([], nothing) == index.remove([]) == 0
    found = index.search(some_codes(3, 9))
    assert len(found.id) == 0 and found.cut.tolist() == [False] * 3
    assert [part.dtype for part in found] == [np.uint32, np.uint64, np.uint8, np.bool_]
    assert [len(part) for part in index.pairs([])] == [0, 0]


def test_many_queries_go_in_pieces_and_come_back_as_one_answer(index: ClusterIndex, tmp_path: Path) -> None:
    codes = some_codes(3000)
    queries = np.tile(codes, (7, 1))
    queries[np.arange(21_000), np.arange(21_000) % 32] ^= (np.arange(21_000) % 256).astype(np.uint8)
    radii = (np.arange(21_000) % 32).astype(np.uint8)
    with Index.open(tmp_path / "one", writable=True) as one:
        for each in (one, index):
            each.add(np.arange(3000) // 2, codes)
        check_same(index.search(queries, radii), one.search(queries, radii))
        check_same(
            index.search(np.tile(codes[:1], (9000, 1)), 31, 1),
            one.search(np.tile(codes[:1], (9000, 1)), 31, 1),
        )


def test_the_limit_holds_over_all_shards(index: ClusterIndex) -> None:
    code = some_codes(1)
    index.add(np.arange(100), np.repeat(code, 100, axis=0))
    for limit, cut in ((1, True), (99, True), (100, False), (0, False)):
        found = index.search(code, limit=limit)
        assert len(set(found.id.tolist())) == len(found.id) == (limit or 100)
        assert found.cut.tolist() == [cut]


def test_a_mark_is_noted_with_or_without_codes(index: ClusterIndex) -> None:
    assert index.add([4], some_codes(1), mark=-(1 << 63)) == 1
    assert index.mark == -(1 << 63)
    index.remove([], mark=(1 << 63) - 1)
    assert index.mark == (1 << 63) - 1
    index.remove([4])
    assert index.mark == (1 << 63) - 1


@pytest.mark.parametrize(
    ("ids", "codes", "mark"),
    [
        ([1], some_codes(2), None),
        ([-1], some_codes(1), None),
        ([1], some_codes(1, width=16), None),
        ([1], some_codes(1), 1 << 63),
    ],
)
def test_what_is_no_code_or_id_is_refused(
    index: ClusterIndex, ids: object, codes: object, mark: int | None
) -> None:
    with pytest.raises(BadInput):
        index.add(ids, codes, mark)
    assert len(index) == 0


@pytest.mark.parametrize(("radius", "limit"), [(32, 1), ([1, 2], 1), (31, -1)])
def test_what_is_no_radius_or_limit_is_refused(index: ClusterIndex, radius: object, limit: int) -> None:
    with pytest.raises(BadInput):
        index.search(some_codes(1), radius, limit)


def test_videos_are_found_by_their_frames(index: ClusterIndex) -> None:
    videos = FrameIndex(index)
    frames = some_codes(40)
    videos.add(7, frames, np.full(40, 90))
    videos.add(8, some_codes(40, 5), np.full(40, 90))
    [found] = videos.search(np.concatenate([frames[:36], frames[:3]]), np.full(39, 90)).videos
    assert (found.id, found.stored_frames, found.stored_percent) == (7, 36, 90.0)


def test_each_shard_has_its_replicas_on_different_nodes(index: ClusterIndex) -> None:
    until_whole(index)
    for shard in index.state():
        assert len(set(shard.nodes)) == 2 == shard.replicas and shard.trouble == ""


def test_it_takes_in_a_snapshot(machines: Machines, tmp_path: Path) -> None:
    codes = some_codes(5000)
    with Index.open(tmp_path / "one", writable=True) as one:
        one.add(np.arange(5000), codes, mark=77)
        one.snapshot(tmp_path / "snapshot")
        with created(tmp_path / "cluster", shards=2, replicas=1) as index:
            assert index.load(tmp_path / "snapshot") == 5000
            assert index.mark == 77 and len(index) == 5000
            check_same(index.search(codes), one.search(codes))
            assert index.load(tmp_path / "snapshot") == 0


def test_exact_kinds_find_equal_codes_only(machines: Machines, tmp_path: Path) -> None:
    codes = some_codes(50, width=20)
    with created(tmp_path / "cluster", kind="sha1", shards=2, replicas=1) as index:
        index.add(np.arange(50), codes)
        assert index.search(codes).id.tolist() == list(range(50))
        assert len(index.search(some_codes(50, 3, width=20)).id) == 0
        with pytest.raises(BadInput):
            index.add([1], some_codes(1))


def test_what_was_made_or_started_again_can_be_used_at_once(machines: Machines, tmp_path: Path) -> None:
    """However long its processes take to start, and however little patience there is with them later."""
    with created(tmp_path / "cluster", shards=2, replicas=1) as index:
        assert all(shard.nodes for shard in index.state())
        index.add([3], some_codes(1))
        index.stop()
        again = ClusterIndex.open(tmp_path / "cluster")
        assert all(shard.nodes for shard in again.state())
        assert again.search(some_codes(1)).id.tolist() == [3]


def test_it_is_opened_where_it_is_and_made_only_once(machines: Machines, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no roll"):
        ClusterIndex.open(tmp_path / "cluster")
    with pytest.raises(BadInput, match="kind"):
        ClusterIndex.create(tmp_path / "cluster", shards=0)
    with created(tmp_path / "cluster", shards=1, replicas=1) as index:
        index.add([3], some_codes(1))
        with pytest.raises(BadInput, match="already"):
            ClusterIndex.create(tmp_path / "cluster")
        assert ClusterIndex.open(tmp_path / "cluster").search(some_codes(1)).id.tolist() == [3]
    with pytest.raises(BadInput, match="already"):
        ClusterIndex.create(tmp_path / "cluster")
    until(lambda: replicas(tmp_path / "cluster") == {})
    data = (tmp_path / "cluster" / "roll").read_bytes()
    (tmp_path / "cluster" / "roll").write_bytes(data[:-9])
    with pytest.raises(Damaged):
        ClusterIndex.open(tmp_path / "cluster")
