"""An import that is killed at any moment and given again ends as if nothing had happened: every item once, the chain whole."""

import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest

from seawall.cli.importing.tally import BATCH
from seawall.wire.vics import write_hash_set
from tests.bench.vics import records
from tests.durability.node import Node

RECORDS = 16_000
# Of what the import before it took from its first batch on: early, between two batches, late.
KILLED_AFTER = (0.0, 0.7, 1.9)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "hash-set.json"
    with path.open("wb") as stream:
        assert write_hash_set(records(RECORDS), stream) == RECORDS
    return path


def taken(node: Node) -> int:
    """Items, each with two fingerprints (a tenth with three), what its source says and its line in the trail; anything else is half a record."""
    tables = ("material_item", "material_fingerprint", "material_statement")
    with closing(opened(node)) as database:
        items, prints, said = (
            database.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables
        )
        lines = database.execute(
            "SELECT count(*) FROM audit_line WHERE what = 'material.registered'"
        ).fetchone()[0]
    return int(items) if (prints, said, lines) == (items * 21 // 10, items, items) else -1


def opened(node: Node) -> Any:
    """One view of all tables, on SQLite as on PostgreSQL."""
    if node.database_url:
        database = psycopg.connect(node.database_url)
        database.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        return database
    found = sqlite3.connect(node.folder / "data" / "seawall.sqlite3", isolation_level=None)
    found.execute("BEGIN")
    return found


@pytest.mark.slow
def test_an_import_that_is_killed_is_gone_on_with(node: Node, file: Path) -> None:
    node.prepare()
    node.run(
        "staff",
        "add",
        "mara@nord.example",
        "--name",
        "Mara",
        "--agency",
        "Meldestelle Nord",
        "--duty",
        "analyst",
    )
    words = ("import", str(file), "--as", "mara@nord.example", "--source", "Example unit")
    for after in KILLED_AFTER:
        before = taken(node)
        process = node.spawn(*words)
        while taken(node) == before < RECORDS:
            assert process.poll() in (None, 0)
        time.sleep(after)
        process.kill()
        process.wait()
        # Batches whole or not at all, and each item with all that belongs to it.
        assert taken(node) % BATCH == 0
    node.run(*words)
    assert taken(node) == RECORDS
    node.run("audit", "verify")
    assert "nothing to add" in node.run(*words)
