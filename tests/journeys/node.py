"""A real node for a story: `seawall serve` in a folder of its own, with real peers around it on loopback."""

import os
import signal
import subprocess
import sys
import time
import urllib.request
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.error import URLError

from tests.own_database import own_database
from tests.peers import DnsPeer, MailPeer, RdapPeer, WebPeer
from tests.peers.ports import free_port

ROOT = Path(__file__).parents[2]
PROGRAMS = ("public", "staff", "node")
SECONDS_TO_START = 240


class RunningNode:
    """Use as a context manager. `log` holds what the programs wrote; nothing of a case may stand in it."""

    def __init__(self, folder: Path, database_url: str = "") -> None:
        self.folder = folder
        self.log = folder / "serve.log"
        self.web, self.dns, self.rdap, self.mail = WebPeer(), DnsPeer(), RdapPeer(), MailPeer()
        self.port = free_port(1, 2)
        self._server_url, self._database = database_url, ""
        self._stack = ExitStack()

    def url(self, program: str) -> str:
        return f"http://127.0.0.1:{self.port + PROGRAMS.index(program)}"

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("SEAWALL_")}
        kept.pop("DJANGO_SETTINGS_MODULE", None)
        return {
            **kept,
            "HOME": str(self.folder),
            "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
            "SEAWALL_DATA": str(self.folder / "data"),
            "SEAWALL_PUBLIC_URL": self.url("public"),
            "SEAWALL_STAFF_URL": self.url("staff"),
            "SEAWALL_NODE_URL": self.url("node"),
            "SEAWALL_DNS": self.dns.address,
            "SEAWALL_RDAP": self.rdap.url,
            "SEAWALL_SMTP_URL": self.mail.url,
            "SEAWALL_MAIL_FROM": "hinweise@meldestelle-nord.example",
            "SEAWALL_ALLOW_NETWORKS": "127.0.0.0/8",
            "DATABASE_URL": self._database,
        }

    def run(self, *words: str, code: str = "", told: str = "") -> str:
        """A command of `seawall`, or a piece of Python with Django set up, on this node's data."""
        if code:
            code = (
                f"import os, django\nos.environ['DJANGO_SETTINGS_MODULE'] = 'seawall.config.settings'\n"
                f"django.setup()\n{code}"
            )
        else:
            code = "from seawall.cli import main\nmain()"
        done = subprocess.run(
            [sys.executable, "-c", code, *words],
            env=self.environment,
            cwd=self.folder,
            input=told,
            capture_output=True,
            text=True,
            timeout=120,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            for peer in (self.web, self.dns, self.rdap, self.mail):
                stack.enter_context(peer)
            self._database = stack.enter_context(own_database(self._server_url, self.folder / "data"))
            self._stack = stack.pop_all()
        return self

    def serve(self) -> None:
        """Start the programs and wait until each says that it is ready."""
        log = self._stack.enter_context(self.log.open("w"))
        programs = subprocess.Popen(
            [sys.executable, "-c", "from seawall.cli import main; main()", "serve", "--port", str(self.port)],
            env=self.environment,
            cwd=self.folder,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        self._stack.callback(_end, programs)
        until = time.monotonic() + SECONDS_TO_START
        for program in PROGRAMS:
            while not _ready(self.url(program)):
                assert programs.poll() is None and time.monotonic() < until, self.log.read_text()
                time.sleep(0.1)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()


def _ready(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/readyz", timeout=2) as answer:
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False


def _end(programs: "subprocess.Popen[bytes]") -> None:
    """The whole family: a program that outlives its parent would keep the port."""
    programs.send_signal(signal.SIGTERM)
    try:
        programs.wait(10)
    except subprocess.TimeoutExpired:
        os.killpg(programs.pid, signal.SIGKILL)
        programs.wait(10)
