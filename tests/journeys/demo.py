"""`seawall demo` as a newcomer starts it: an empty home, free ports, and what it prints kept to be followed."""

import os
import re
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from playwright.sync_api import Page

from seawall.demo import roster
from seawall.demo.places import Places
from tests.journeys.codes import Authenticator
from tests.journeys.node import ROOT
from tests.journeys.reporter import press
from tests.peers.ports import free_port

SECONDS_TO_START = 600


class RunningDemo:
    def __init__(self, home: Path, *words: str) -> None:
        self.home, self.words = home, words
        self.places = Places(free_port(1, 2, 3, 53, 93))
        self.printed = ""
        self._telephones = {one.key: Authenticator(one.secret) for one in roster.PEOPLE}
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
            ended = self._process.poll()
            if ended is not None or time.monotonic() > until:
                self._end()
                raise AssertionError(f"the demo did not start (exit code {ended}):\n{self._out.read_text()}")
            time.sleep(0.2)
        self.printed = printed
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def sign_in(self, page: Page, key: str) -> None:
        """With what the terminal printed and the six digits of the person's telephone."""
        one = roster.person(key)
        assert one is not None and one.email in self.printed and roster.PASSWORD in self.printed
        page.goto(self.places.staff)
        page.locator("[name=login]").fill(one.email)
        page.locator("[name=password]").fill(roster.PASSWORD)
        press(page, "main button[type=submit]")
        page.locator("[name=code]").fill(self._telephones[key].code())
        press(page, "main button[type=submit]")

    def newest_link(self, page: Page) -> str:
        """The provider's key in the letter that left last, revealed for a purpose by whoever is signed in."""
        page.goto(f"{self.places.staff}/takedown/outbox")
        press(page, "a[data-row]")
        page.locator("form[action$=reveal]").locator("xpath=ancestor::details/summary").click()
        page.locator("select[name=purpose]").select_option(index=1)
        page.locator("form[action$=reveal] button").click()
        letter = page.locator("pre.letter.revealed").inner_text()
        link = re.search(rf"{self.places.node}/notices/\S+", letter)
        assert link is not None
        return link[0]

    def _end(self) -> None:
        """As Ctrl-C in the terminal: the whole group hears it."""
        for number in (signal.SIGINT, signal.SIGKILL):
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, number)
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(15)
                return
