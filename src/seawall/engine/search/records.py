"""The records of a journal as bytes: a checked header that says how long the record is, ids, codes, a checked end."""

import struct
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from seawall.engine.codes import Codes, Ids

ADD, REMOVE = 1, 2

# Magic, kind, whether a mark is carried, bytes of one code, rows, place in the journal, mark; then their checksum.
_FIELDS = struct.Struct("<4sBBHIQq")
_CHECK = struct.Struct("<I")
HEAD_BYTES = _FIELDS.size + _CHECK.size
# Checksum of everything before; then bytes that are never zero, so that a record which never reached
# the disk whole (its end is missing or still zeros) differs from one that was changed later.
_END = struct.Struct("<I4s")
_END_MARK = b"end\n"
_MAGIC = b"rec1"


class Broken(Exception):
    """These bytes are not a record as it was written."""


@dataclass(frozen=True)
class Record:
    """Codes added under ids, or ids withdrawn (`codes` is then uint8[0, width]), with the application's mark."""

    kind: int
    ids: Ids
    codes: Codes
    mark: int | None = None


@dataclass(frozen=True)
class Head:
    kind: int
    marked: bool
    width: int
    rows: int
    place: int
    mark: int

    @property
    def record_bytes(self) -> int:
        return HEAD_BYTES + self.rows * (8 + self.width) + _END.size


def encoded(record: Record, place: int) -> bytes:
    width = record.codes.shape[1] if record.kind == ADD else 0
    marked = record.mark is not None
    fields = _FIELDS.pack(_MAGIC, record.kind, marked, width, len(record.ids), place, record.mark or 0)
    ids = np.ascontiguousarray(record.ids, "<u8").tobytes()
    data = fields + _CHECK.pack(zlib.crc32(fields)) + ids + record.codes.tobytes()
    return data + _END.pack(zlib.crc32(data), _END_MARK)


def head_of(data: memoryview, *, width: int, place: int) -> Head:
    """The header at the start of `data`; its numbers are believed only after its checksum, so no length is invented."""
    magic, kind, marked, code_bytes, rows, found_place, mark = _FIELDS.unpack_from(data)
    if _CHECK.unpack_from(data, _FIELDS.size)[0] != zlib.crc32(data[: _FIELDS.size]):
        raise Broken("the checksum of a record's header does not match")
    if magic != _MAGIC or kind not in (ADD, REMOVE) or marked > 1:
        raise Broken("a record of an unknown kind")
    if code_bytes != (width if kind == ADD else 0):
        raise Broken("a record with codes of another width")
    if found_place != place:
        raise Broken(f"record {found_place} stands where record {place} belongs")
    return Head(kind, bool(marked), code_bytes, rows, found_place, mark)


def record_of(head: Head, data: memoryview, *, width: int) -> Record:
    """The record whose bytes, header and end included, are `data`."""
    check, end = _END.unpack_from(data, len(data) - _END.size)
    if end != _END_MARK or check != zlib.crc32(data[: -_END.size]):
        raise Broken("the checksum of a record does not match")
    ids = np.frombuffer(data, "<u8", head.rows, HEAD_BYTES).astype(np.uint64)
    codes = np.frombuffer(data, np.uint8, head.rows * head.width, HEAD_BYTES + 8 * head.rows)
    return Record(head.kind, ids, codes.reshape(-1, width), head.mark if head.marked else None)


def together(changes: Iterable[Record]) -> Iterator[Record]:
    """The same changes with neighbours of one kind as one, which is obeyed many times faster than one by one."""
    for kind, group in groupby(changes, key=lambda record: record.kind):
        same = list(group)
        marks = [record.mark for record in same if record.mark is not None]
        ids, codes = np.concatenate([one.ids for one in same]), np.concatenate([one.codes for one in same])
        yield Record(kind, ids, codes, marks[-1] if marks else None)
