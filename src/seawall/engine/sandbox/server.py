"""The fork server: loads the decoders once, has a child ready for each file, and tells the caller how the child ended.

The next child is forked while the last one works: forking, and making its memory its own, would be most of the time of a small
picture. Each child still sees one file only, and is confined before the first byte of it."""

import contextlib
import gc
import os
import selectors
import signal
import socket
import time
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from seawall.engine.sandbox.child import ANSWER_FD, LONGEST_REASON, Ground, wait
from seawall.engine.sandbox.confine import CannotConfine, allow_list, confine, drop_root, mapped_bytes
from seawall.engine.sandbox.messages import Ending, receive_note, send_note
from seawall.engine.sandbox.registry import TASKS

# A caller sends the file, the pipe for the child's answer and the pipe for the server's word on how the child ended.
FDS = 3


@dataclass(frozen=True, slots=True)
class Ready:
    """A child without a file, and the socket at which it waits for one."""

    pid: int
    door: socket.socket


@dataclass(slots=True)
class Child:
    ending_fd: int
    deadline: float
    cpu_seconds: int
    overdue: bool = False


class Server:
    def __init__(self, door: socket.socket, ground: Ground) -> None:
        self.door = door
        self.ground = ground
        self.children: dict[int, Child] = {}
        self.ready: Ready | None = None
        self.selector = selectors.DefaultSelector()
        self.selector.register(door, selectors.EVENT_READ)
        self.bell = _bell()
        self.selector.register(self.bell, selectors.EVENT_READ)

    def serve(self) -> None:
        """Until the caller is gone; children still at work end with the server."""
        while True:
            self.ready = self.ready or self._made_ready()
            for key, _ in self.selector.select(self._patience()):
                if key.fileobj is self.bell:
                    self.bell.recv(1024)
                elif not self._take():
                    return
            self._end_overdue()
            self._bury()

    def _patience(self) -> float | None:
        waiting = [child.deadline for child in self.children.values() if not child.overdue]
        return max(0.0, min(waiting) - time.monotonic()) if waiting else None

    def _take(self) -> bool:
        request = receive_note(self.door, FDS)
        if request is None:
            return False
        note, (file_fd, answer_fd, ending_fd) = request
        limits = TASKS[note["task"]].limits
        pid = self._handed(note, (file_fd, answer_fd))
        os.close(file_fd)
        os.close(answer_fd)
        self.children[pid] = Child(ending_fd, time.monotonic() + limits.wall_seconds, limits.cpu_seconds)
        return True

    def _handed(self, note: dict[str, Any], fds: tuple[int, int]) -> int:
        """The child that has the file now. One that was waiting and has died meanwhile is passed over."""
        while True:
            ready, self.ready = self.ready or self._made_ready(), None
            with ready.door, contextlib.suppress(BrokenPipeError, ConnectionResetError):
                send_note(ready.door, note, fds)
                return ready.pid

    def _made_ready(self) -> Ready:
        ours, theirs = socket.socketpair()
        pid = os.fork()
        if pid == 0:
            wait(theirs, self.ground)
        theirs.close()
        return Ready(pid, ours)

    def _end_overdue(self) -> None:
        now = time.monotonic()
        for pid, child in self.children.items():
            if child.deadline <= now and not child.overdue:
                child.overdue = True
                os.kill(pid, signal.SIGKILL)

    def _bury(self) -> None:
        while self.children or self.ready:
            pid, status, usage = os.wait4(-1, os.WNOHANG)
            if pid == 0:
                return
            if self.ready and pid == self.ready.pid:
                self.ready.door.close()
                self.ready = None
            # One that died waiting was nobody's.
            if (child := self.children.pop(pid, None)) is None:
                continue
            cpu_seconds = usage.ru_utime + usage.ru_stime
            overdue = child.overdue or cpu_seconds >= child.cpu_seconds
            ending = Ending(status, round(1000 * cpu_seconds), usage.ru_maxrss, overdue)
            # A caller who no longer waits has closed the pipe.
            with contextlib.suppress(BrokenPipeError):
                os.write(child.ending_fd, ending.packed())
            os.close(child.ending_fd)


def _bell() -> socket.socket:
    """A socket that becomes readable when a child has ended."""
    ear, mouth = socket.socketpair()
    mouth.setblocking(False)
    signal.set_wakeup_fd(mouth.detach(), warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    return ear


def missing_wall() -> str:
    """Empty if a child that is confined really dies of a forbidden call; otherwise what this system lacks."""
    ear, mouth = os.pipe()
    pid = os.fork()
    if pid == 0:
        _try_the_wall(mouth)
    os.close(mouth)
    with os.fdopen(ear, "rb") as answer:
        said = answer.read().decode()
    _, status = os.waitpid(pid, 0)
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGSYS:
        return ""
    return said or "seccomp: a forbidden call was let through"


def _try_the_wall(mouth: int) -> None:
    try:
        confine(answer_fd=mouth)
        socket.socket()
    except (CannotConfine, OSError) as error:
        os.write(mouth, str(error).encode())
    finally:
        os._exit(0)


def main(door_fd: int, modules: Iterable[str], *, unconfined: bool) -> None:
    """Serve the caller at the other end of a socket. The first note tells what is missing and what each task may take."""
    door = socket.socket(fileno=door_fd)
    door.set_inheritable(False)
    try:
        for module in modules:
            import_module(module)
    except Exception as error:  # noqa: BLE001 - whatever keeps a decoder from loading, the caller must read why
        return send_note(door, {"error": f"{type(error).__name__}: {error}"[:LONGEST_REASON]})
    drop_root()
    missing = missing_wall()
    send_note(door, {"missing": missing, "tasks": _terms()})
    if missing and not unconfined:
        return
    if not missing:
        for threads in {task.limits.threads for task in TASKS.values()}:
            allow_list(answer_fd=ANSWER_FD, threads=threads)
    # What is loaded now is never collected, so that children share it instead of copying it.
    gc.collect()
    gc.freeze()
    Server(door, Ground(mapped_bytes(), unconfined)).serve()


def _terms() -> dict[str, Any]:
    return {name: [task.limits.wall_seconds, task.limits.answer_bytes] for name, task in TASKS.items()}
