"""One server process and the socket that leads to it."""

import contextlib
import os
import socket
import subprocess
import sys
import threading
import weakref
from pathlib import Path
from typing import Any

from seawall.engine.errors import EngineError
from seawall.engine.sandbox.messages import receive_note

# Loading the decoders takes a second or two; on a machine under load many more.
STARTING_SECONDS = 60.0
SENDING_SECONDS = 10.0
KEPT_BYTES = 32 << 20


class Process:
    def __init__(self, modules: tuple[str, ...], *, unconfined: bool) -> None:
        self.owner = os.getpid()
        self.lock = threading.Lock()
        self.door, theirs = socket.socketpair()
        with theirs:
            self._child = _start(theirs, modules, unconfined=unconfined)
        self.pid = self._child.pid
        self._end = weakref.finalize(self, _stop, self._child, self.door, self.owner)
        self.door.settimeout(STARTING_SECONDS)
        hello = self._hello()
        self.door.settimeout(SENDING_SECONDS)
        self.missing: str = hello["missing"]
        # For each task: seconds that a file may take, bytes that an answer may have.
        self.terms: dict[str, tuple[float, int]] = {name: (w, b) for name, (w, b) in hello["tasks"].items()}

    def _hello(self) -> dict[str, Any]:
        hello = receive_note(self.door)
        if hello is None or "error" in hello[0]:
            self.stop()
            raise EngineError(
                f"the sandbox's server did not start: {hello[0]['error'] if hello else 'it ended'}"
            )
        return hello[0]

    def alive(self) -> bool:
        """Whether it still runs and belongs to this process, not to the one that this process was forked from."""
        return self.owner == os.getpid() and self._child.poll() is None

    def kill(self) -> None:
        """End it at once; when this returns it is gone and its children with it."""
        self._child.kill()
        self._child.wait()

    def stop(self) -> None:
        self._end()


def _start(theirs: socket.socket, modules: tuple[str, ...], *, unconfined: bool) -> "subprocess.Popen[bytes]":
    mode = "unconfined" if unconfined else "confined"
    words = [sys.executable, "-P", "-X", "utf8", "-m", "seawall.engine.sandbox", str(theirs.fileno()), mode]
    return subprocess.Popen(
        [*words, *modules],
        # Nothing of the caller's environment, which holds keys and passwords: only where the code lies. One thread, since a
        # forked child has no others.
        env={
            "PYTHONPATH": os.pathsep.join(str(Path(path).absolute()) for path in sys.path),
            "OPENBLAS_NUM_THREADS": "1",
            "OMP_NUM_THREADS": "1",
            # Every further arena would reserve 64 MiB of the address space that a child may have.
            "MALLOC_ARENA_MAX": "1",
            # What was freed is used again: memory that comes anew from the system costs a fault for each page.
            "MALLOC_MMAP_THRESHOLD_": str(KEPT_BYTES),
            "MALLOC_TRIM_THRESHOLD_": str(KEPT_BYTES),
        },
        pass_fds=[theirs.fileno()],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd="/",
        start_new_session=True,
    )


def _stop(child: "subprocess.Popen[bytes]", door: socket.socket, owner: int) -> None:
    door.close()
    if os.getpid() != owner:
        return
    try:
        child.wait(1)
    except subprocess.TimeoutExpired:
        with contextlib.suppress(ProcessLookupError):
            child.kill()
        child.wait()
