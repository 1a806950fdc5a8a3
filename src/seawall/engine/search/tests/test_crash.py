"""kill -9 of a writing process at any moment, over and over: what it said is stored is there, and nothing is half there."""

import random
import time
from pathlib import Path

import pytest

from seawall.engine.search.index import Index
from seawall.engine.search.tests import peers
from seawall.engine.search.tests.oracle import check


@pytest.mark.slow
def test_it_keeps_every_stored_change(tmp_path: Path) -> None:
    lengths, chance = [], random.Random(3)
    for _ in range(40):
        # By changes and not by the clock, so that a busy machine proves as much; then a moment more, to be anywhere in the next.
        acknowledged, stored = killed_while_writing(
            tmp_path / "index", chance.randrange(40), chance.uniform(0, 0.02)
        )
        assert stored >= acknowledged
        lengths.append(stored)
    assert lengths == sorted(lengths) and lengths[-1] > 500, lengths


def test_it_keeps_what_was_stored_when_killed_once(tmp_path: Path) -> None:
    acknowledged, stored = killed_while_writing(tmp_path / "index", 5, 0.01)
    assert stored >= acknowledged >= 0


def killed_while_writing(folder: Path, changes: int, seconds: float) -> tuple[int, int]:
    """The last change the writer said was stored, and the one the index holds, each of its changes whole."""
    process = peers.start("write", folder)
    *_, last = [peers.line_of(process) for _ in range(changes + 1)]
    time.sleep(seconds)
    process.kill()
    # Not `communicate`, which forgets what `readline` has read ahead.
    with process:
        assert process.stdout
        said = process.stdout.read().split("\n")[:-1]
    acknowledged = int(said[-1] if said else last)
    with Index.open(folder) as index:
        stored = index.mark
        assert stored is not None
        # A change that was stored but not yet said may be there or not.
        assert stored - acknowledged in (0, 1)
        check(index, peers.after(stored))
    with Index.open(folder, writable=True) as index:
        check(index, peers.after(stored))
    return acknowledged, stored
