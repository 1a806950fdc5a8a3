"""A copy of an index as it is at one moment, which opens as an index of its own."""

import errno
import os
import shutil
from pathlib import Path

from seawall.engine.errors import BadInput
from seawall.engine.search import manifest as manifests
from seawall.engine.search.disk import damaged, store, sync_folder, told_when_full
from seawall.engine.search.journal import JournalReader
from seawall.engine.search.manifest import Manifest
from seawall.engine.search.state import is_same

# A commit may remove a file before it is linked: then the newer state is taken.
_TRIES = 100
# Where the file system has no hard links, or the target is on another one.
_NO_LINKS = {errno.EXDEV, errno.EPERM, errno.EMLINK, errno.ENOTSUP, errno.ENOSYS}


def take(folder: Path, target: Path) -> None:
    """Copy the state committed now to `target`, a folder that does not exist or is empty.

    Files that never change are linked, not copied, where the file system can: it costs no room. The index may be
    searched and changed meanwhile. Raises `BadInput` if something is in the way, `NotWritten` if the disk is full.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise BadInput(f"{target} is not empty")
    part = target.with_name(f"{target.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    try:
        with told_when_full(target):
            _fill(folder, part)
            part.replace(target)
            sync_folder(target.parent)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _fill(folder: Path, part: Path) -> None:
    for _ in range(_TRIES):
        part.mkdir(parents=True)
        manifest, held = manifests.read(folder)
        try:
            return _copy(folder, part, manifest)
        except FileNotFoundError as error:
            if is_same(folder, held):
                raise damaged(Path(error.filename), "it is missing") from error
            shutil.rmtree(part)
        finally:
            os.close(held)
    raise damaged(folder, "its manifest changes all the time")


def _copy(folder: Path, part: Path, manifest: Manifest) -> None:
    open_journal = manifest.journals[-1]
    for name in manifest.files - {open_journal.name}:
        _link(folder / name, part / name)
    reader = JournalReader(folder, manifest, open_journal)
    try:
        for _ in reader.new():
            pass
        # Copied, never linked: both indexes go on writing theirs.
        store(part / open_journal.name, _prefix(reader.descriptor, reader.offset))
    finally:
        reader.close()
    manifests.write(part, manifest)


def _prefix(descriptor: int, length: int) -> list[bytes]:
    block = 1 << 20
    return [os.pread(descriptor, min(block, length - at), at) for at in range(0, length, block)]


def _link(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        shutil.copyfile(source, target)
        with target.open("rb") as file:
            os.fsync(file.fileno())
