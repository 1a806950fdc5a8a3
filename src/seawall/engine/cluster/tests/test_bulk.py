"""Every file has its answer, in order, though the processes that read it die."""

import itertools
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import psutil
import pytest
from cryptography.exceptions import InvalidTag

from seawall.engine import Fingerprints, fingerprint
from seawall.engine.cluster import bulk
from seawall.engine.cluster.bulk import NotRead, Outcome, Source, fingerprint_all
from seawall.engine.cluster.tests.machines import Machines, open_files, suppress_gone
from seawall.engine.pictures.hashing import Picture
from seawall.engine.pictures.tests.encoders import bomb_png, png


def some_pictures(count: int) -> list[bytes]:
    rng = np.random.default_rng(count)
    return [png(rng.integers(0, 256, (64, 80, 3), np.uint8)) for _ in range(count)]


def check(outcomes: list[Outcome], sources: list[Source]) -> None:
    """What this process finds by itself, in the same order."""
    assert len(outcomes) == len(sources)
    for outcome, source in zip(outcomes, sources, strict=True):
        wanted = fingerprint(source)
        assert isinstance(outcome, Fingerprints) and outcome.digests == wanted.digests
        if isinstance(wanted.picture, Picture):
            assert isinstance(outcome.picture, Picture)
            assert np.array_equal(outcome.picture.code, wanted.picture.code)
        else:
            assert outcome.picture == wanted.picture


def test_each_file_has_its_fingerprints_in_order(machines: Machines, tmp_path: Path) -> None:
    data = some_pictures(50)
    paths = [tmp_path / str(number) for number in range(50)]
    for path, content in zip(paths, data, strict=True):
        path.write_bytes(content)
    sources: list[Source] = [*data, b"", b"no picture", bomb_png(20_000), *paths, str(paths[0])]
    check(list(fingerprint_all(sources)), sources)
    assert list(fingerprint_all([])) == []


def test_what_cannot_be_read_is_said_and_harms_no_other(machines: Machines, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    [data] = some_pictures(1)
    good, missing, folder, pipe, again = fingerprint_all(
        [data, tmp_path / "none", tmp_path, tmp_path / "pipe", data]
    )
    check([good, again], [data, data])
    assert missing == NotRead("unreadable", "No such file or directory")
    assert isinstance(folder, NotRead) and isinstance(pipe, NotRead)
    assert folder.reason == pipe.reason == "no_file"


def test_no_more_is_read_ahead_than_is_needed(machines: Machines) -> None:
    [data] = some_pictures(1)
    taken = itertools.count()
    outcomes = fingerprint_all(data for _ in taken)
    next(outcomes)
    assert next(taken) <= bulk.GROUP * (4 * bulk.AHEAD + 2)
    outcomes.close()


def test_what_travels_is_sealed() -> None:
    """Ray may write what it carries to a disk, where no file under suspicion may ever be."""
    [data] = some_pictures(1)
    key = os.urandom(16)
    [[one, other]] = bulk._groups([data, data], key)
    assert data[:8] not in one.data and one.data != other.data
    with pytest.raises(InvalidTag):
        bulk._outcome(one, os.urandom(16), bulk._sandbox(False))
    assert isinstance(bulk._outcome(one, key, bulk._sandbox(False)), Fingerprints)


def is_worker(process: psutil.Process) -> bool:
    return process.name().startswith("ray::")


@contextmanager
def deadly(path: Path, times: int) -> Iterator[list[int]]:
    """Whatever worker opens this file to read it is killed, so many times; the processes killed. Its sandbox ends with it."""
    killed: list[int] = []
    over = threading.Event()

    def watch() -> None:
        while not over.wait(0.01):
            for process in psutil.process_iter():
                with suppress_gone():
                    fresh = len(killed) < times and process.pid not in killed
                    if fresh and is_worker(process) and str(path) in open_files(process):
                        process.kill()
                        killed.append(process.pid)

    watching = threading.Thread(target=watch)
    watching.start()
    try:
        yield killed
    finally:
        over.set()
        watching.join()


def long_file(path: Path) -> Path:
    """Reading it takes some seconds, and no room."""
    with path.open("wb") as file:
        file.truncate(1 << 30)
    return path


@pytest.mark.slow
def test_a_task_whose_process_dies_is_done_again(machines: Machines, tmp_path: Path) -> None:
    data = some_pictures(20)
    with deadly(long_file(tmp_path / "long"), times=1) as killed:
        outcomes = list(fingerprint_all([*data[:5], tmp_path / "long", *data[5:]]))
    assert len(killed) == 1
    check([*outcomes[:5], *outcomes[6:]], [*data])
    assert isinstance(outcomes[5], Fingerprints) and outcomes[5].digests.size == 1 << 30


@pytest.mark.slow
def test_a_file_that_is_the_end_of_all_who_read_it_costs_nobody_else_his_answer(
    machines: Machines, tmp_path: Path
) -> None:
    data = some_pictures(20)
    with deadly(long_file(tmp_path / "poisoned"), times=1000) as killed:
        outcomes = list(fingerprint_all([*data[:5], tmp_path / "poisoned", *data[5:]]))
    assert len(killed) == 6
    check([*outcomes[:5], *outcomes[6:]], [*data])
    assert isinstance(outcomes[5], NotRead) and outcomes[5].reason == "lost"


@pytest.mark.slow
def test_a_node_lost_in_the_middle_costs_no_file_its_answer(machines: Machines) -> None:
    data = some_pictures(40)
    sources: list[Source] = [data[n % 40] for n in range(1200)]
    outcomes = fingerprint_all(sources)
    found = [next(outcomes) for _ in range(20)]
    machines.lose_the_second()
    found.extend(outcomes)
    known = {content: fingerprint(content).digests for content in data}
    assert [each.digests for each in found if isinstance(each, Fingerprints)] == [
        known[s] for s in sources if isinstance(s, bytes)
    ]
