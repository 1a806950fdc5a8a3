"""The match interface over real HTTP: one fingerprint a call and a thousand a call, against a node that knows a million
pictures, in a real index, with each call's line in the trail. `SEAWALL_BENCH_SIZES=20000` for another number of them."""

import os
import subprocess
import sys
import time

from tests.bench._nodes import crowded_line, node_on, nth, say, table
from tests.durability.node import ROOT, Node

COUNT = int(os.environ.get("SEAWALL_BENCH_SIZES", "1000000").split(",")[0])
SECONDS, WARM_UP = 10.0, 2.0
CONNECTIONS = {1: 16, 1000: 4}
# So many a call, of so many one is planted: half, as hard as it gets, and one in a hundred, which is still more than is found in what
# people send.
COURSE = ((1, 2), (1000, 2), (1, 100), (1000, 100))
WANTED = {1: "500 (aim 1,500) calls/s", 1000: "50,000 (aim 200,000) fingerprints/s"}
LONGEST_START, LONGEST_DRAIN = 600.0, 120.0


def askers(node: Node, secret: str, per_call: int, every: int, seconds: float) -> list[float]:
    """Processes of their own: their work must not stand in the way of what is measured."""
    words = [
        str(node.port + 2),
        str(CONNECTIONS[per_call]),
        str(seconds),
        str(per_call),
        str(COUNT),
        str(every),
    ]
    argv = [sys.executable, "-m", "tests.bench._askers", *words]
    done = subprocess.run(argv, cwd=ROOT, input=secret, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    return [float(line) for line in done.stdout.split()]


def measure(node: Node, secret: str, per_call: int, every: int) -> tuple[list[str], int]:
    warm = askers(node, secret, per_call, every, WARM_UP)
    say(f"measuring {per_call} a call, one of {every} planted")
    before, begun = spent(node), time.monotonic()
    waits = askers(node, secret, per_call, every, SECONDS)
    processor = spent(node) - before
    assert time.monotonic() - begun < 300
    row = [
        f"{per_call:,}",
        f"1 of {every}",
        f"{len(waits) / SECONDS:,.0f}",
        f"{len(waits) * per_call / SECONDS:,.0f}",
        WANTED[per_call],
        f"{nth(waits, 0.5) * 1000:.1f} ms",
        f"{nth(waits, 0.99) * 1000:.1f} ms",
        f"{processor / len(waits) * 1e6:,.0f} µs",
    ]
    return row, len(warm) + len(waits)


def spent(node: Node) -> float:
    """Processor time of the node program alone."""
    return sum(
        sum(process.cpu_times()[:2]) for process in node.processes() if process.name() == "seawall-node"
    )


def lines_in_trail(node: Node, wanted: int) -> None:
    """Every answered call, soon after."""
    deadline = time.monotonic() + LONGEST_DRAIN
    while (
        kept := int(node.rows("SELECT count(*) FROM audit_line WHERE what = 'material.asked'")[0][0])
    ) < wanted:
        assert time.monotonic() < deadline, f"{kept} of {wanted} calls are in the trail"
        time.sleep(0.5)
    assert kept == wanted, (kept, wanted)


def main() -> None:
    crowded = crowded_line()
    with node_on("SQLite") as node:
        say(f"writing {COUNT:,} known pictures")
        node.prepare()
        secret = node.script("tests.bench._known", str(COUNT))
        say("starting; the index is made and read")
        node.spawn_and_wait(LONGEST_START, "--workers", "2", "--threads", "2")
        rows, calls = [], 0
        for per_call, every in COURSE:
            row, asked = measure(node, secret, per_call, every)
            rows.append(row)
            calls += asked
        say("waiting for the trail")
        lines_in_trail(node, calls)
    head = ["a call", "planted", "calls/s", "fingerprints/s", "wanted", "median", "p99", "processor a call"]
    print("## The match interface\n")
    print(table(head, rows))
    print(
        f"\n{COUNT:,} pictures on one list, two processes of two threads, {CONNECTIONS[1]} and {CONNECTIONS[1000]} connections that stay"
        f" open, {SECONDS:.0f} s each, askers on the same machine; planted: within 31 bits of a stored one, each of them found; every call has its line on the disk (fsync) before its answer and in the trail soon after."
        " `make bench ARGS=match`"
    )
    print(crowded)


if __name__ == "__main__":
    main()
