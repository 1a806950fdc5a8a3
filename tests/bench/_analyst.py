"""Somebody who is signed in and asks for pages, over real HTTP; how long each took, by the clock and of the processor: of the program, and
of PostgreSQL's own processes for this database where its server is on this machine."""

import http.client
import time
from collections import defaultdict
from collections.abc import Mapping
from contextlib import suppress
from itertools import cycle
from urllib.parse import urlsplit

from tests.bench._nodes import nth
from tests.durability.node import Node

WARM_UP = 3
HERE = ("127.0.0.1", "localhost", "::1")
BACKENDS = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"


class Took:
    """Of one page: the seconds of each answer, and of the processor."""

    def __init__(self) -> None:
        self.waits: list[float] = []
        self.cpu: list[float] = []

    def ms(self, share: float) -> float:
        return nth(self.waits, share) * 1000

    @property
    def cpu_ms(self) -> float:
        return sum(self.cpu) / len(self.waits) * 1000

    def cpu_p95(self) -> float:
        """In milliseconds; on SQLite it is what a quiet machine takes, on PostgreSQL too but for the way between the two programs."""
        return nth(self.cpu, 0.95) * 1000


class Analyst:
    """One signed-in person at one connection, asking for one page after the other."""

    def __init__(self, node: Node, cookie: str) -> None:
        self.door = http.client.HTTPConnection(urlsplit(node.at("staff", "")).netloc, timeout=60)
        self.headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
        self.node = node
        self.look_around()

    def look_around(self) -> None:
        """PostgreSQL has a process for each connection, and connections come and go."""
        pids = [process.pid for process in self.node.processes()]
        if urlsplit(self.node.database_url).hostname in HERE:
            pids += [pid for (pid,) in self.node.rows(BACKENDS)]
        self.clocks = [cpu_clock(pid) for pid in pids]

    def ask(self, method: str, path: str, body: str) -> tuple[float, float]:
        cpu, asked = self.cpu(), time.monotonic()
        self.door.request(method, path, body, self.headers)
        answer = self.door.getresponse()
        answer.read()
        took = time.monotonic() - asked
        # A search that finds one record leads to it.
        assert answer.status == 200 or (method, answer.status) == ("POST", 302), (path, answer.status)
        now = self.cpu()
        return took, sum(now[clock] - cpu[clock] for clock in now.keys() & cpu.keys())

    def cpu(self) -> Mapping[int, float]:
        found = {}
        for clock in self.clocks:
            with suppress(OSError):
                found[clock] = time.clock_gettime(clock)
        return found


def cpu_clock(pid: int) -> int:
    """Linux's clock of another process's processor time (clock_getcpuclockid(3)): exact where /proc counts in hundredths."""
    return ~pid << 3 | 2


def asked(analyst: Analyst, pages: dict[str, list[tuple[str, str, str]]], rounds: int) -> dict[str, Took]:
    """Round by round, so that a busy minute of the machine falls on all pages alike."""
    took: dict[str, Took] = defaultdict(Took)
    turns = {name: cycle(requests) for name, requests in pages.items()}
    for number in range(rounds + WARM_UP):
        analyst.look_around()
        for name, turn in turns.items():
            wait, cpu = analyst.ask(*next(turn))
            if number >= WARM_UP:
                took[name].waits.append(wait)
                took[name].cpu.append(cpu)
    return took
