"""The manifest file of a scan while it grows. After a kill at any moment it holds whole records and at most a part of one line."""

import errno
import fcntl
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from seawall.material.offline.done import NEVER_READ, Done, name_of
from seawall.material.offline.faults import Cause, Impossible
from seawall.material.offline.tally import Tally
from seawall.wire.manifest import End, FileRecord, Header, end_line, header_line, open_manifest, record_line

# So much work is lost at most when the machine loses its power.
SECONDS_TO_DISK = 2.0
# Fingerprints are confidential: nobody else on the machine reads them.
PRIVATE = 0o600
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        cause = Cause.DISK_FULL if error.errno in FULL else Cause.NOT_WRITTEN
        raise Impossible(cause, path, error.strerror or "") from error


class ManifestFile:
    """Opened for one scan at a time; made if it is not there. A manifest of another folder is refused, never written over.

    `done` are the files it holds already, `header` is that of the file, `tally` counts its records. Use as a context manager.
    Errors: Impossible; Malformed for a file that is no manifest or is spoiled before its end.
    """

    def __init__(self, path: Path, header: Header, *, videos: bool) -> None:
        self.path = path
        with _told(path):
            _made_if_missing(path)
            self._file: BinaryIO = path.open("r+b")
        self.done = Done(videos=videos)
        self.tally = Tally()
        self._replaced: set[bytes] = set()
        self._shut: set[bytes] = set()
        self._opened: set[bytes] = set()
        try:
            self._lock()
            self._saved = time.monotonic()
            self.header = self._read(header)
        except BaseException:
            # What could not be written must not be tried once more.
            with suppress(OSError):
                self._file.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self.close()
        except Impossible:
            if fault is None:
                raise

    def close(self) -> None:
        """Everything so far is on the disk when this returns."""
        if self._file.closed:
            return
        try:
            with _told(self.path):
                self._save()
        finally:
            # What cannot be written any more must not be tried once more.
            with suppress(OSError):
                self._file.close()

    def _lock(self) -> None:
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Impossible(Cause.BUSY, self.path) from None

    def _read(self, expected: Header) -> Header:
        """Take in what is there, and cut off the end line and a part of a line."""
        if not os.fstat(self._file.fileno()).st_size:
            with _told(self.path):
                self._file.write(header_line(expected))
                self._save()
            return expected
        manifest = open_manifest(self._file)
        if manifest.header.folder != expected.folder:
            raise Impossible(Cause.OTHER_FOLDER, self.path, manifest.header.folder)
        for record in manifest:
            self.done.add(record)
            self.tally.add(record)
            # Of a folder there is no size.
            if record.unreadable and record.size is None and record.unreadable.reason not in NEVER_READ:
                self._shut.add(record.path_bytes)
        with _told(self.path):
            self._file.truncate(manifest.whole)
            self._file.seek(manifest.whole)
        self._replaced = self.done.twice()
        return manifest.header

    def add(self, record: FileRecord) -> None:
        if self.done.knows(record.path_bytes):
            self._replaced.add(name_of(record.path_bytes))
        self._shut.discard(record.path_bytes)
        with _told(self.path):
            self._file.write(record_line(record))
            self.tally.add(record)
            if time.monotonic() - self._saved > SECONDS_TO_DISK:
                self._save()

    def _save(self) -> None:
        self._file.flush()
        os.fdatasync(self._file.fileno())
        self._saved = time.monotonic()

    def finish(self, finished: datetime, opened: Callable[[bytes], bool]) -> None:
        """Records that a later one has replaced go, and the end line says that the scan is whole. `opened` tells of a path at which nothing
        could be read whether it is a folder: one that was not found shut once more is open, and its files have records of their own."""
        self._opened = {name_of(path) for path in self._shut if opened(path)}
        with _told(self.path):
            self._save()
            if self._replaced or self._opened:
                self._written_anew(finished)
            else:
                self._file.write(end_line(End(finished, self.tally.files)))
                self._save()

    def _written_anew(self, finished: datetime) -> None:
        last = self._last_of_replaced()
        with _draft(self.path) as draft, self.path.open("rb") as old:
            self.tally = Tally()
            draft.write(header_line(self.header))
            for number, record in enumerate(open_manifest(old)):
                name = name_of(record.path_bytes)
                if name not in self._opened and last.get(name, number) == number:
                    draft.write(record_line(record))
                    self.tally.add(record)
            draft.write(end_line(End(finished, self.tally.files)))
            draft.flush()
            os.fsync(draft.fileno())
            os.replace(draft.name, self.path)

    def _last_of_replaced(self) -> dict[bytes, int]:
        """By the names of the paths that are there more than once: the number of the record that holds the last word."""
        with self.path.open("rb") as file:
            numbers = (
                (name_of(record.path_bytes), number) for number, record in enumerate(open_manifest(file))
            )
            return {name: number for name, number in numbers if name in self._replaced}


def _made_if_missing(path: Path) -> None:
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE))


@contextmanager
def _draft(path: Path) -> "Iterator[tempfile._TemporaryFileWrapper[bytes]]":
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as draft:
        try:
            yield draft
        finally:
            with suppress(FileNotFoundError):
                os.unlink(draft.name)
