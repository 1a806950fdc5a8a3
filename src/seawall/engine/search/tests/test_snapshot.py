"""A snapshot is the index as it was, opens as one of its own, and neither disturbs the other."""

import errno
import os
import shutil
from pathlib import Path

import numpy as np
import pytest

from seawall.engine.errors import BadInput
from seawall.engine.search.index import Index
from seawall.engine.search.tests import peers
from seawall.engine.search.tests.oracle import Oracle, check, some_codes

CODES = some_codes(60)


@pytest.mark.parametrize("linked", [True, False])
def test_it_copies_what_is_committed(tmp_path: Path, linked: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if not linked:
        monkeypatch.setattr(os, "link", no_links)
    then, now = Oracle(), Oracle()
    with Index.open(tmp_path / "index", writable=True) as index:
        for oracle in (then, now):
            oracle.add(list(range(30)), CODES[:30], 1)
            oracle.remove([2, 3])
            oracle.add([40], CODES[40:41], 2)
        index.add(np.arange(30), CODES[:30], 1)
        index.merge()
        index.remove([2])
        index._source.seal()  # type: ignore[union-attr]
        index.remove([3])
        index.add([40], CODES[40], 2)
        index.snapshot(tmp_path / "copy")
        for one in (index, now):
            one.add([41], CODES[41:42], 3)
            one.remove([0])
        check(index, now)
        with Index.open(tmp_path / "copy", writable=True) as copy:
            check(copy, then)
            for one in (copy, then):
                one.add([50], CODES[50:51], 9)
            copy.merge()
            check(copy, then)
        check(index, now)
        index.merge()
        check(index, now)
    shutil.rmtree(tmp_path / "index")
    check(Index.open(tmp_path / "copy"), then)


def no_links(*_: object) -> None:
    raise OSError(errno.EXDEV, "another file system")


def test_a_reader_takes_one_while_another_process_writes(tmp_path: Path) -> None:
    process = peers.start("write", tmp_path / "index")
    peers.line_of(process)
    with Index.open(tmp_path / "index") as index:
        for number in range(10):
            index.snapshot(tmp_path / f"copy-{number}")
    process.kill()
    process.communicate()
    for number in range(10):
        with Index.open(tmp_path / f"copy-{number}", writable=number % 2 == 0) as copy:
            check(copy, peers.after(copy.mark or 0))


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "copy").mkdir()
    (tmp_path / "copy" / "mine").write_text("mine")
    with Index.open(tmp_path / "index", writable=True) as index:
        for target in (tmp_path / "copy", tmp_path / "copy" / "mine"):
            with pytest.raises(BadInput, match="not empty"):
                index.snapshot(target)
    assert (tmp_path / "copy" / "mine").read_text() == "mine"
