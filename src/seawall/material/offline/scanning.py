"""A folder is scanned into a manifest. Reads the files, writes the manifest, and touches nothing else."""

import os
import stat
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from seawall.engine.bulk import FileFound, Seen, Unread, fingerprint_folder, walk
from seawall.engine.codes import to_hex
from seawall.engine.nothashable import NotHashable
from seawall.engine.pictures.hashing import VariedPicture
from seawall.engine.sandbox import Sandbox, Unconfined, default
from seawall.engine.videos.vpdq import Frames
from seawall.material.offline.faults import Cause, Impossible
from seawall.material.offline.manifest_file import ManifestFile
from seawall.wire.manifest import Exact, FileRecord, Frame, Pdq, Video, Why, tellable

__all__ = ["Census", "HowToScan", "Unconfined", "cores", "must_lie_apart", "record_of", "scan"]

AS_IT_IS = "as_it_is"


@dataclass(frozen=True, slots=True)
class HowToScan:
    """`jobs` files at a time. `unconfined`: the operator's word that files may be decoded where the kernel cannot confine the decoder."""

    jobs: int
    videos: bool = True
    unconfined: bool = False


def must_lie_apart(folder: Path, out: Path) -> None:
    """Nothing is written where the evidence lies. Errors: Impossible."""
    if not folder.is_dir():
        raise Impossible(Cause.NO_FOLDER, folder)
    if out.resolve().is_relative_to(folder.resolve()):
        raise Impossible(Cause.WITHIN, folder)


def scan(folder: Path, into: ManifestFile, how: HowToScan) -> Iterator[FileRecord]:
    """Every file that the manifest does not hold as it is now, each when it has been written; then the manifest is ended.

    Leaving early leaves a manifest that can be gone on with. Errors: Impossible; Unconfined.
    """

    def wanted(seen: Seen) -> bool:
        return not into.done.holds(seen.path, seen.size, seen.modified, seen.unread or "")

    box = Sandbox(allow_unconfined=True) if how.unconfined else default()
    found = fingerprint_folder(folder, wanted=wanted, jobs=how.jobs, videos=how.videos, sandbox=box)
    try:
        for each in found:
            record = record_of(each)
            into.add(record)
            yield record
    except OSError as error:
        raise Impossible(Cause.NOT_READ, folder, error.strerror or "") from error
    finally:
        found.close()
    into.finish(datetime.now(UTC), lambda path: _is_folder(folder, path))


def _is_folder(folder: Path, path: bytes) -> bool:
    try:
        return stat.S_ISDIR(os.lstat(os.path.join(os.fsencode(folder), path)).st_mode)
    except OSError:
        return False


def record_of(found: FileFound) -> FileRecord:
    path = found.path.decode("utf-8", "surrogateescape")
    modified = tellable(found.modified)
    if isinstance(found.prints, Unread):
        return FileRecord(path, found.size, modified, unreadable=Why(found.prints.value))
    digests, shown = found.prints.digests, found.prints.shown
    exact = Exact(digests.md5.hex(), digests.sha1.hex(), digests.sha256.hex())
    match shown:
        case VariedPicture(picture, variants):
            pdq = Pdq(picture.code.tobytes().hex(), picture.quality)
            others = {name: code.tobytes().hex() for name, code in variants.items() if name != AS_IT_IS}
            return FileRecord(path, digests.size, modified, exact, pdq=pdq, variants=others)
        case NotHashable(reason, detail):
            return FileRecord(path, digests.size, modified, exact, not_hashable=Why(reason, detail))
        case Frames():
            return FileRecord(path, digests.size, modified, exact, video=_video(shown))


def _video(frames: Frames) -> Video:
    parts = zip(frames.seconds.tolist(), to_hex(frames.codes), frames.quality.tolist(), strict=True)
    return Video(
        tuple(Frame(round(second, 3), Pdq(code, quality)) for second, code, quality in parts), frames.fault
    )


class Census:
    """Counts a folder's files and their bytes in a thread of its own, so that what is left can be told. Wrong by what changes meanwhile."""

    def __init__(self, folder: Path) -> None:
        self.files = self.bytes = 0
        self.complete = False
        self._left = threading.Event()
        threading.Thread(target=self._count, args=(folder,), daemon=True).start()

    def _count(self, folder: Path) -> None:
        try:
            for seen in walk(folder):
                if self._left.is_set():
                    return
                self.files += 1
                self.bytes += seen.size or 0
        except OSError:
            # Whoever scans the folder says so.
            return
        self.complete = True

    def leave(self) -> None:
        self._left.set()


def cores() -> int:
    """Those that this process may use."""
    return len(os.sched_getaffinity(0))
