"""`seawall demo` as a newcomer starts it: an empty home, free ports, and what it prints kept to be followed."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from seawall.demo.places import Places
from tests.journeys.node import ROOT

SECONDS_TO_START = 170


def free_places() -> Places:
    """Four neighbouring ports and the name server's: looked for, because a range cannot be asked for."""
    for port in range(20_000 + os.getpid() % 300 * 100, 60_000, 100):
        if all(_is_free(port + offset) for offset in (0, 1, 2, 3, 53)):
            return Places(port)
    raise RuntimeError("no five free ports on this machine")


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


class RunningDemo:
    def __init__(self, home: Path, places: Places, *words: str) -> None:
        self.home, self.places, self.words = home, places, words
        self.printed = ""
        self._out = home / "printed.txt"

    def __enter__(self) -> Self:
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith(("SEAWALL_", "DJANGO_"))
        }
        environment = {
            **kept,
            "HOME": str(self.home),
            "PYTHONPATH": str(ROOT / "src"),
            "PYTHONUNBUFFERED": "1",
        }
        with self._out.open("w") as out:
            self._process = subprocess.Popen(
                [
                    str(Path(sys.executable).with_name("seawall")),
                    "demo",
                    "--port",
                    str(self.places.port),
                    *self.words,
                ],
                env=environment,
                cwd=self.home,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        until = time.monotonic() + SECONDS_TO_START
        while "Ctrl-C" not in (printed := self._out.read_text()):
            if self._process.poll() is not None or time.monotonic() > until:
                self._end()
                raise AssertionError(f"the demo did not start:\n{printed}")
            time.sleep(0.2)
        self.printed = printed
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def _end(self) -> None:
        """As Ctrl-C in the terminal: the whole group hears it."""
        os.killpg(self._process.pid, signal.SIGINT)
        try:
            self._process.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait(15)
