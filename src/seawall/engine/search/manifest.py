"""The manifest names the files that are the index now. It is replaced whole, so there is always exactly one state."""

import hashlib
import json
import os
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from seawall.engine.search.disk import damaged, store, sync_folder

NAME = "manifest"
WIDTHS = {"pdq": 32, "md5": 16, "sha1": 20, "sha256": 32}
# Bounds on what a file may claim before any memory is taken for it.
LONGEST = 1 << 20
MOST_ROWS = (1 << 32) - 2
MOST_FILES = 4096
_WHOLE = 1 << 63
_FIRST_LINE = "seawall-index 1 "


@dataclass(frozen=True)
class SegmentEntry:
    """A sealed segment: its number, rows, length in bytes, the checksum of its header, and its withdrawn rows' file."""

    number: int
    rows: int
    bytes: int
    header: str
    # Generation of the file `dead-<number>-<generation>`; 0: no row was withdrawn when this was committed.
    dead: int = 0

    @property
    def name(self) -> str:
        return f"segment-{self.number}"

    @property
    def dead_name(self) -> str:
        return f"dead-{self.number}-{self.dead}"


@dataclass(frozen=True)
class JournalEntry:
    """A journal: its number and, once nothing more is written to it, its length in bytes (0: the open one, the last)."""

    number: int
    bytes: int = 0

    @property
    def name(self) -> str:
        return f"journal-{self.number}"


@dataclass(frozen=True)
class Manifest:
    # Which index this is, so that files of another are not taken for its own.
    index: str
    kind: str
    seed: int
    # Counts the commits; new files are named by it, so that no name is used twice.
    generation: int
    # The application's mark as of the sealed segments.
    mark: int | None
    segments: tuple[SegmentEntry, ...]
    journals: tuple[JournalEntry, ...]

    @property
    def width(self) -> int:
        """Bytes of one code."""
        return WIDTHS[self.kind]

    @property
    def entries(self) -> tuple[SegmentEntry | JournalEntry, ...]:
        return self.segments + self.journals

    @property
    def files(self) -> set[str]:
        dead = {entry.dead_name for entry in self.segments if entry.dead}
        return dead | {entry.name for entry in self.entries}


def write(folder: Path, manifest: Manifest) -> None:
    """Commit: before the rename the old state holds, after it the new one, whose files are all durable by then."""
    sync_folder(folder)
    store(folder / NAME, [encoded(manifest)])
    sync_folder(folder)


def encoded(manifest: Manifest) -> bytes:
    body = json.dumps(asdict(manifest), sort_keys=True, separators=(",", ":"))
    return f"{_FIRST_LINE}{_digest(body)}\n{body}\n".encode()


def read(folder: Path) -> tuple[Manifest, int]:
    """The manifest and its open descriptor, which keeps its inode number from being used again while it is ours."""
    descriptor = os.open(folder / NAME, os.O_RDONLY | os.O_CLOEXEC)
    try:
        return decoded(os.pread(descriptor, LONGEST + 1, 0), folder / NAME), descriptor
    except BaseException:
        os.close(descriptor)
        raise


def decoded(data: bytes, path: Path) -> Manifest:
    if len(data) > LONGEST:
        raise damaged(path, "longer than any manifest")
    try:
        first, body, rest = data.decode("ascii").split("\n")
        if rest or first != _FIRST_LINE + _digest(body):
            raise damaged(path, "its checksum does not match")
        return _manifest(json.loads(body))
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise damaged(path, f"not a manifest of this version ({error})") from error


def _digest(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()


def _manifest(body: dict[str, Any]) -> Manifest:
    if set(body) != {field.name for field in fields(Manifest)}:
        raise ValueError("unknown or missing names")
    if not all(isinstance(body[name], list) for name in ("segments", "journals")):
        raise TypeError("segments and journals are lists")
    segments = tuple(SegmentEntry(**entry) for entry in body.pop("segments"))
    journals = tuple(JournalEntry(**entry) for entry in body.pop("journals"))
    manifest = Manifest(**body, segments=segments, journals=journals)
    _check(manifest)
    return manifest


def _check(manifest: Manifest) -> None:
    bytes.fromhex(manifest.index)
    if len(manifest.index) != 32 or manifest.kind not in WIDTHS:
        raise ValueError("unknown kind")
    if not manifest.journals or len(manifest.files) > MOST_FILES:
        raise ValueError("no journal, or too many files")
    if manifest.mark is not None and not (type(manifest.mark) is int and -_WHOLE <= manifest.mark < _WHOLE):
        raise ValueError("a mark out of range")
    _whole(manifest.seed, _WHOLE)
    _whole(manifest.generation, _WHOLE)
    for entry in manifest.entries:
        _whole(entry.number, manifest.generation + 1)
        _whole(entry.bytes, _WHOLE)
    for segment in manifest.segments:
        _whole(segment.rows, MOST_ROWS + 1)
        _whole(segment.dead, manifest.generation + 1)


def _whole(value: object, below: int) -> None:
    if type(value) is not int or not 0 <= value < below:
        raise ValueError("a number out of range")
