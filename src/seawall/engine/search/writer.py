"""The one writing process. A change is in the journal, on the disk, before it is obeyed and before the call returns."""

import fcntl
import os
import secrets
import threading
from pathlib import Path

import numpy as np

from seawall.engine.codes import Codes, Ids
from seawall.engine.errors import Locked, ReadOnly
from seawall.engine.search import journal as journals
from seawall.engine.search import manifest as manifests
from seawall.engine.search import merge
from seawall.engine.search.commits import Commits
from seawall.engine.search.disk import NotWritten, damaged
from seawall.engine.search.kernel import Kernel
from seawall.engine.search.manifest import Manifest
from seawall.engine.search.records import ADD, REMOVE, Record
from seawall.engine.search.segments import Segment
from seawall.engine.search.state import latest
from seawall.engine.search.tail import Tail
from seawall.engine.search.upkeep import Upkeep
from seawall.engine.search.view import Pairs, Part, View, gathered, together

# A tail is sealed in the background when it has this many rows, or its journal this many bytes or records, which
# are what a process that opens the index reads first. As many rows at once are sealed right away.
TAIL_ROWS = 50_000
TAIL_BYTES = 1 << 24
TAIL_RECORDS = 10_000


class Writer:
    """Two locks: `_tidying` around what drops journals and segments, held long; inside it `_changing`, held briefly."""

    def __init__(self, folder: Path, kernel: Kernel) -> None:
        self._folder, self._kernel = folder, kernel
        self._process = os.getpid()
        self._tidying, self._changing = threading.RLock(), threading.RLock()
        state = latest(folder, kernel)
        self._commits = Commits(folder, kernel, state)
        state.close()
        self._upkeep = Upkeep(self._tidy_a_step)
        self._wake_if_full()

    @property
    def view(self) -> View:
        return self._commits.view

    @property
    def manifest(self) -> Manifest:
        return self._commits.manifest

    @property
    def mark(self) -> int | None:
        return self._commits.mark

    @property
    def trouble(self) -> str:
        return self._upkeep.trouble

    def close(self) -> None:
        self._upkeep.stop()
        with self._tidying, self._changing:
            self._commits.close()

    def add(self, ids: Ids, codes: Codes, mark: int | None) -> int:
        if len(ids) >= TAIL_ROWS:
            return self._add_many(ids, codes, mark)
        with self._changing:
            self._check_process()
            added = self._append(Record(ADD, *self.view.news(ids, codes), mark))
        self._wake_if_full()
        return added

    def remove(self, ids: Ids, mark: int | None) -> int:
        with self._changing:
            self._check_process()
            no_codes = np.empty((0, self.view.width), np.uint8)
            removed = self._append(Record(REMOVE, self.view.among(ids), no_codes, mark))
        self._wake_if_full()
        return removed

    def _append(self, record: Record) -> int:
        return self._commits.append(record) if len(record.ids) or record.mark is not None else 0

    def _add_many(self, ids: Ids, codes: Codes, mark: int | None) -> int:
        """Seal at once, together with the tails: what is as large as a tail need not go through the journal."""
        with self._tidying, self._changing:
            self._check_process()
            new = self.view.news(ids, codes)
            self._seal([new], mark)
        self._upkeep.wake()
        return len(new.ids)

    def seal(self) -> None:
        """Write the tails, if they hold anything, as a segment."""
        with self._tidying:
            self._seal([], None)

    def _seal(self, added: list[Pairs], mark: int | None) -> None:
        with self._changing:
            tails = self._freeze()
            sealed_mark = self._commits.sealed_mark(tails) if mark is None else mark
        held = [gathered([(tail, tail.living())], self.view.width) for tail in tails]
        pairs = together([*held, *added], self.view.width)
        if tails or len(pairs.ids) or mark is not None:
            self._replace(tails, pairs, sealed_mark)

    def _freeze(self) -> tuple[Tail, ...]:
        try:
            return self._commits.freeze()
        except NotWritten:
            self._commits.sweep()
            raise

    def merge(self) -> None:
        """Write everything as one segment, without what was withdrawn; returns when that is committed."""
        with self._tidying:
            self._check_process()
            self.seal()
            segments = self.view.segments
            if len(segments) > 1 or any(
                merge.is_worn(segment, self._kernel.format, 0) for segment in segments
            ):
                self._merge(segments)

    def _merge(self, segments: tuple[Segment, ...]) -> None:
        pairs = gathered([(segment, segment.living()) for segment in segments], self.view.width)
        self._replace(segments, pairs, self.manifest.mark)

    def _replace(self, gone: tuple[Part, ...], pairs: Pairs, mark: int | None) -> None:
        number = self._commits.next_generation
        segment = None
        try:
            if len(pairs.ids):
                segment = Segment.seal(self._folder, self.manifest, number, self._kernel, *pairs)
            with self._changing:
                self._commits.swap(gone, segment, mark)
        except NotWritten:
            self._commits.sweep()
            raise

    def _wake_if_full(self) -> None:
        if self._is_tail_full():
            self._upkeep.wake()

    def _tidy_a_step(self) -> bool:
        with self._tidying:
            if self._is_tail_full():
                self.seal()
                return True
            segments = merge.due(self.view.segments, self._kernel.oldest)
            if segments:
                self._merge(tuple(segments))
            return bool(segments)

    def _is_tail_full(self) -> bool:
        commits, tails = self._commits, self.view.tails
        large = commits.tail_bytes >= TAIL_BYTES or commits.tail_records >= TAIL_RECORDS
        return large or tails[-1].rows >= TAIL_ROWS or len(tails) > 1

    def _check_process(self) -> None:
        if os.getpid() != self._process:
            raise ReadOnly(
                "this index was opened for writing by the process that started this one: open it again"
            )


def lock(folder: Path) -> int:
    """The descriptor that holds the writer's lock until it is closed, by us or by our end; `Locked` if another has it."""
    descriptor = os.open(folder / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(descriptor)
        raise Locked(f"another process writes to {folder}: it must close the index first") from error
    return descriptor


def create(folder: Path, kind: str, seed: int | None) -> None:
    """An empty index; the caller holds the lock. Raises `Damaged` where an index has lost its manifest."""
    check_empty(folder)
    seed = secrets.randbits(63) if seed is None else seed
    index = secrets.token_hex(16)
    entry = journals.create(folder, index, 1)
    manifests.write(folder, Manifest(index, kind, seed, 1, None, (), (entry,)))


def check_empty(folder: Path) -> None:
    """A folder without a manifest is no index, unless it holds more than an interrupted `create` leaves behind."""
    for path in folder.glob("*-*"):
        if (
            path.name.startswith(("segment-", "dead-"))
            or path.name.startswith("journal-")
            and path.stat().st_size > journals.START
        ):
            raise damaged(folder / manifests.NAME, f"it is missing, but {path.name} is there")
