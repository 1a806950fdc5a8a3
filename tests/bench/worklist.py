"""The desk with a hundred thousand reports that wait and half as many decided, over real HTTP; beside it, in the same run, the
same pages with a hundred, and a page of the same program that reads no records."""

import http.client
import json
import time
from collections import defaultdict
from itertools import cycle
from urllib.parse import urlsplit

from tests.bench._nodes import crowded_line, kinds, node_on, nth, say, table
from tests.durability.node import Node

MANY, FEW = 100_000, 100
ROUNDS, WARM_UP = 60, 3
BARE = "a page without records"


class Took:
    """Of one page: the seconds of each answer, and of the program's own processor."""

    def __init__(self) -> None:
        self.waits: list[float] = []
        self.cpu = 0.0

    def ms(self, share: float) -> float:
        return nth(self.waits, share) * 1000

    @property
    def cpu_ms(self) -> float:
        return self.cpu / len(self.waits) * 1000


class Analyst:
    """One signed-in person at one connection, asking for one page after the other."""

    def __init__(self, node: Node, cookie: str) -> None:
        self.door = http.client.HTTPConnection(urlsplit(node.at("staff", "")).netloc, timeout=60)
        self.headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
        self.clocks = [cpu_clock(process.pid) for process in node.processes()]

    def ask(self, method: str, path: str, body: str) -> tuple[float, float]:
        cpu, asked = self.cpu(), time.monotonic()
        self.door.request(method, path, body, self.headers)
        answer = self.door.getresponse()
        answer.read()
        took = time.monotonic() - asked
        assert answer.status == 200, (path, answer.status)
        return took, self.cpu() - cpu

    def cpu(self) -> float:
        return sum(time.clock_gettime(clock) for clock in self.clocks)


def cpu_clock(pid: int) -> int:
    """Linux's clock of another process's processor time (clock_getcpuclockid(3)): exact where /proc counts in hundredths."""
    return ~pid << 3 | 2


def measure(kind: str, count: int) -> dict[str, Took]:
    say(f"{kind}: preparing")
    with node_on(kind) as node:
        told = json.loads(node.script("tests.bench._worklist", str(count)))
        node.start("--only", "staff")
        say(f"{kind}: asking")
        return asked(Analyst(node, told["cookie"]), told["pages"])


def asked(analyst: Analyst, pages: dict[str, list[tuple[str, str, str]]]) -> dict[str, Took]:
    """Round by round, so that a busy minute of the machine falls on all pages alike."""
    took: dict[str, Took] = defaultdict(Took)
    turns = {name: cycle(requests) for name, requests in pages.items()}
    for number in range(ROUNDS + WARM_UP):
        for name, turn in turns.items():
            wait, cpu = analyst.ask(*next(turn))
            if number >= WARM_UP:
                took[name].waits.append(wait)
                took[name].cpu += cpu
    return took


def row(kind: str, name: str, many: dict[str, Took], few: dict[str, Took]) -> list[str]:
    took, p95 = many[name], many[name].ms(0.95)
    return [
        kind,
        name,
        f"{took.ms(0.5):.0f} ms",
        f"{p95:.0f} ms",
        f"{few[name].ms(0.95):.0f} ms",
        f"{p95 / many[BARE].ms(0.95):.1f}",
        f"{took.cpu_ms:.0f} ms",
    ]


def main() -> None:
    crowded = crowded_line()
    rows = []
    for kind in kinds():
        many, few = measure(kind, MANY), measure(kind, FEW)
        rows += [row(kind, name, many, few) for name in many]
    print(f"## The desk with {MANY:,} reports\n")
    print("Wanted: worklist p95 at most 200 ms.\n")
    head = ["database", "page", "median", "p95", f"p95 with {FEW}", "ratio to the bare page", "processor"]
    print(table(head, rows))
    print(
        f"\n{MANY:,} reports that wait, {MANY // 2:,} decided ones with their locations, all with their lines in the trail; one "
        f"signed-in analyst over HTTP, {ROUNDS} times each page, one after the other. Bare: {BARE}. Processor: of the staff program "
        "for one answer, without PostgreSQL's own. `make bench ARGS=worklist`"
    )
    print(crowded)


if __name__ == "__main__":
    main()
