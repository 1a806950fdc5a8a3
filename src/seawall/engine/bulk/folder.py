"""A folder's files, read by several threads; what they find comes in the order in which it is found."""

import os
import stat
import threading
from collections.abc import Callable, Generator
from dataclasses import dataclass
from queue import Empty, SimpleQueue

from seawall.engine.bulk.files import FilePrints, prints_of
from seawall.engine.bulk.walk import Seen, Unread, reason_of, walk
from seawall.engine.sandbox import Sandbox, default

# So many files a thread are open and wait for their turn; results that nobody has taken yet are among them.
AHEAD = 3


@dataclass(frozen=True, slots=True, eq=False)
class FileFound:
    """A name in the folder and what came of it: fingerprints, or why there are none. Path, size and time are those of `Seen`."""

    path: bytes
    size: int | None
    modified: int | None
    prints: FilePrints | Unread


def fingerprint_folder(
    folder: str | os.PathLike[str],
    *,
    wanted: Callable[[Seen], bool] = lambda seen: True,
    jobs: int = 1,
    videos: bool = True,
    sandbox: Sandbox | None = None,
) -> Generator[FileFound, None, None]:
    """Every file of the folder that is `wanted`, `jobs` at a time, whatever its bytes or its name; constant memory.

    A thread waits while its file is decoded in the sandbox, so threads are enough. Links and special files are named, never
    opened. Closing the iterator lets the files that are being read go on to their end in the background and begins no others.
    Errors: OSError if the folder itself cannot be opened; Unconfined where the system cannot confine a decoder.
    """
    readers = _Readers(sandbox or default(), jobs, videos=videos)
    try:
        for seen in walk(folder):
            if not wanted(seen):
                continue
            readers.give(seen)
            while readers.at_work >= AHEAD * jobs:
                yield readers.take()
        while readers.at_work:
            yield readers.take()
    finally:
        readers.leave()


class _Readers:
    """Threads that read files. Only simple queues lie between them and their caller: Ctrl-C may strike the caller anywhere, and in the
    middle of the locks of a `Future`, which are written in Python, it leaves one taken for ever."""

    def __init__(self, box: Sandbox, jobs: int, *, videos: bool) -> None:
        self.at_work = 0
        self._box = box
        self._videos = videos
        self._given: SimpleQueue[tuple[Seen, int] | None] = SimpleQueue()
        self._found: SimpleQueue[FileFound | BaseException] = SimpleQueue()
        self._threads = [
            threading.Thread(target=self._read_all, name=f"fingerprints_{number}") for number in range(jobs)
        ]

    def give(self, seen: Seen) -> None:
        """What cannot be opened is found at once; the descriptor of the rest is closed by the thread that reads it."""
        self.at_work += 1
        if seen.unread:
            return self._found.put(_unread(seen, seen.unread))
        try:
            fd = seen.open()
        except OSError as error:
            return self._found.put(_unread(seen, reason_of(error)))
        self._given.put((seen, fd))
        # As many threads as there is work for.
        if self._threads:
            self._threads.pop().start()

    def take(self) -> FileFound:
        """The next that is found. Errors: what kept a thread from reading."""
        found = self._found.get()
        self.at_work -= 1
        if isinstance(found, BaseException):
            raise found
        return found

    def leave(self) -> None:
        """Files that are being read are read to their end in the background; no others are begun."""
        try:
            while True:
                if waiting := self._given.get_nowait():
                    os.close(waiting[1])
        except Empty:
            self._given.put(None)

    def _read_all(self) -> None:
        while given := self._given.get():
            try:
                self._found.put(_read(*given, self._box, videos=self._videos))
            except BaseException as error:  # noqa: BLE001 - whatever it is, it is the caller's
                self._found.put(error)
        # For the next thread.
        self._given.put(None)


def _unread(seen: Seen, why: Unread) -> FileFound:
    return FileFound(seen.path, seen.size, seen.modified, why)


def _read(seen: Seen, fd: int, box: Sandbox, *, videos: bool) -> FileFound:
    try:
        before = os.fstat(fd)
        if not stat.S_ISREG(before.st_mode):
            return _unread(seen, Unread.SPECIAL)
        prints: FilePrints | Unread = prints_of(fd, box, videos=videos)
        after = os.fstat(fd)
    except OSError as error:
        return _unread(seen, reason_of(error))
    finally:
        os.close(fd)
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        prints = Unread.CHANGED
    return FileFound(seen.path, after.st_size, after.st_mtime_ns, prints)
