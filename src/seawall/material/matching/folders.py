"""The index folders as a reading process sees them: one of each kind, any of which may be missing or damaged for a while."""

import logging
from pathlib import Path
from typing import Any, cast

from seawall.core.errors import NotReady
from seawall.engine import Index, Matches
from seawall.engine.codes import Codes
from seawall.engine.errors import Damaged, EngineError
from seawall.engine.search.index import Kind
from seawall.material.states import MATCHED, FingerprintKind

log = logging.getLogger("seawall.matching")
KINDS = MATCHED
# Which database the folders were made from.
MADE_FROM = "made-from"


def is_made_from(folder: Path, identity: str) -> bool:
    try:
        return (folder / MADE_FROM).read_text() == identity
    except FileNotFoundError:
        return False


def open_index(folder: Path, kind: FingerprintKind, *, writable: bool = False) -> Index:
    return Index.open(folder / kind, writable, kind=cast(Kind, kind.value))


def damage_note(kind: FingerprintKind) -> str:
    """The file by which a reader tells the keeper, who may be another process, that this index is damaged."""
    return f"{kind}-is-damaged"


class Folders:
    """Safe to use from several threads; `mend` is called by one at a time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._indexes: dict[FingerprintKind, Index] = {}

    def search(self, kind: FingerprintKind, codes: Codes, radius: Any, limit: int) -> Matches:
        """As `Index.search`; raises `NotReady` while this index is missing or damaged."""
        index = self._indexes.get(kind)
        if index is None:
            raise NotReady
        try:
            return index.search(codes, radius, limit)
        except (EngineError, FileNotFoundError) as error:
            self._lose(kind, error)
            raise NotReady from error

    def mend(self, identity: str) -> None:
        """Open what is not open. It takes as long as the index is large, so no match waits for it."""
        if not is_made_from(self.folder, identity):
            self.close()
            return
        for kind in KINDS:
            if kind not in self._indexes:
                try:
                    self._indexes[kind] = open_index(self.folder, kind)
                except (EngineError, FileNotFoundError) as error:
                    self._tell(kind, error)

    def _tell(self, kind: FingerprintKind, error: Exception) -> None:
        if isinstance(error, Damaged):
            (self.folder / damage_note(kind)).touch()

    def mark(self) -> int | None:
        """The turn up to which all indexes have everything; None while one of them is missing or damaged."""
        marks = [self._mark(kind) for kind in KINDS]
        return min((mark for mark in marks if mark is not None), default=0) if None not in marks else None

    def _mark(self, kind: FingerprintKind) -> int | None:
        index = self._indexes.get(kind)
        if index is None:
            return None
        try:
            return index.mark or 0
        except (EngineError, FileNotFoundError) as error:
            self._lose(kind, error)
            return None

    def _lose(self, kind: FingerprintKind, error: Exception) -> None:
        index = self._indexes.pop(kind, None)
        if index is not None:
            log.warning("index %s cannot be read: %s", kind, type(error).__name__)
            index.close()
            self._tell(kind, error)

    def close(self) -> None:
        for kind in list(self._indexes):
            self._indexes.pop(kind).close()
