"""Keeps the programs and the worker running: starts again what dies, stops all together.

`seawall serve` forks its children while Django is loaded, which makes a start quick, and then turns itself into this
process, which knows no Django, so that watching costs a few megabytes.
"""

import ctypes
import json
import os
import signal
import socket
import sys
import time
from dataclasses import dataclass, field

LONGEST_STOP = 25.0
SHORTEST_PAUSE, LONGEST_PAUSE = 0.5, 30.0
# Who lived this long has started well; the next fall is a new story.
LIVED_WELL = 10.0
PR_SET_PDEATHSIG, PR_SET_NAME = 1, 15
STOPS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


def die_with_parent() -> None:
    """Also when the supervisor is killed outright, nobody is left behind (prctl(2), Linux)."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def hold_stops() -> None:
    """Until the supervisor can stop its children in good order, a signal to stop waits."""
    signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)


def alone(name: str) -> None:
    """A group of its own: Ctrl-C at the terminal reaches the supervisor alone, which stops all in good order."""
    os.setpgid(0, 0)
    die_with_parent()
    # What `ps` and `top` show; a forked child would otherwise bear its parent's name.
    ctypes.CDLL(None).prctl(PR_SET_NAME, f"seawall-{name}".encode())
    signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPS)


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


@dataclass(slots=True)
class Child:
    name: str
    argv: list[str]
    host: str = ""
    port: int = 0
    pid: int = 0
    pause: float = SHORTEST_PAUSE
    born: float = field(default_factory=time.monotonic)
    due: float = 0.0
    told: bool = False

    @property
    def where(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}" if self.port else "running"

    def start(self) -> None:
        self.born = time.monotonic()
        self.pid = os.fork()
        if self.pid == 0:
            alone(self.name)
            os.execv(self.argv[0], self.argv)

    def ended(self) -> int | None:
        """The exit status, minus the signal if one killed it; None while it runs."""
        pid, status = os.waitpid(self.pid, os.WNOHANG)
        return os.waitstatus_to_exitcode(status) if pid else None

    def is_up(self) -> bool:
        if not self.port:
            return True
        try:
            socket.create_connection((self.host, self.port), 0.2).close()
        except OSError:
            return False
        return True


class Supervisor:
    def __init__(self, children: list[Child]) -> None:
        self.children = children
        self.stopping = False

    def run(self) -> int:
        for number in STOPS:
            signal.signal(number, self.stop)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPS)
        while not self.stopping:
            for child in self.children:
                self.look_after(child)
            time.sleep(0.1)
        self.end_all()
        return 0

    def stop(self, *_: object) -> None:
        self.stopping = True

    def look_after(self, child: Child) -> None:
        if not child.pid:
            if time.monotonic() >= child.due:
                child.start()
            return
        status = child.ended()
        if status is not None:
            self.mourn(child, status)
        elif not child.told and child.is_up():
            child.told = True
            say(f"{child.name:<8}{child.where}")

    def mourn(self, child: Child, status: int) -> None:
        lived = time.monotonic() - child.born
        child.pause = SHORTEST_PAUSE if lived > LIVED_WELL else min(child.pause * 2, LONGEST_PAUSE)
        child.pid, child.told = 0, False
        child.due = time.monotonic() + child.pause
        say(f"{child.name:<8}ended with status {status}; starting it again in {child.pause:.0f} s")

    def end_all(self) -> None:
        running = [child for child in self.children if child.pid]
        for child in running:
            os.kill(child.pid, signal.SIGTERM)
        deadline = time.monotonic() + LONGEST_STOP
        while running and time.monotonic() < deadline:
            running = [child for child in running if not self.has_left(child)]
            time.sleep(0.05)
        for child in running:
            say(f"{child.name:<8}did not end in {LONGEST_STOP:.0f} s; it is killed")
            os.kill(child.pid, signal.SIGKILL)
            os.waitpid(child.pid, 0)

    @staticmethod
    def has_left(child: Child) -> bool:
        status = child.ended()
        if status not in (None, 0, -signal.SIGTERM):
            say(f"{child.name:<8}ended with status {status}")
        return status is not None


if __name__ == "__main__":
    sys.exit(Supervisor([Child(**child) for child in json.loads(sys.argv[1])]).run())
