"""A full disk: what was stored stays, what was not is said, and when there is room again work goes on."""

import contextlib
import errno
import os
import resource
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from seawall.engine.errors import EngineError
from seawall.engine.search import upkeep, writer
from seawall.engine.search.disk import NotWritten
from seawall.engine.search.index import Index
from seawall.engine.search.tests import peers
from seawall.engine.search.tests.oracle import Oracle, check, some_codes


@contextlib.contextmanager
def files_no_longer_than(size: int) -> Iterator[None]:
    """The kernel refuses to make files longer, in the middle of a write if need be, as a full disk would."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    disk = tmp_path / "disk"
    disk.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", str(disk)]
    if os.geteuid() != 0 or subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("needs root and the right to mount a small disk")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.parametrize("room", [0, 1, 31, 32, 50, 500])
def test_a_change_that_does_not_fit_is_not_made(tmp_path: Path, room: int) -> None:
    oracle, codes = Oracle(), some_codes(60)
    with Index.open(tmp_path, writable=True) as index, Index.open(tmp_path) as reader:
        for one in (index, oracle):
            one.add(list(range(30)), codes[:30], 1)
        journal = next(tmp_path.glob("journal-*"))
        size = journal.stat().st_size
        with (
            files_no_longer_than(size + room),
            pytest.raises(NotWritten, match="as it was before") as refused,
        ):
            index.add(np.arange(100, 130), codes[30:])
        assert refused.value.errno == errno.EFBIG and refused.value.filename == str(journal)
        assert isinstance(refused.value, EngineError) and journal.stat().st_size == size
        for one in (index, reader):
            check(one, oracle)
        for one in (index, oracle):
            one.add([100], codes[30:31], 2)
        for one in (index, reader, again := Index.open(tmp_path)):
            check(one, oracle)
        again.close()


@pytest.mark.parametrize("size", [0, 100, 600, 4096, 5000])
def test_a_merge_that_does_not_fit_is_not_made(tmp_path: Path, size: int) -> None:
    oracle, codes = Oracle(), some_codes(300)
    with Index.open(tmp_path, writable=True) as index:
        for one in (index, oracle):
            one.add(list(range(300)), codes, 1)
            one.remove([5])
        with files_no_longer_than(size), pytest.raises(NotWritten):
            index.merge()
        check(index, oracle)
        index.close()
    with Index.open(tmp_path, writable=True) as index:
        check(index, oracle)
        index.merge()
        check(index, oracle)
        names = sorted(path.name.split("-")[0] for path in tmp_path.iterdir())
        assert names == ["journal", "lock", "manifest", "segment"]


def test_more_than_a_tail_that_does_not_fit_is_not_added(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "TAIL_ROWS", 100)
    oracle, codes = Oracle(), some_codes(230)
    with Index.open(tmp_path, writable=True) as index:
        for one in (index, oracle):
            one.add(list(range(30)), codes[:30], 1)
        with files_no_longer_than(4096), pytest.raises(NotWritten):
            index.add(np.arange(1000, 1200), codes[30:], mark=2)
        check(index, oracle)
        assert not list(tmp_path.glob("segment-*"))
        for one in (index, oracle):
            one.add(list(range(1000, 1200)), codes[30:], 2)
        check(index, oracle)


def test_trouble_in_the_background_is_said_and_passes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "TAIL_ROWS", 100)
    monkeypatch.setattr(upkeep, "PAUSE_S", 0.01)
    oracle, codes = Oracle(), some_codes(300)
    with Index.open(tmp_path, writable=True) as index:
        with files_no_longer_than(7000):
            for at in range(0, 150, 10):
                for one in (index, oracle):
                    one.add(list(range(at, at + 10)), codes[at : at + 10], at)
            wait_for(lambda: "nothing was stored" in index.trouble)
            check(index, oracle)
        for one in (index, oracle):
            one.add([200], codes[200:201], 200)
        wait_for(lambda: index.trouble == "" and list(tmp_path.glob("segment-*")) != [])
        check(index, oracle)


def wait_for(done: Callable[[], bool]) -> None:
    for _ in range(12_000):
        if done():
            return
        time.sleep(0.005)
    raise AssertionError("it did not happen")


def test_a_really_full_disk_loses_nothing(small_disk: Path) -> None:
    folder = small_disk / "index"
    process = peers.start("fill", folder)
    stored, name, said = peers.line_of(process).split(" ", 2)
    process.communicate()
    assert name == "NotWritten" and os.strerror(errno.ENOSPC) in said and int(stored) > 50
    with Index.open(folder) as index:
        check(index, peers.after(int(stored)))
    with Index.open(folder, writable=True) as index:
        check(index, peers.after(int(stored)))
        with pytest.raises(NotWritten):
            index.add(np.arange(20_000), some_codes(20_000))
        check(index, peers.after(int(stored)))
