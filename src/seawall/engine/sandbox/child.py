"""The life of a child: wait for the file, be confined, run one task, answer, end."""

import os
import signal
import socket
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, BinaryIO, NoReturn

from seawall.engine.sandbox.confine import CannotConfine, confine, limit
from seawall.engine.sandbox.messages import Kind, framed, receive_note
from seawall.engine.sandbox.registry import REHEARSALS, TASKS, Declined, Limits, Task

# Where the two descriptors lie that a child keeps.
FILE_FD, ANSWER_FD = 3, 4
LONGEST_REASON = 200


@dataclass(frozen=True, slots=True)
class Ground:
    """What a child stands on: bytes of address space that the server maps, and whether the operator allows it unconfined."""

    mapped: int
    unconfined: bool


def wait(door: socket.socket, ground: Ground) -> NoReturn:
    """The server's newly forked child, until a file comes through the door or the server is gone. Nothing hostile is here yet."""
    try:
        signal.set_wakeup_fd(-1)
        # First of all: the caller must be able to see the end of the server, and of every other child.
        os.closerange(3, door.fileno())
        os.closerange(door.fileno() + 1, os.sysconf("SC_OPEN_MAX"))
        for rehearse in REHEARSALS:
            rehearse()
        request = receive_note(door, 2)
        if request is None:
            os._exit(0)
        note, (file_fd, answer_fd) = request
        live(TASKS[note["task"]], note["options"], (file_fd, answer_fd), ground)
    finally:
        os._exit(1)


def live(task: Task, options: dict[str, Any], fds: tuple[int, int], ground: Ground) -> NoReturn:
    """Never returns into the server's own code, whatever happens. `fds`: the file, the pipe for the answer."""
    try:
        _keep_only(*fds)
        file = open(FILE_FD, "rb")  # noqa: SIM115 - it lives as long as the process
        file.seek(0)
        _say(_confined(lambda: _attempt(task, file, options), task.limits, ground))
        os._exit(0)
    finally:
        os._exit(1)


def _keep_only(file_fd: int, answer_fd: int) -> None:
    # First out of the way: one of them may lie where the other must go.
    high = [os.dup2(fd, 100 + number, inheritable=False) for number, fd in enumerate((file_fd, answer_fd))]
    os.dup2(high[0], FILE_FD)
    os.dup2(high[1], ANSWER_FD)
    os.closerange(ANSWER_FD + 1, os.sysconf("SC_OPEN_MAX"))


def _confined(attempt: Callable[[], bytes], limits: Limits, ground: Ground) -> bytes:
    try:
        limit(limits, mapped=ground.mapped)
        confine(answer_fd=ANSWER_FD, threads=limits.threads)
    except (CannotConfine, OSError, ValueError) as error:
        if not ground.unconfined:
            return framed(Kind.UNCONFINED, str(error).encode()[:LONGEST_REASON])
    return attempt()


def _attempt(task: Task, file: BinaryIO, options: dict[str, Any]) -> bytes:
    try:
        answer = task.run(file, **options)
        if len(answer) > task.limits.answer_bytes:
            return framed(Kind.FAILED, b"AnswerTooLong")
        return framed(Kind.ANSWER, answer)
    except Declined as error:
        return framed(Kind.DECLINED, str(error).encode()[:LONGEST_REASON])
    except MemoryError:
        return framed(Kind.MEMORY, b"")
    except Exception as error:  # noqa: BLE001 - a decoder may raise anything; only the type is told, a text could quote the file
        return framed(Kind.FAILED, type(error).__name__.encode()[:LONGEST_REASON])


def _say(data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(ANSWER_FD, view) :]
