"""Replicas, nodes and the warden are lost in the middle of things: no answer is wrong, none is in part, none stays missing."""

import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import psutil
import pytest

from seawall.engine import Index
from seawall.engine.cluster.errors import ShardLost, Unfinished
from seawall.engine.cluster.index import ClusterIndex
from seawall.engine.cluster.tests.machines import (
    Machines,
    created,
    replicas,
    until,
    until_whole,
    warden,
)
from seawall.engine.cluster.tests.same import check_same
from seawall.engine.search.disk import NotWritten
from seawall.engine.search.matches import Matches
from seawall.engine.search.tests.oracle import some_codes


@pytest.mark.slow
def test_a_killed_replica_is_not_missed_and_comes_back(machines: Machines, tmp_path: Path) -> None:
    codes = some_codes(300)
    with created(tmp_path / "cluster", shards=2) as index:
        index.add(np.arange(200), codes[:200])
        until_whole(index)
        before = replicas(tmp_path / "cluster")
        for name, process in before.items():
            if name.startswith("0-"):
                process.kill()
                break
        assert index.search(codes[:200]).id.tolist() == list(range(200))
        assert index.add(np.arange(200, 300), codes[200:]) == 100
        until_whole(index)
        assert index.search(codes).id.tolist() == list(range(300))
        # The other one alone, so that the new one cannot hide behind it.
        replicas(tmp_path / "cluster")[next(n for n in before if n.startswith("0-") and n != name)].kill()
        assert index.search(codes).id.tolist() == list(range(300))


@pytest.mark.slow
def test_without_a_living_replica_it_raises_and_never_answers_in_part(
    machines: Machines, tmp_path: Path
) -> None:
    codes = some_codes(100)
    with created(tmp_path / "cluster", shards=2, replicas=1) as index:
        index.add(np.arange(100), codes)
        folder = next((tmp_path / "cluster" / "replicas").glob("*/1-*"))
        process = replicas(tmp_path / "cluster")[folder.name]
        away = folder.rename(tmp_path / "away")
        process.kill()
        hasty = ClusterIndex.open(tmp_path / "cluster", patience=3)
        for question in (lambda: hasty.search(codes), lambda: len(hasty), lambda: hasty.add([1], codes[:1])):
            with pytest.raises(ShardLost, match="shard 1") as caught:
                question()
            assert caught.value.shards == (1,)
        assert "1 replicas too few" in {shard.trouble for shard in hasty.state()}
        # It waits for what comes back in time.
        threading.Timer(2, lambda: away.rename(folder)).start()
        assert index.search(codes).id.tolist() == list(range(100))


@pytest.mark.slow
def test_who_missed_a_change_never_answers_again_though_all_else_is_lost(
    machines: Machines, tmp_path: Path
) -> None:
    codes = some_codes(2)
    with created(tmp_path / "cluster", shards=1) as index:
        index.add([0], codes[:1])
        until_whole(index)
        base = next((tmp_path / "cluster" / "replicas").iterdir())
        (old, process), (other, _) = replicas(tmp_path / "cluster").items()
        (base / old).rename(tmp_path / "kept")
        process.kill()
        # Acknowledged by the other alone: from now on the old one is behind.
        assert index.add([1], codes[1:]) == 1
        index.stop()
        for folder in base.iterdir():
            folder.rename(tmp_path / f"away-{folder.name}")
        (tmp_path / "kept").rename(base / old)
        hasty = ClusterIndex.open(tmp_path / "cluster", patience=5)
        with pytest.raises(ShardLost):
            hasty.search(codes)
        (tmp_path / f"away-{other}").rename(base / other)
        assert ClusterIndex.open(tmp_path / "cluster").search(codes).id.tolist() == [0, 1]


@pytest.mark.slow
def test_a_killed_warden_goes_on_where_it_was(machines: Machines, tmp_path: Path) -> None:
    codes = some_codes(100)
    with created(tmp_path / "cluster", shards=2) as index:
        index.add(np.arange(50), codes[:50], mark=3)
        until_whole(index)
        running = {process.pid for process in replicas(tmp_path / "cluster").values()}
        warden(tmp_path / "cluster").kill()
        assert index.search(codes).id.tolist() == list(range(50))
        assert index.add(np.arange(50, 100), codes[50:]) == 50
        assert index.mark == 3 and index.search(codes).id.tolist() == list(range(100))
        until_whole(index)
        # The replicas did not notice.
        assert {process.pid for process in replicas(tmp_path / "cluster").values()} == running


@pytest.mark.slow
def test_it_goes_on_after_everything_was_stopped(machines: Machines, tmp_path: Path) -> None:
    codes = some_codes(100)
    with created(tmp_path / "cluster", shards=2) as index:
        index.add(np.arange(100), codes, mark=8)
        index.remove([7])
        index.stop()
        until(lambda: replicas(tmp_path / "cluster") == {})
        again = ClusterIndex.open(tmp_path / "cluster")
        assert again.search(codes).id.tolist() == [n for n in range(100) if n != 7]
        assert again.mark == 8 and again.add([7], codes[7:8]) == 1
        again.stop()


def full(process: psutil.Process, bytes: int = 0) -> None:
    """No file of this process grows past so many bytes: as on a full disk, every write beyond is refused."""
    process.rlimit(psutil.RLIMIT_FSIZE, (bytes, psutil.RLIM_INFINITY))


def roomy(process: psutil.Process) -> None:
    process.rlimit(psutil.RLIMIT_FSIZE, (psutil.RLIM_INFINITY, psutil.RLIM_INFINITY))


@pytest.mark.slow
def test_a_full_disk_costs_one_replica_or_refuses_the_change(machines: Machines, tmp_path: Path) -> None:
    codes = some_codes(300)
    with created(tmp_path / "cluster", shards=1) as index:
        index.add(np.arange(100), codes[:100])
        until_whole(index)
        (name, one), (_, other) = replicas(tmp_path / "cluster").items()
        full(one)
        assert index.add(np.arange(100, 200), codes[100:200]) == 100
        until(lambda: name not in replicas(tmp_path / "cluster"))
        until_whole(index)
        assert index.search(codes).id.tolist() == list(range(200))
        everyone = replicas(tmp_path / "cluster").values()
        assert other in everyone
        for process in everyone:
            full(process)
        with pytest.raises(NotWritten):
            index.add(np.arange(200, 300), codes[200:])
        assert index.search(codes).id.tolist() == list(range(200))
        for process in everyone:
            roomy(process)
        assert index.add(np.arange(200, 300), codes[200:]) == 100
        assert index.search(codes).id.tolist() == list(range(300))


@pytest.mark.slow
def test_a_roll_that_cannot_be_written_acknowledges_nothing(machines: Machines, tmp_path: Path) -> None:
    codes = some_codes(2)
    with created(tmp_path / "cluster", shards=1) as index:
        index.add([0], codes[:1])
        until_whole(index)
        full(warden(tmp_path / "cluster"))
        next(iter(replicas(tmp_path / "cluster").values())).send_signal(signal.SIGKILL)
        with pytest.raises(Unfinished, match="roll"):
            while True:
                # Until the loss is noticed by a change and not by a look at the shard, which mends it before.
                index.add([1], codes[1:])
                assert index.remove([1]) == 1
        roomy(warden(tmp_path / "cluster"))
        index.add([1], codes[1:])
        assert index.search(codes).id.tolist() == [0, 1]


@pytest.mark.slow
def test_a_replica_that_hangs_is_left_behind(machines: Machines, tmp_path: Path) -> None:
    codes = some_codes(200)
    with created(tmp_path / "cluster", shards=1) as index:
        index.add(np.arange(100), codes[:100])
        until_whole(index)
        name, process = next(iter(replicas(tmp_path / "cluster").items()))
        process.send_signal(signal.SIGSTOP)
        assert index.search(codes).id.tolist() == list(range(100))
        assert index.add(np.arange(100, 200), codes[100:]) == 100
        assert index.search(codes).id.tolist() == list(range(200))
        process.send_signal(signal.SIGCONT)
        for _ in range(20):
            assert index.search(codes).id.tolist() == list(range(200))
        until_whole(index)
        assert name not in replicas(tmp_path / "cluster")


@pytest.mark.parametrize("hanging", [True, pytest.param(False, marks=pytest.mark.slow)])
def test_a_node_lost_in_the_middle_of_a_batch_costs_nothing_of_the_answer(
    machines: Machines, tmp_path: Path, hanging: bool
) -> None:
    codes = some_codes(20_000)
    rng = np.random.default_rng(1)
    queries = codes[rng.integers(0, len(codes), 120_000)]
    queries[np.arange(len(queries)), rng.integers(0, 32, len(queries))] ^= rng.integers(0, 256, len(queries)).astype(np.uint8)  # fmt: skip
    radii = rng.integers(0, 32, len(queries)).astype(np.uint8)
    machines.whole()
    with (
        Index.open(tmp_path / "one", writable=True) as one,
        created(tmp_path / "cluster", shards=3) as index,
    ):
        for each in (one, index):
            each.add(np.arange(len(codes)), codes)
        until_whole(index)
        wanted = one.search(queries, radii)
        lost = threading.Event()
        answered: list[Matches] = []

        def search_until_it_is_lost() -> None:
            while not lost.is_set():
                answered.append(index.search(queries, radii))
                check_same(answered[-1], wanted)

        ours = machines.processes_of_the_second()
        there = [process for process in replicas(tmp_path / "cluster").values() if process.pid in ours]
        assert len(there) == 3
        if hanging:
            # So that what they are asked is certainly under way when they die.
            for process in there:
                process.send_signal(signal.SIGSTOP)
        with ThreadPoolExecutor(1) as one_more:
            searching = one_more.submit(search_until_it_is_lost)
            if hanging:
                time.sleep(1)
                assert not answered
            else:
                # One batch after the other, so that one of them is under way however fast this machine is.
                until(lambda: bool(answered) or searching.done())
            try:
                machines.lose_the_second()
            finally:
                lost.set()
            searching.result()
        assert answered
        # With one node less there is one replica of each shard; with a new node there are two again.
        assert index.remove(np.arange(5)) == 5 and one.remove(np.arange(5)) == 5
        check_same(index.search(queries[:5000]), one.search(queries[:5000]))
        machines.whole()
        until_whole(index)
        for process in replicas(tmp_path / "cluster").values():
            if process.pid not in machines.processes_of_the_second():
                process.kill()
        check_same(index.search(queries[:5000]), one.search(queries[:5000]))
