"""Somebody who is signed in and asks for pages, over real HTTP; how long each took, by the clock and of the program's processor."""

import http.client
import time
from collections import defaultdict
from itertools import cycle
from urllib.parse import urlsplit

from tests.bench._nodes import nth
from tests.durability.node import Node

WARM_UP = 3


class Took:
    """Of one page: the seconds of each answer, and of the program's own processor."""

    def __init__(self) -> None:
        self.waits: list[float] = []
        self.cpu: list[float] = []

    def ms(self, share: float) -> float:
        return nth(self.waits, share) * 1000

    @property
    def cpu_ms(self) -> float:
        return sum(self.cpu) / len(self.waits) * 1000

    def cpu_p95(self) -> float:
        """In milliseconds; on SQLite, which works within the program, it is what a quiet machine takes."""
        return nth(self.cpu, 0.95) * 1000


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


def asked(analyst: Analyst, pages: dict[str, list[tuple[str, str, str]]], rounds: int) -> dict[str, Took]:
    """Round by round, so that a busy minute of the machine falls on all pages alike."""
    took: dict[str, Took] = defaultdict(Took)
    turns = {name: cycle(requests) for name, requests in pages.items()}
    for number in range(rounds + WARM_UP):
        for name, turn in turns.items():
            wait, cpu = analyst.ask(*next(turn))
            if number >= WARM_UP:
                took[name].waits.append(wait)
                took[name].cpu.append(cpu)
    return took
