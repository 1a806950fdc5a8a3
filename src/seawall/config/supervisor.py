"""Keeps the programs and the worker running: starts them, starts again what dies, stops all together.

`seawall serve` turns itself into this process when everything is prepared. It knows no Django, so that watching costs a
few megabytes; `python -m seawall.config.supervisor` is no command for people.
"""

import ctypes
import json
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field

LONGEST_STOP = 25.0
SHORTEST_PAUSE, LONGEST_PAUSE = 0.5, 30.0
# Who lived this long has started well; the next fall is a new story.
LIVED_WELL = 10.0
PR_SET_PDEATHSIG = 1


@dataclass(slots=True)
class Child:
    name: str
    argv: list[str]
    env: dict[str, str]
    host: str = ""
    port: int = 0
    pause: float = SHORTEST_PAUSE
    born: float = 0.0
    due: float = 0.0
    told: bool = False
    process: subprocess.Popen[bytes] | None = field(default=None)

    @property
    def where(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}" if self.port else "running"

    def start(self) -> None:
        self.born = time.monotonic()
        # A group of its own: Ctrl-C at the terminal reaches the supervisor alone, which stops all in good order.
        self.process = subprocess.Popen(
            self.argv, env={**os.environ, **self.env}, process_group=0, preexec_fn=die_with_parent
        )

    def is_up(self) -> bool:
        if self.process is None or self.process.poll() is not None:
            return False
        if not self.port:
            return True
        try:
            socket.create_connection((self.host, self.port), 0.2).close()
        except OSError:
            return False
        return True


def die_with_parent() -> None:
    """Also when the supervisor is killed outright, nobody is left behind (prctl(2), Linux)."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


class Supervisor:
    def __init__(self, children: list[Child]) -> None:
        self.children = children
        self.stopping = False

    def run(self) -> int:
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self.stop)
        for child in self.children:
            child.start()
        while not self.stopping:
            for child in self.children:
                self.look_after(child)
            time.sleep(0.1)
        self.end_all()
        return 0

    def stop(self, *_: object) -> None:
        self.stopping = True

    def look_after(self, child: Child) -> None:
        if child.process is not None and child.process.poll() is not None:
            self.mourn(child, child.process.returncode)
        elif child.process is None and time.monotonic() >= child.due and not self.stopping:
            child.start()
        elif not child.told and child.is_up():
            child.told = True
            say(f"{child.name:<8}{child.where}")

    def mourn(self, child: Child, status: int) -> None:
        lived = time.monotonic() - child.born
        child.pause = SHORTEST_PAUSE if lived > LIVED_WELL else min(child.pause * 2, LONGEST_PAUSE)
        child.process, child.told = None, False
        child.due = time.monotonic() + child.pause
        say(f"{child.name:<8}ended with status {status}; starting it again in {child.pause:.0f} s")

    def end_all(self) -> None:
        running = [child.process for child in self.children if child.process is not None]
        for process in running:
            process.terminate()
        deadline = time.monotonic() + LONGEST_STOP
        for process in running:
            try:
                process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


if __name__ == "__main__":
    sys.exit(Supervisor([Child(**child) for child in json.loads(sys.argv[1])]).run())
