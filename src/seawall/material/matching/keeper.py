"""The one writer of the index folders on a machine. What the database says is applied turn by turn; a folder that is lost,
damaged, of another database or ahead of it is thrown away and made anew from the database."""

import fcntl
import logging
import os
import shutil
import threading
import time
from pathlib import Path

import numpy as np
from django.conf import settings
from django.db import DatabaseError, connection

from seawall.core.errors import NotReady
from seawall.engine import Index
from seawall.engine.errors import BadInput, Damaged, EngineError, Locked
from seawall.engine.search.manifest import NAME as MANIFEST
from seawall.engine.search.view import Pairs
from seawall.material.matching import loading
from seawall.material.matching.folders import (
    KINDS,
    MADE_FROM,
    Folders,
    damage_note,
    is_made_from,
    open_index,
)
from seawall.material.matching.loading import Range
from seawall.material.matching.packed import Numbers
from seawall.material.states import FingerprintKind

log = logging.getLogger("seawall.matching")
PAUSE_S = 0.05
PAUSE_IN_TROUBLE_S = 1.0
# How long a job waits for another process's keeper before it comes again later.
LONGEST_WAIT_S = 5.0


class Keeper:
    """Holds the folder's lock from the first step until `close`. Used by one thread."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock: int | None = None
        self._indexes: dict[FingerprintKind, Index] = {}

    def step(self) -> int:
        """Apply what has changed; how many items that were comes back. Raises `Locked`, `NotWritten`, DatabaseError."""
        self._hold()
        turn, identity = loading.latest()
        self._open(turn, identity)
        after = min(index.mark or 0 for index in self._indexes.values())
        if after >= turn:
            return 0
        try:
            return sum(self._apply(these, turn) for these in loading.ranges("turn", after))
        except Damaged:
            self.let_go()
            raise

    def close(self) -> None:
        self.let_go()
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def _hold(self) -> None:
        if self._lock is None:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._lock = hold(self.folder)

    def _open(self, turn: int, identity: str) -> None:
        if not is_made_from(self.folder, identity):
            self._begin_anew(identity)
        for kind in KINDS:
            self._check(kind, turn)

    def _begin_anew(self, identity: str) -> None:
        self.let_go()
        (self.folder / MADE_FROM).unlink(missing_ok=True)
        for kind in KINDS:
            self._throw_away(kind)
        (self.folder / MADE_FROM).write_text(identity)

    def _check(self, kind: FingerprintKind, turn: int) -> None:
        index = self._indexes.pop(kind, None)
        if index is not None and (self._is_lost(kind) or self._is_damaged(kind)):
            index.close()
            self._throw_away(kind)
            index = None
        index = self._opened(kind) if index is None else index
        if (index.mark or 0) > turn:
            log.warning("index %s is ahead of the database, which was put back", kind)
            index.close()
            self._throw_away(kind)
            index = self._opened(kind)
        self._indexes[kind] = index

    def _is_lost(self, kind: FingerprintKind) -> bool:
        return not (self.folder / kind / MANIFEST).exists()

    def _is_damaged(self, kind: FingerprintKind) -> bool:
        """A reader has said so. We look again: what the keeper has in memory may be whole while the files are not."""
        note = self.folder / damage_note(kind)
        if not note.exists():
            return False
        note.unlink(missing_ok=True)
        try:
            open_index(self.folder, kind).close()
        except (Damaged, BadInput):
            return True
        return False

    def _opened(self, kind: FingerprintKind) -> Index:
        try:
            return open_index(self.folder, kind, writable=True)
        except (Damaged, BadInput):
            self._throw_away(kind)
            return open_index(self.folder, kind, writable=True)

    def _throw_away(self, kind: FingerprintKind) -> None:
        if (self.folder / kind).exists():
            log.warning("index %s is lost, damaged or of another database: it is made anew", kind)
            shutil.rmtree(self.folder / kind)

    def let_go(self) -> None:
        for kind in list(self._indexes):
            self._indexes.pop(kind).close()

    def _apply(self, these: Range, turn: int) -> int:
        numbers, mark = loading.numbers_in(these), min(these.upto, turn)
        for kind, index in self._indexes.items():
            if (index.mark or 0) < mark:
                _change(index, numbers, Pairs(*loading.codes_in(these, kind)), mark)
        return len(numbers)


def _change(index: Index, numbers: Numbers, wanted: Pairs, mark: int) -> None:
    """Make the index hold the wanted codes of these items and no others of theirs."""
    held, right = _by_number(index.pairs(numbers)), _by_number(wanted)
    gone = [number for number, code in held.items() if right.get(number) != code]
    new = np.array([held.get(number) != code for number, code in right.items()], np.bool_)
    if gone:
        index.remove(np.array(gone, np.uint64))
    # The mark comes with the last change: interrupted before it, the same is done again.
    index.add(wanted.ids[new], wanted.codes[new], mark=mark)


def _by_number(pairs: Pairs) -> dict[int, bytes]:
    return {number: code.tobytes() for number, code in zip(pairs.ids.tolist(), pairs.codes, strict=True)}


def hold(folder: Path) -> int:
    """The descriptor that makes this process the keeper until it is closed or the process ends. Raises `Locked`."""
    descriptor = os.open(folder / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(descriptor)
        raise Locked("another process keeps this index") from error
    return descriptor


def keep(stopping: threading.Event, folder: Path | None = None) -> None:
    """A thread of the worker program: keeps the index until told to stop. While another process keeps it, waits."""
    keeper = Keeper(folder or Path(settings.INDEX))
    try:
        while not stopping.is_set():
            stopping.wait(PAUSE_S if _stepped(keeper) else PAUSE_IN_TROUBLE_S)
    finally:
        keeper.close()
        connection.close()


def _stepped(keeper: Keeper) -> bool:
    try:
        keeper.step()
    except Locked:
        return False
    except (DatabaseError, EngineError, OSError) as error:
        log.warning("the index is not kept for a moment: %s", type(error).__name__)
        keeper.let_go()
        connection.close()
        return False
    return True


def bring_up(folders: Folders, turn: int) -> None:
    """Make the index hold everything up to this turn, by us or by whoever keeps it. Raises `NotReady`."""
    folders.mend(loading.latest()[1])
    if (folders.mark() or 0) >= turn:
        return
    keeper = Keeper(folders.folder)
    try:
        keeper.step()
    except Locked:
        _wait(folders, turn)
    finally:
        keeper.close()


def _wait(folders: Folders, turn: int) -> None:
    until = time.monotonic() + LONGEST_WAIT_S
    while time.monotonic() < until:
        folders.mend(loading.latest()[1])
        mark = folders.mark()
        if mark is not None and mark >= turn:
            return
        time.sleep(PAUSE_S / 2)
    raise NotReady
