"""The caller's side: keeps one server, hands it files, collects what comes back, and is unharmed whatever that is."""

import os
import signal
import threading
from collections.abc import Callable
from functools import cache
from typing import Any

from seawall.engine.errors import BadInput
from seawall.engine.sandbox.exchange import Gone, exchange
from seawall.engine.sandbox.messages import Ending, Kind
from seawall.engine.sandbox.process import Process
from seawall.engine.sandbox.refusal import Refusal, Unconfined

# The modules whose tasks the engine itself runs.
DECODERS = ("seawall.engine.pictures.task", "seawall.engine.videos.task")


class Sandbox:
    """Runs decoders on files that nobody trusts. Threads may share one; a forked process starts a server of its own.

    `allow_unconfined` is the operator's word that decoding may go on where the kernel cannot confine it (no seccomp, another
    system than Linux on x86_64 or aarch64); what limits there are still hold. Otherwise the first `run` raises Unconfined.
    """

    def __init__(self, modules: tuple[str, ...] = DECODERS, *, allow_unconfined: bool = False) -> None:
        self.modules = modules
        self.allow_unconfined = allow_unconfined
        self._lock = threading.Lock()
        self._process: Process | None = None

    def run(
        self, task: str, fd: int, *, meanwhile: Callable[[], object] = lambda: None, **options: Any
    ) -> bytes | Refusal:
        """What the task answers about the file behind `fd` (open for reading, regular), or why there is no answer.

        Options are small and go as JSON. The file's offset is not kept. `meanwhile` is called while the child works, once for each
        server that is asked; what it raises is raised here. Errors: BadInput for an unknown task or options that are too long;
        Unconfined.
        """
        for _ in range(2):
            process = self._running()
            if task not in process.terms:
                raise BadInput(f"no task {task!r} in {', '.join(self.modules)}")
            try:
                found = exchange(process, task, fd, options, meanwhile)
            except Gone:
                continue
            return _died(found) if isinstance(found, Ending) else _said(*found)
        return Refusal("server")

    @property
    def missing(self) -> str:
        """What this system lacks to confine a decoder; empty where nothing is missing."""
        return self._running().missing

    @property
    def server_pid(self) -> int:
        return self._running().pid

    def close(self) -> None:
        """End the server; the next `run` starts another."""
        with self._lock:
            if self._process:
                self._process.stop()
            self._process = None

    def _running(self) -> Process:
        with self._lock:
            if self._process is None or not self._process.alive():
                self._process = Process(self.modules, unconfined=self.allow_unconfined)
            if self._process.missing and not self.allow_unconfined:
                raise Unconfined(f"this system cannot confine a decoder ({self._process.missing})")
            return self._process


def _died(ending: Ending) -> Refusal:
    """Why a child ended without an answer."""
    if not os.WIFSIGNALED(ending.status):
        return Refusal("crashed" if ending.status else "answer")
    if ending.overdue:
        return Refusal("time")
    number = os.WTERMSIG(ending.status)
    if number == signal.SIGSYS:
        return Refusal("forbidden")
    if number == signal.SIGXCPU:
        return Refusal("time")
    return Refusal("crashed", signal.Signals(number).name)


def _said(kind: Kind, payload: bytes) -> bytes | Refusal:
    # A word of a child that a file may have taken over: nothing but printable letters comes through.
    detail = "".join(letter for letter in payload[:200].decode("ascii", "replace") if letter.isprintable())
    match kind:
        case Kind.ANSWER:
            return payload
        case Kind.MEMORY:
            return Refusal("memory")
        case Kind.DECLINED:
            return Refusal("declined", detail)
        case Kind.FAILED:
            return Refusal("failed", detail)
        case Kind.UNCONFINED:
            return Refusal("unconfined", detail)


@cache
def default() -> Sandbox:
    """The one sandbox of this process, with the engine's own decoders."""
    return Sandbox()
