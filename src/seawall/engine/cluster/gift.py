"""How a replica is copied to another node: a snapshot of the source, fetched piece by piece."""

import os
import shutil
from pathlib import Path
from typing import Any

from seawall.engine.cluster.talk import ask, got
from seawall.engine.search.disk import damaged, sync_folder, told_when_full
from seawall.engine.search.index import Index

PIECE_BYTES = 16 << 20
# Making a snapshot links files, or copies them where the disk knows no links.
READY_SECONDS = 600.0
PIECE_SECONDS = 60.0


class Gifts:
    """The source's side: one snapshot at a time, beside the folder it is of."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.with_name(f"{folder.name}.gift")

    def make(self, index: Index) -> list[tuple[str, int]]:
        self.clear()
        index.snapshot(self._folder)
        return [(path.name, path.stat().st_size) for path in sorted(self._folder.iterdir())]

    def piece(self, name: str, offset: int, length: int) -> bytes:
        descriptor = os.open(self._folder / Path(name).name, os.O_RDONLY | os.O_CLOEXEC)
        try:
            return os.pread(descriptor, length, offset)
        finally:
            os.close(descriptor)

    def clear(self) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)


def received(source: Any, folder: Path) -> None:
    """Fetch a copy of the source's index into `folder`, which must not exist. Opening it checks every byte.

    Raises a RayError if the source dies or is silent, `Damaged` if a file is cut, `NotWritten` if the disk is full.
    """
    part = folder.with_name(f"{folder.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    try:
        for name, size in got(ask(source, "give"), READY_SECONDS):
            _fetch(source, name, size, part / name)
        sync_folder(part)
        part.replace(folder)
        sync_folder(folder.parent)
    finally:
        shutil.rmtree(part, ignore_errors=True)
        ask(source, "given")


def _fetch(source: Any, name: str, size: int, path: Path) -> None:
    with told_when_full(path), path.open("xb") as file:
        while file.tell() < size:
            piece = got(ask(source, "piece", name, file.tell(), PIECE_BYTES), PIECE_SECONDS)
            if not piece:
                raise damaged(path, "the source has less of it than it said")
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
