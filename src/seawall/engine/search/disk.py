"""How files of an index reach the disk, and what is said when they do not or come back changed."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from seawall.engine.errors import Damaged, EngineError

MEND = "Put the folder back from a snapshot, or make it anew from the database."
Bytes = bytes | bytearray | memoryview
# A record's length is stored with it, so the times of the file need not be flushed too.
flush = getattr(os, "fdatasync", os.fsync)


class NotWritten(EngineError, OSError):
    """The disk is full or refuses to write; the index is as it was before."""


def damaged(path: Path, what: str) -> Damaged:
    return Damaged(f"{path}: {what}. {MEND}")


def not_written(path: Path, error: OSError) -> NotWritten:
    return NotWritten(
        error.errno, f"nothing was stored and the index is as it was before: {error.strerror}", str(path)
    )


@contextmanager
def told_when_full(path: Path) -> Iterator[None]:
    """The operating system's refusal to write, said as `NotWritten`."""
    try:
        yield
    except NotWritten:
        raise
    except OSError as error:
        raise not_written(path, error) from error


def write_all(descriptor: int, data: Bytes, offset: int) -> int:
    """Write all of `data` at `offset`, however little the disk takes at a time; returns the offset after it."""
    view = memoryview(data).cast("B")
    while view:
        written = os.pwrite(descriptor, view, offset)
        view, offset = view[written:], offset + written
    return offset


def store(path: Path, chunks: Iterable[Bytes]) -> None:
    """Write a new file whole or not at all: after a crash it is complete under its name, or not there."""
    part = path.with_name(f"{path.name}.part")
    try:
        with told_when_full(path):
            _write(part, chunks)
            part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _write(path: Path, chunks: Iterable[Bytes]) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
    try:
        offset = 0
        for chunk in chunks:
            offset = write_all(descriptor, chunk, offset)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable: new files and renamed ones are lost by a power cut before this."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
