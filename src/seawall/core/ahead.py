"""A second process that goes ahead: what it makes is handed on in its order while the first one still works on what came before.

For reading a file of a million records, which takes as long as writing them. It is a copy of the first process and ends with it; it must
not touch the database, whose connection is the first one's.
"""

import errno
import multiprocessing
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from typing import Any, TypeVar

T = TypeVar("T")
_copied = multiprocessing.get_context("fork")


class Ended(OSError):
    """The process was killed before it had come to an end."""


@contextmanager
def ahead(made: Callable[[], Iterator[T]]) -> Iterator[Iterator[T]]:
    """What `made` gives, from a process of its own; all of it must go through pickle. What it raises is raised here in its place. Further
    ahead than a pipe holds it does not go. To be left before the process has other threads. Errors: `Ended`."""
    ours, theirs = _copied.Pipe(duplex=False)
    process = _copied.Process(target=_go, args=(made, ours, theirs), daemon=True)
    process.start()
    theirs.close()
    try:
        yield _received(ours)
    finally:
        ours.close()
        process.terminate()
        process.join()


def _received(ours: Connection) -> Iterator[Any]:
    while True:
        try:
            fault, one = ours.recv()
        except EOFError:
            raise Ended(errno.ECHILD, "the process that reads it was ended") from None
        if fault is not None:
            raise fault
        if one is None:
            return
        yield one


def _go(made: Callable[[], Iterator[Any]], ours: Connection, theirs: Connection) -> None:
    # Whoever presses Ctrl-C means both; the first one then ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Else nobody would tell this one that the first is gone.
    ours.close()
    with suppress(BrokenPipeError):
        try:
            for one in made():
                theirs.send((None, one))
            theirs.send((None, None))
        except BrokenPipeError:
            raise
        except Exception as fault:
            # Broad: whatever goes wrong is raised where somebody waits for it.
            theirs.send((fault, None))
