"""Lines of the trail on their way: on the disk before a call is answered, in the chain a moment later.

For doors that answer many times a second, where a transaction each would be most of the work. A line is on the disk when `keep`
returns; calls that come together share one flush. Who is killed after that has lost nothing: the file stays, and the
worker puts what is in it into the chain (`actions/drain.py`). One process writes one file and holds its lock, so that the
worker can tell a file that still grows from one that was left behind.
"""

import fcntl
import hashlib
import os
import threading
import time
from pathlib import Path

from django.conf import settings

from seawall.core.errors import TrailUnwritable
from seawall.core.keys import derived

# Then a new file is begun: a file can only be removed when nobody writes to it.
LARGEST = 8_000_000
# So many files mean that nobody has drained them for long. Then no more is answered.
MOST_FILES = 200
SEAL = 16


def folder() -> Path:
    return Path(settings.DATA) / "trail" / "waiting"


def seal_of(body: bytes) -> bytes:
    """Keyed, so that a line which this node did not write is noticed."""
    return hashlib.blake2b(body, digest_size=SEAL // 2, key=derived("audit.spool")).hexdigest().encode()


class Spool:
    """The file of this process. Safe from several threads."""

    def __init__(self) -> None:
        self._writing = threading.Lock()
        self._open: _File | None = None

    def keep(self, body: bytes) -> None:
        """Add a line (no newline in it) and flush it. Raises `TrailUnwritable`, and then nothing may be answered."""
        try:
            file, end = self._write(seal_of(body) + b" " + body + b"\n")
            file.flush_to(end)
        except OSError as error:
            # After a failed flush nobody knows what the disk holds; what can be read of the file is drained.
            self.close()
            raise TrailUnwritable from error

    def close(self) -> None:
        """Leave the file to the worker; threads that still flush it keep it open until they are done."""
        with self._writing:
            self._open = None

    def _write(self, line: bytes) -> "tuple[_File, int]":
        with self._writing:
            if self._open is None or self._open.pid != os.getpid() or self._open.size >= LARGEST:
                self._open = None
                self._open = _File(folder())
            return self._open, self._open.write(line)


class _File:
    def __init__(self, place: Path) -> None:
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
        if sum(1 for _ in place.glob("*.lines")) >= MOST_FILES:
            raise OSError("the lines that wait for the trail are not drained")
        self.pid, self.size, self._flushed = os.getpid(), 0, 0
        self._flushing = threading.Lock()
        name = f"{time.time_ns():020d}-{self.pid}"
        # Locked before it has its name: otherwise the worker could take it for one that was left behind.
        draft = place / f".{name}"
        self._file = os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb", buffering=0)
        fcntl.flock(self._file, fcntl.LOCK_EX)
        draft.rename(place / f"{name}.lines")
        flush_folder(place)

    def write(self, line: bytes) -> int:
        """The size after it. A line that found no room is cut off again, so that the next does not stand behind half a one."""
        try:
            if self._file.write(line) != len(line):
                raise OSError("no room for a whole line")
        except OSError:
            os.ftruncate(self._file.fileno(), self.size)
            raise
        self.size += len(line)
        return self.size

    def flush_to(self, end: int) -> None:
        """Who waits here while another flushes mostly finds that the other has flushed his line too."""
        with self._flushing:
            if self._flushed < end:
                reached = self.size
                os.fdatasync(self._file.fileno())
                self._flushed = reached


def flush_folder(place: Path) -> None:
    held = os.open(place, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(held)
    finally:
        os.close(held)
