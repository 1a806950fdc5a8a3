"""A journal: the changes since the last seal, one record after another, each on the disk before it is obeyed."""

import os
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

from seawall.engine.search import records
from seawall.engine.search.disk import NotWritten, damaged, flush, not_written, store, write_all
from seawall.engine.search.manifest import JournalEntry, Manifest
from seawall.engine.search.records import HEAD_BYTES, Record

# Magic, the index it belongs to, number; then their checksum.
_FIELDS = struct.Struct("<8s16sQ")
_MAGIC = b"SEAWJRN1"
START = _FIELDS.size + 4
_BLOCK = 1 << 20


def create(folder: Path, index: str, number: int) -> JournalEntry:
    """A new journal without records, on the disk before it is named by a manifest."""
    entry = JournalEntry(number)
    store(folder / entry.name, [_start(index, number)])
    return entry


def _start(index: str, number: int) -> bytes:
    fields = _FIELDS.pack(_MAGIC, bytes.fromhex(index), number)
    return fields + zlib.crc32(fields).to_bytes(4, "little")


class JournalReader:
    """Follows a journal while another process may be writing it. Not for several threads at once."""

    def __init__(self, folder: Path, manifest: Manifest, entry: JournalEntry) -> None:
        self.path, self.number, self.width = folder / entry.name, entry.number, manifest.width
        # Everything before this offset was read; a record is read whole or not yet.
        self.offset = START
        self.records = 0
        self._block, self._block_at = b"", 0
        self.descriptor = os.open(self.path, os.O_RDONLY | os.O_CLOEXEC)
        if os.pread(self.descriptor, START, 0) != _start(manifest.index, entry.number):
            self.close()
            raise damaged(self.path, "its first bytes are not those of this journal")

    def close(self) -> None:
        os.close(self.descriptor)

    def size(self) -> int:
        # A third of the time of `fstat`; every look-up of a reader asks. Reading is by offset, so the position is nobody's.
        return os.lseek(self.descriptor, 0, os.SEEK_END)

    def new(self) -> Iterator[Record]:
        """The records since the last call. A last one that is not yet whole waits for the next call."""
        size = self.size()
        if size == self.offset:
            return
        if size < self.offset:
            raise damaged(self.path, f"it became shorter: {size} bytes, {self.offset} were read")
        self._block = b""
        while record := self._next(size):
            yield record

    def finish(self, length: int) -> Iterator[Record]:
        """The records up to the end of a journal that nothing more is written to."""
        yield from self.new()
        if (size := self.size()) != length or self.offset != length:
            raise damaged(self.path, f"{length} bytes were written, {min(size, self.offset)} are readable")

    def _next(self, size: int) -> Record | None:
        try:
            return self._read(size)
        except records.Broken as broken:
            if self._unfinished(size):
                return None
            raise damaged(self.path, f"{broken} (at byte {self.offset})") from broken

    def _read(self, size: int) -> Record | None:
        head_bytes = self._take(HEAD_BYTES, size)
        if head_bytes is None:
            return None
        head = records.head_of(head_bytes, width=self.width, place=self.records)
        data = self._take(head.record_bytes, size)
        if data is None:
            return None
        record = records.record_of(head, data, width=self.width)
        self.offset += head.record_bytes
        self.records += 1
        return record

    def _take(self, length: int, size: int) -> memoryview | None:
        """`length` bytes from the offset, out of a block read ahead; None where the file ends before."""
        if self.offset + length > size:
            return None
        start = self.offset - self._block_at
        if start < 0 or start + length > len(self._block):
            self._block = os.pread(self.descriptor, min(max(length, _BLOCK), size - self.offset), self.offset)
            self._block_at, start = self.offset, 0
        data = memoryview(self._block)[start : start + length]
        return data if len(data) == length else None

    def _unfinished(self, size: int) -> bool:
        """Whether the file ends in zeros: a power cut can leave room for a record without its bytes."""
        return not any(os.pread(self.descriptor, 4, size - 4))


class Journal:
    """The open journal of the one writer. Its end is known from reading it: `create`, read, then append."""

    def __init__(self, reader: JournalReader) -> None:
        self.path, self.offset, self.records = reader.path, reader.offset, reader.records
        self._descriptor = os.open(self.path, os.O_RDWR | os.O_CLOEXEC)
        self._cut_off_unfinished()

    def close(self) -> None:
        os.close(self._descriptor)

    def append(self, record: Record) -> None:
        """Returns when the record is on the disk. If the disk refuses, nothing of it is left and `NotWritten` raised."""
        data = records.encoded(record, self.records)
        try:
            end = write_all(self._descriptor, data, self.offset)
        except OSError as error:
            self._cut_off_unfinished()
            raise not_written(self.path, error) from error
        self._flush()
        self.offset, self.records = end, self.records + 1

    def _flush(self) -> None:
        try:
            flush(self._descriptor)
        except OSError as error:
            # After a failed flush nobody knows what the disk holds, and asking again may hide it: stop here.
            raise Unsure(
                error.errno,
                "the disk failed while storing: close the index and open it again",
                str(self.path),
            ) from error

    def _cut_off_unfinished(self) -> None:
        if os.fstat(self._descriptor).st_size != self.offset:
            os.ftruncate(self._descriptor, self.offset)
            flush(self._descriptor)


class Unsure(NotWritten):
    """The disk failed while storing: whether the last change holds is known only after opening the index again."""
