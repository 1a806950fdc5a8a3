"""How far the work is: a bar where somebody watches, a line now and then where the output goes to a file."""

import shutil
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from django.utils.translation import gettext as _

from seawall.cli.screen import shown

WIDTH = 10
SECONDS_ON_SCREEN = 0.2
SECONDS_IN_FILE = 30.0
# Besides its bytes a file costs its opening and, if it shows something, a decoder: about as much as reading this many.
BYTES_A_FILE = 4_000_000


@dataclass(frozen=True, slots=True)
class Load:
    """So much work; `settled` is whether it is all of it or what is known so far."""

    files: int
    bytes: int
    settled: bool = True

    @property
    def weight(self) -> int:
        return self.bytes + self.files * BYTES_A_FILE


class Progress:
    """`whole` tells all the work there is. Writes to standard error; use as a context manager, and call `step` with each file."""

    def __init__(self, whole: Callable[[], Load], *, done: int = 0) -> None:
        self._whole = whole
        self._before = done
        self._files = self._bytes = 0
        self._watched = sys.stderr.isatty()
        self._begun = self._told = time.monotonic()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._watched:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    def step(self, size: int = 0, files: int = 1) -> None:
        self._files += files
        self._bytes += size
        now = time.monotonic()
        if now - self._told >= (SECONDS_ON_SCREEN if self._watched else SECONDS_IN_FILE):
            self._told = now
            self._tell(self.line(self._whole(), now - self._begun))

    def _tell(self, line: str) -> None:
        if self._watched:
            sys.stderr.write(f"\r{line[: shutil.get_terminal_size().columns - 1]}\x1b[K")
        else:
            sys.stderr.write(line + "\n")
        sys.stderr.flush()

    def line(self, whole: Load, seconds: float) -> str:
        """What is said after so many seconds of work."""
        rate = _("%(rate)s files/s") % {"rate": shown.count(round(self._files / max(seconds, 0.001)))}
        done = self._before + self._files
        if not whole.settled or whole.files < done:
            return " · ".join((shown.files(done), shown.size(self._bytes), rate))
        here = Load(self._files, self._bytes).weight
        left = max(0, Load(whole.files - self._before, whole.bytes).weight - here)
        share = here / max(1, here + left)
        of = _("%(done)s of %(all)s files") % {"done": shown.count(done), "all": shown.count(whole.files)}
        wait = _("about %(time)s left") % {"time": shown.span(left * seconds / max(1, here))}
        return " · ".join((f"{bar(share)} {int(share * 100)} %", of, rate, wait))


def bar(share: float) -> str:
    full = int(share * WIDTH)
    return f"[{'#' * full}{'.' * (WIDTH - full)}]"
