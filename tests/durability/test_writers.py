"""SQLite under eight writers at once, in eight processes: nobody starves. The stock backend in the same run shows why."""

import json
import sqlite3
import statistics
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from seawall.config.settings import DATABASES
from tests.durability.node import ROOT, Node, crowding, status
from tests.durability.reporter import Reporter

WRITERS, SECONDS = 8, 8.0
OURS, STOCK = "seawall.core.sqlite", "django.db.backends.sqlite3"


@dataclass
class Waited:
    took: list[list[float]]
    locked: int

    @property
    def worst(self) -> float:
        return max(max(one) for one in self.took)

    @property
    def median(self) -> float:
        return statistics.median(wait for one in self.took for wait in one)

    @property
    def unequal(self) -> float:
        """How many times as often the luckiest writer wrote as the unluckiest."""
        counts = [len(one) for one in self.took]
        return max(counts) / max(1, min(counts))

    def __str__(self) -> str:
        writes = sum(len(one) for one in self.took)
        return (
            f"{writes} writes, median {self.median * 1000:.1f} ms, worst {self.worst * 1000:.0f} ms, "
            f"worst/median {self.worst / self.median:.0f}, luckiest/unluckiest {self.unequal:.1f}, {self.locked} locked out"
        )


class Writer:
    def __init__(self, argv: list[str]) -> None:
        self.process = subprocess.Popen(
            argv, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def wait_until_up(self) -> None:
        assert self.process.stdout is not None and self.process.stdout.readline() == "up\n"

    def begin(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write("go\n")
        self.process.stdin.flush()

    def said(self) -> Any:
        return json.loads(self.process.communicate(timeout=120)[0])


def write_together(engine: str, folder: Path) -> Waited:
    file = folder / f"{engine}.sqlite3"
    with closing(sqlite3.connect(file)) as lite:
        lite.executescript(
            "CREATE TABLE counter (id INTEGER PRIMARY KEY, n INTEGER); INSERT INTO counter VALUES (1, 0);"
            "CREATE TABLE line (id INTEGER PRIMARY KEY, n INTEGER UNIQUE, body TEXT); PRAGMA journal_mode=WAL;"
        )
    argv = [sys.executable, "-m", "tests.durability.writers", engine, str(file), str(SECONDS)]
    writers = [Writer(argv) for _ in range(WRITERS)]
    for writer in writers:
        writer.wait_until_up()
    for writer in writers:
        writer.begin()
    said = [writer.said() for writer in writers]
    with closing(sqlite3.connect(file)) as lite:
        written = lite.execute("SELECT count(*), max(n) FROM line").fetchone()
    assert (
        written[0] == written[1] == sum(len(one["took"]) for one in said) - sum(one["locked"] for one in said)
    )
    return Waited([one["took"] for one in said], sum(one["locked"] for one in said))


@pytest.mark.slow
@pytest.mark.skipif(OURS not in str(DATABASES["default"]["ENGINE"]), reason="about SQLite")
def test_none_of_eight_writers_starves(tmp_path: Path) -> None:
    stock, ours = write_together(STOCK, tmp_path), write_together(OURS, tmp_path)
    told = f"stock: {stock}\nours:  {ours}"
    sys.stdout.write(told + "\n")
    assert ours.locked == 0, told
    assert ours.worst < stock.worst / 2, told
    assert ours.unequal < 2, told


@pytest.mark.slow
@pytest.mark.skipif(OURS not in str(DATABASES["default"]["ENGINE"]), reason="about SQLite")
def test_a_lock_held_by_another_program_gives_a_clear_page_and_keeps_nothing(node: Node) -> None:
    node.prepare()
    form = node.forms(1)[0]
    node.start("--only", "public")
    reporter, crowd = Reporter(node.port), crowding()
    with closing(sqlite3.connect(node.folder / "data" / "seawall.sqlite3", isolation_level=None)) as other:
        assert other.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        other.execute("BEGIN IMMEDIATE")
        begun = time.monotonic()
        assert reporter.send(form) == (503, "")
        assert 7 < time.monotonic() - begun < 15 * max(crowd, crowding())
        assert status(node.at("public", "/readyz")) == 200, "who only reads is not held up"
        other.execute("ROLLBACK")
    assert node.rows("SELECT count(*) FROM reports_report") == [(0,)]
    assert node.rows("SELECT count(*) FROM audit_line WHERE what LIKE 'reports.%'") == [(0,)]
    assert reporter.send(form)[0] == 200, "the same form, sent again, arrives"
