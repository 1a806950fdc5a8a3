"""Reports taken in a second over real HTTP, sixteen connections, each report audited and on disk when its code is shown.

Beside it, in the same run, the same posts to the same page without a form to keep (a refused one: the same request,
middleware and page, no record and no line), which says how much the keeping costs.
"""

import subprocess
import sys
import time
from dataclasses import dataclass

from tests.bench._nodes import crowded_line, kinds, node_on, nth, say, table
from tests.durability.node import ROOT, Node

CONNECTIONS, SECONDS, WARM_UP = 16, 10.0, 40


@dataclass
class Taken:
    seconds: float
    waits: list[float]

    @property
    def rate(self) -> float:
        return len(self.waits) / self.seconds


def senders(node: Node, forms: list[str], program: str = "tests.bench._senders") -> Taken:
    """The senders are processes of their own: their work must not stand in the way of what is measured."""
    argv = [sys.executable, "-m", program, str(node.port), str(CONNECTIONS), str(SECONDS)]
    begun = time.monotonic()
    done = subprocess.run(argv, cwd=ROOT, input="\n".join(forms), capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    waits = [float(line) for line in done.stdout.split()]
    return Taken(min(SECONDS, time.monotonic() - begun), waits)


def measure(kind: str) -> list[str]:
    with node_on(kind) as node:
        say(f"{kind}: preparing")
        node.prepare()
        forms = node.forms(6000)
        node.start("--only", "public", "--workers", "2", "--threads", "2")
        senders(node, forms[:WARM_UP])
        say(f"{kind}: measuring")
        kept = senders(node, forms[WARM_UP:])
        empty = senders(node, ["spoiled"] * 20000)
        count = int(node.rows("SELECT count(*) FROM reports_report")[0][0])
        lines = int(node.rows("SELECT count(*) FROM audit_line WHERE what = 'reports.filed'")[0][0])
        assert count == lines == len(kept.waits) + WARM_UP, (count, lines, len(kept.waits))
    return [
        kind,
        f"{kept.rate:.0f}",
        f"{nth(kept.waits, 0.5) * 1000:.0f} ms",
        f"{nth(kept.waits, 0.99) * 1000:.0f} ms",
        f"{empty.rate:.0f}",
        f"{kept.rate / empty.rate:.2f}",
    ]


def main() -> None:
    crowded = crowded_line()
    rows = [measure(kind) for kind in kinds()]
    head = ["database", "reports/s", "median", "p99", "same page, nothing kept /s", "ratio"]
    print("## Reports taken in\n")
    print("Wanted: at least 100 a second, p99 at most 300 ms.\n")
    print(table(head, rows))
    print(
        f"\n{CONNECTIONS} connections, two processes of two threads each, {SECONDS:.0f} s, senders on the same machine; every "
        "report has its line in the trail and is on disk (fsync) before its receipt code is shown. "
        "`make bench ARGS=intake`"
    )
    print(crowded)


if __name__ == "__main__":
    main()
