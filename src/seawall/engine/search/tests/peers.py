"""Starts other processes at an index, and the oracle of what they do."""

import subprocess
import sys
from pathlib import Path

from seawall.engine.search.tests.oracle import Oracle
from seawall.engine.search.tests.peer import change_of


def start(deed: str, folder: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "seawall.engine.search.tests.peer", deed, str(folder)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def line_of(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    return process.stdout.readline().strip()


def after(step: int) -> Oracle:
    """The state after the changes 0 to `step`."""
    oracle = Oracle()
    for number in range(step + 1):
        ids, codes = change_of(number)
        oracle.remove(ids, number) if codes is None else oracle.add(ids, codes, number)
    return oracle
