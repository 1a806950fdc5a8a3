"""Resident memory of the three programs and the worker, started, used and at rest."""

import time
import urllib.request
from pathlib import Path

import psutil

from tests.bench._nodes import crowded_line, kinds, node_on, say, table
from tests.durability.node import Node
from tests.durability.reporter import Reporter

PAGES = {
    "public": ["/en/", "/de/", "/en/report/", "/en/help/", "/en/young/", "/en/follow-up/"],
    "staff": ["/account/login/"],
    "node": ["/healthz", "/api/v1/openapi.json"],
}


def use(node: Node) -> None:
    """Every program has answered more than its threads are many, and the worker has had work."""
    reporter = Reporter(node.port)
    for form in node.forms(60):
        assert reporter.send(form)[1]
    for program, paths in PAGES.items():
        for path in paths * 8:
            try:
                urllib.request.urlopen(node.at(program, path), timeout=20).read()
            except urllib.error.HTTPError:
                say(f"{program} {path} was refused")
    time.sleep(3)


def proportional(process: psutil.Process) -> int:
    rows = Path(f"/proc/{process.pid}/smaps_rollup").read_text().splitlines()
    return next(int(row.split()[1]) * 1024 for row in rows if row.startswith("Pss:"))


def megabytes(count: int) -> str:
    return f"{count / 1e6:.0f} MB"


def measure(kind: str) -> list[str]:
    with node_on(kind) as node:
        node.prepare()
        seconds = node.start()
        use(node)
        family = node.processes()
        resident = sum(process.memory_info().rss for process in family)
        shared_once = sum(proportional(process) for process in family)
        largest = max(process.memory_info().rss for process in family)
    return [kind, megabytes(resident), megabytes(shared_once), megabytes(largest), f"{seconds:.1f} s"]


def main() -> None:
    crowded = crowded_line()
    rows = [measure(kind) for kind in kinds()]
    head = [
        "database",
        "resident, added up",
        "with shared pages counted once",
        "the largest",
        "start to ready",
    ]
    print("## Memory and start\n")
    print("Wanted: at most 500 MB together, ready again within 5 s.\n")
    print(table(head, rows))
    print(
        "\nThree programs, the worker and their supervisor, after 60 reports and 72 pages. `make bench ARGS=memory`"
    )
    print(crowded)


if __name__ == "__main__":
    main()
