"""Which files a manifest holds already, in 24 bytes each: a folder may have millions."""

from hashlib import blake2b

import numpy as np

from seawall.wire.manifest import FileRecord, tellable

ROW = np.dtype([("path", "S16"), ("facts", "<u8")])
# What was not known last time, for a reason that may have passed: asked again.
AGAIN = 0
PASSING = frozenset({"server", "answer", "unconfined"})
NEVER_READ = frozenset({"link", "special"})


class Done:
    """Filled first, asked afterwards. Of a path that is there twice the later record counts."""

    def __init__(self, *, videos: bool) -> None:
        self._videos = videos
        self._rows = bytearray()
        self._sorted: np.ndarray | None = None

    def add(self, record: FileRecord) -> None:
        facts = AGAIN if self._passing(record) else _facts(record.size, record.modified, _unread(record))
        self._rows += name_of(record.path_bytes) + facts.to_bytes(8, "little")

    def _passing(self, record: FileRecord) -> bool:
        if record.unreadable:
            return record.unreadable.reason not in NEVER_READ
        reason = record.not_hashable.reason if record.not_hashable else ""
        return reason in PASSING or (self._videos and reason == "left_out")

    def knows(self, path: bytes) -> bool:
        return self._facts_of(path) is not None

    def holds(self, path: bytes, size: int | None, modified: int | None, unread: str) -> bool:
        """Whether this file is there as it is now."""
        return self._facts_of(path) == _facts(size, tellable(modified), unread)

    def _facts_of(self, path: bytes) -> int | None:
        rows = self._in_order()
        at = int(np.searchsorted(rows["path"], np.bytes_(name_of(path)), "right")) - 1
        # A byte text of NumPy ends before its last zeros, on both sides of this comparison.
        found = at >= 0 and rows["path"][at] == name_of(path).rstrip(b"\0")
        return int(rows["facts"][at]) if found else None

    def _in_order(self) -> np.ndarray:
        if self._sorted is None:
            rows = np.frombuffer(bytes(self._rows), ROW)
            self._sorted = rows[np.argsort(rows["path"], kind="stable")]
            self._rows = bytearray()
        return self._sorted

    def twice(self) -> set[bytes]:
        """The names (see `name_of`) of paths that are there more than once."""
        paths = self._in_order()["path"]
        return {bytes(name).ljust(16, b"\0") for name in paths[1:][paths[1:] == paths[:-1]]}


def name_of(path: bytes) -> bytes:
    """16 bytes that stand for a path: two paths with the same ones are not to be expected on earth."""
    return blake2b(path, digest_size=16).digest()


def _facts(size: int | None, modified: int | None, unread: str) -> int:
    told = f"{size} {modified} {unread}".encode()
    return int.from_bytes(blake2b(told, digest_size=8).digest(), "little") or 1


def _unread(record: FileRecord) -> str:
    return record.unreadable.reason if record.unreadable else ""
