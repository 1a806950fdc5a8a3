"""Withdrawn rows of a sealed segment: a bitmap beside the segment, which itself never changes."""

import struct
import zlib
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from seawall.engine.codes import each_once
from seawall.engine.search.disk import damaged, store

Rows = NDArray[np.integer]
# Magic, number of the segment, its rows, checksum of the bitmap, checksum of the fields before.
_HEAD = struct.Struct("<8sQQII")
_MAGIC = b"SEAWDEAD"


class Dead:
    """Row r is bit r % 8, counted from the lowest, of byte r // 8 of `bits`. A dead row never comes back to life."""

    def __init__(self, rows: int, bits: NDArray[np.uint8] | None = None) -> None:
        self.rows = rows
        self.bits = np.zeros(-(-rows // 8), np.uint8) if bits is None else bits
        self.count = int(np.bitwise_count(self.bits).sum(dtype=np.int64))

    def kill(self, rows: Rows) -> int:
        """Withdraw rows (any order, repeated or not); returns how many were alive."""
        rows = each_once(rows[self.alive(rows)])
        np.bitwise_or.at(self.bits, rows >> 3, (1 << (rows & 7)).astype(np.uint8))
        self.count += len(rows)
        return len(rows)

    def alive(self, rows: Rows) -> NDArray[np.bool_]:
        withdrawn: NDArray[np.uint8] = self.bits[rows >> 3] >> (rows & 7).astype(np.uint8) & 1
        return ~withdrawn.astype(np.bool_)

    def living(self) -> NDArray[np.int64]:
        """All rows that are not withdrawn, in order."""
        return np.flatnonzero(np.unpackbits(self.bits, count=self.rows, bitorder="little") == 0)

    def add(self, other: Self) -> None:
        """Withdraw what `other`, a bitmap of the same segment, has withdrawn."""
        np.bitwise_or(self.bits, other.bits, out=self.bits)
        self.count = int(np.bitwise_count(self.bits).sum(dtype=np.int64))

    def write(self, path: Path, segment: int) -> None:
        bits = self.bits.tobytes()
        head = _HEAD.pack(_MAGIC, segment, self.rows, zlib.crc32(bits), 0)[:-4]
        store(path, [head, zlib.crc32(head).to_bytes(4, "little"), bits])

    @classmethod
    def read(cls, path: Path, segment: int, rows: int) -> Self:
        """The bitmap as written; its length is known from `rows`, so a longer file is refused unread."""
        length = _HEAD.size + -(-rows // 8)
        if path.stat().st_size != length:
            raise damaged(path, "its length is wrong")
        data = path.read_bytes()
        magic, number, counted, bits, head = _HEAD.unpack_from(data)
        if head != zlib.crc32(data[: _HEAD.size - 4]) or bits != zlib.crc32(data[_HEAD.size :]):
            raise damaged(path, "its checksum does not match")
        if (magic, number, counted) != (_MAGIC, segment, rows):
            raise damaged(path, "it belongs to another segment")
        return cls(rows, np.frombuffer(data, np.uint8, offset=_HEAD.size).copy())
