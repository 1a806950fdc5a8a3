"""A node as an operator runs it: `seawall serve` in processes of its own, with a data folder and a database of its own."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import psutil
import psycopg

from tests.peers.ports import free_port

ROOT = Path(__file__).parents[2]
SEAWALL = [sys.executable, "-c", "from seawall.cli import main; main()"]


class Node:
    def __init__(self, folder: Path, database_url: str = "") -> None:
        self.folder, self.database_url = folder, database_url
        self.settings: dict[str, str] = {}
        self.port = free_port(1, 2)
        self.process: subprocess.Popen[bytes] | None = None
        self.printed = folder / "printed"

    @property
    def env(self) -> dict[str, str]:
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith(("SEAWALL_", "DJANGO_"))
        }
        own = {"SEAWALL_DATA": str(self.folder / "data"), "DATABASE_URL": self.database_url}
        return (
            kept
            | own
            | self.settings
            | {"PYTHONPATH": str(ROOT), "DJANGO_SETTINGS_MODULE": "seawall.config.settings"}
        )

    def at(self, program: str, path: str) -> str:
        port = self.port + ("public", "staff", "node").index(program)
        return f"http://127.0.0.1:{port}{path}"

    def spawn(self, *words: str) -> subprocess.Popen[bytes]:
        with self.printed.open("ab") as out:
            return subprocess.Popen([*SEAWALL, *words], env=self.env, cwd=ROOT, stdout=out, stderr=out)

    def run(self, *words: str) -> str:
        done = subprocess.run(
            [*SEAWALL, *words], env=self.env, cwd=ROOT, capture_output=True, text=True, timeout=120
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def script(self, module: str, *words: str, said: str = "", patience: float = 900) -> str:
        argv = [sys.executable, "-m", module, *words]
        done = subprocess.run(
            argv, env=self.env, cwd=ROOT, capture_output=True, text=True, timeout=patience, input=said
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def start(self, *words: str) -> float:
        """Started and ready; the seconds it took."""
        begun = time.monotonic()
        self.process = self.spawn("serve", "--port", str(self.port), *words)
        programs = [words[words.index("--only") + 1]] if "--only" in words else ["public", "staff", "node"]
        self.port_of_one(programs)
        for program in programs:
            self.wait_ready(program)
        return time.monotonic() - begun

    def spawn_and_wait(self, most: float, *words: str) -> None:
        """As `start`, for a node that has much to read before it is ready."""
        self.process = self.spawn("serve", "--port", str(self.port), *words)
        for program in ("public", "staff", "node"):
            self.wait_ready(program, most)
        # Each process answers for itself, and one that is idle takes all that come one after another.
        with ThreadPoolExecutor(16) as threads:
            list(threads.map(lambda _: self.wait_ready("node", most), range(160)))

    def port_of_one(self, programs: list[str]) -> None:
        if len(programs) == 1:
            self.port -= ("public", "staff", "node").index(programs[0])

    def wait_ready(self, program: str, most: float = 240) -> None:
        deadline = time.monotonic() + most
        while status(self.at(program, "/readyz")) != 200:
            assert self.process is None or self.process.poll() is None, self.printed.read_text()
            assert time.monotonic() < deadline, f"{program} is not ready: {self.printed.read_text()}"
            time.sleep(0.05)

    def prepare(self) -> None:
        """An agency behind the public door."""
        self.run("agency", "add", "Meldestelle Nord", "--kind", "hotline", "--country", "DE", "--public-door")

    def forms(self, count: int) -> list[str]:
        return self.script("tests.durability.forms", "make", str(count)).splitlines()

    def missing(self, codes: list[str]) -> list[str]:
        return self.script("tests.durability.forms", "missing", said="\n".join(codes)).splitlines()

    def processes(self) -> list[psutil.Process]:
        assert self.process is not None
        top = psutil.Process(self.process.pid)
        return [top, *top.children(recursive=True)]

    def kill_everything(self) -> None:
        """As when the power goes, as far as processes can tell: nobody gets to say goodbye."""
        for process in self.processes():
            with_luck(process.kill)
        assert self.process is not None
        self.process.wait()
        self.process = None

    def stop(self) -> int:
        assert self.process is not None
        self.process.send_signal(signal.SIGTERM)
        ended = self.process.wait(timeout=40)
        self.process = None
        return ended

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        if self.database_url:
            with psycopg.connect(self.database_url) as pg:
                return pg.execute(sql.encode()).fetchall()
        with closing(sqlite3.connect(self.folder / "data" / "seawall.sqlite3", timeout=20)) as lite:
            return lite.execute(sql).fetchall()


def crowding() -> float:
    """How many times as long as alone on the machine everything takes right now; 1 where nothing else runs."""
    wall, own = time.monotonic(), time.process_time()
    while time.process_time() - own < 0.5:
        pass
    return max(1.0, (time.monotonic() - wall) / 0.5)


def with_luck(deed: Any) -> None:
    with suppress(psutil.NoSuchProcess):
        deed()


def status(url: str) -> int:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0
