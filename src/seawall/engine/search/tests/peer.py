"""A second process at the same index: run as `python -m seawall.engine.search.tests.peer DEED FOLDER …`."""

import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from seawall.engine.codes import Codes
from seawall.engine.search import writer
from seawall.engine.search.index import Index

Change = tuple[list[int], Codes | None]


def change_of(step: int) -> Change:
    """The change with this number, the same in every process: some ids with codes to add, or ids to withdraw."""
    rng = np.random.default_rng(step)
    ids = rng.integers(0, 40, rng.integers(1, 30)).tolist()
    if step % 4 == 3:
        return ids[:3], None
    return ids, rng.integers(0, 256, (len(ids), 32), np.uint8)


def apply(step: int, index: Index) -> None:
    ids, codes = change_of(step)
    numbers = np.array(ids, np.uint64)
    if codes is None:
        index.remove(numbers, mark=step)
    else:
        index.add(numbers, codes, mark=step)


def write(folder: Path, say: Callable[[str], None]) -> None:
    """Change after change, from where the index stands; each is said when it is stored."""
    writer.TAIL_ROWS = 100
    with Index.open(folder, writable=True) as index:
        step = -1 if index.mark is None else index.mark
        while True:
            step += 1
            apply(step, index)
            say(str(step))


def watch(folder: Path, say: Callable[[str], None]) -> None:
    """Says the time at which the code of zeros was first found, and the time at which it was found no more."""
    zeros = np.zeros(32, np.uint8)
    with Index.open(folder) as index:
        say("ready")
        for wanted in (1, 0):
            while len(index.search(zeros).id) != wanted:
                time.sleep(0.0005)
            say(str(time.time()))


def hold(folder: Path, say: Callable[[str], None]) -> None:
    """Holds the writer's lock until its input ends."""
    with Index.open(folder, writable=True):
        say("ready")
        sys.stdin.read()


def fill(folder: Path, say: Callable[[str], None]) -> None:
    """Adds until the disk is full; says how many changes were stored, and what was said of the one that was not."""
    with Index.open(folder, writable=True) as index:
        step = -1
        try:
            while True:
                apply(step + 1, index)
                step += 1
        except OSError as error:
            say(f"{step} {type(error).__name__} {error}")


if __name__ == "__main__":
    deeds = {"write": write, "watch": watch, "hold": hold, "fill": fill}
    deeds[sys.argv[1]](Path(sys.argv[2]), lambda line: print(line, flush=True))  # noqa: T201
