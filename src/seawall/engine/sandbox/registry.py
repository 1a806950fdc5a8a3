"""The tasks that a child may run: a task is a function of an open file and small options that returns bytes."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost. `memory` counts bytes of address space beyond those the loaded server already maps.

    `threads` only for a decoder that cannot do without: they are as confined as the child, but the kernel's limit on processes,
    which counts them, then cannot be 0 and the allow-list alone stands against new processes.
    """

    cpu_seconds: int = 5
    wall_seconds: float = 15.0
    memory: int = 1 << 30
    answer_bytes: int = 1 << 16
    threads: bool = False


Run = Callable[..., bytes]


@dataclass(frozen=True, slots=True)
class Task:
    run: Run
    limits: Limits


class Declined(Exception):
    """Raised by a task: this file has no answer, for the reason given (a short sentence)."""


TASKS: dict[str, Task] = {}
REHEARSALS: list[Callable[[], object]] = []


def rehearsal(run: Callable[[], object]) -> Callable[[], object]:
    """Register what each child does once while it waits for its file, so that memory it shares with the server, and will write to,
    is its own by then: copied page by page while a picture is decoded, it costs more than the decoding."""
    REHEARSALS.append(run)
    return run


def task(name: str, *, limits: Limits = Limits()) -> Callable[[Run], Run]:
    """Register `run(file: BinaryIO, **options) -> bytes`. The file is at its beginning; the child can neither open another, nor
    start threads, nor import what is not yet imported."""

    def register(run: Run) -> Run:
        TASKS[name] = Task(run, limits)
        return run

    return register
