"""Nodes to measure: one on SQLite, and one on PostgreSQL where SEAWALL_BENCH_POSTGRES or DATABASE_URL names a server;
`SEAWALL_BENCH_DATABASES=PostgreSQL` for one of them alone."""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.durability.node import Node, crowding
from tests.own_database import own_database

SERVER = os.environ.get("SEAWALL_BENCH_POSTGRES") or os.environ.get("DATABASE_URL", "")


def say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def kinds() -> list[str]:
    there = ["SQLite", "PostgreSQL"] if SERVER else ["SQLite"]
    wanted = os.environ.get("SEAWALL_BENCH_DATABASES", ",".join(there)).split(",")
    if not set(wanted) <= set(there):
        sys.exit(
            f"SEAWALL_BENCH_DATABASES={','.join(wanted)}: there are {', '.join(there)}; DATABASE_URL names a server"
        )
    return [kind for kind in there if kind in wanted]


@contextmanager
def node_on(kind: str) -> Iterator[Node]:
    with (
        tempfile.TemporaryDirectory() as folder,
        own_database(SERVER if kind == "PostgreSQL" else "", Path(folder) / "data") as url,
    ):
        node = Node(Path(folder), url)
        try:
            yield node
        finally:
            if node.process is not None:
                node.kill_everything()


def nth(values: list[float], share: float) -> float:
    """The value that so many of all are not above: nth(v, 0.99) is the p99."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def crowded_line() -> str:
    """Figures from a busy machine say so."""
    times = crowding()
    return (
        ""
        if times < 1.2
        else f"\n*The machine was busy: everything took about {times:.1f} times as long as on a quiet one.*"
    )
