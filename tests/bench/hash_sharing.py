"""How fast a list is taken over, by Hash Sharing and by the list feed, over real HTTP from one process, with each call's line in the trail:
by a receiver who only reads, which says what telling costs, and by another node, which keeps all of it.
`SEAWALL_BENCH_SIZES=20000` for another number of entries; more than 100,000 meet the limit of calls a minute."""

import os
import subprocess
import sys

from tests.bench._nodes import crowded_line, kinds, node_on, say, table
from tests.durability.node import ROOT, Node

COUNT = int(os.environ.get("SEAWALL_BENCH_SIZES", "100000").split(",")[0])
WANTED = "5,000/s"
WAYS = ("hash-sharing", "feed")
LONGEST_START = 600.0


def pulled(node: Node, secret: str, list_id: str, way: str) -> tuple[int, int, float]:
    """A process of its own: its work must not count as the node's."""
    argv = [sys.executable, "-m", "tests.bench._pullers", str(node.port + 2), list_id, way]
    done = subprocess.run(argv, cwd=ROOT, input=secret, capture_output=True, text=True, timeout=900)
    assert done.returncode == 0, done.stderr
    entries, calls, seconds = done.stdout.split()
    return int(entries), int(calls), float(seconds)


def spent(node: Node) -> float:
    """Seconds of processor of the node's process."""
    found = (process for process in node.processes() if process.name() == "seawall-node")
    return sum(sum(process.cpu_times()[:2]) for process in found)


def row(kind: str, node: Node, secret: str, list_id: str, way: str) -> list[str]:
    say(f"{kind}: pulling by {way}")
    before = spent(node)
    entries, calls, seconds = pulled(node, secret, list_id, way)
    busy = spent(node) - before
    assert entries >= COUNT, entries
    rates = [f"{entries / seconds:,.0f}/s", f"{entries / busy:,.0f}/s"]
    return [kind, way, f"{entries:,}", f"{calls:,}", *rates, WANTED]


def measured(kind: str) -> list[list[str]]:
    with node_on(kind) as node:
        say(f"{kind}: writing {COUNT:,} entries")
        node.prepare()
        secret, list_id = node.script("tests.bench._listed", str(COUNT)).split()
        node.spawn_and_wait(LONGEST_START, "--workers", "1")
        told = [row(kind, node, secret, list_id, way) for way in WAYS]
        return told + [kept(kind, node.at("node", ""), secret, list_id, way) for way in WAYS]


def kept(kind: str, address: str, secret: str, list_id: str, way: str) -> list[str]:
    """By another node, which has not heard of any of it."""
    say(f"{kind}: another node takes it over by {way}")
    with node_on(kind) as other:
        other.prepare()
        other.settings["SEAWALL_ALLOW_NETWORKS"] = "127.0.0.0/8"
        said = other.script("tests.bench._connector", address, list_id, way, said=secret, patience=3600)
    entries, seconds, busy = map(float, said.split())
    assert entries >= COUNT, entries
    rates = [f"{entries / seconds:,.0f}/s", f"{entries / busy:,.0f}/s"]
    return [kind, f"{way}, kept by another node", f"{entries:,.0f}", "", *rates, ""]


def main() -> None:
    crowded = crowded_line()
    rows = [one for kind in kinds() for one in measured(kind)]
    head = ["database", "way", "entries", "calls", "entries", "entries in processor time", "wanted"]
    print("## Taking a list over\n")
    print(table(head, rows))
    print(
        "\nOne process of the node, one receiver with one connection, from an empty copy to the last page; each entry with a PDQ and six"
        " categories; every call with its line in the trail. Processor time of whoever tells; where another node takes it over, of that"
        " one, which keeps each record as it came, its item, its fingerprint and its word. `make bench ARGS=hash_sharing`"
    )
    print(crowded)


if __name__ == "__main__":
    main()
