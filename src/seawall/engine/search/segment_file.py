"""A sealed segment as a file: arrays with names, each at the start of a page, mapped into memory and never changed.

Header: magic, length of the text, checksum of the text, the text (canonical JSON); then pages of arrays. The text
says what the arrays are and holds a checksum for each block of the file after the header, padding included.
"""

import hashlib
import json
import math
import mmap
import os
import struct
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import xxhash
from numpy.typing import NDArray

from seawall.engine.search.disk import damaged, store
from seawall.engine.search.manifest import Manifest, SegmentEntry

Arrays = Mapping[str, NDArray[np.generic]]
# Checks that are still to be made; each raises `Damaged`.
Checks = list[Callable[[], None]]

_HEAD = struct.Struct("<8sI32s")
_MAGIC = b"SEAWSEG1"
_PAGE = 4096
_BLOCK = 1 << 24
_LONGEST_TEXT = 1 << 24
_DTYPES = frozenset({"|u1", "<u2", "<u4", "<u8", "|i1", "<i2", "<i4", "<i8"})


@dataclass(frozen=True)
class Contents:
    """What a segment file holds: the layout number of the kernel's arrays, its rows, and the arrays."""

    format: int
    rows: int
    arrays: dict[str, NDArray[np.generic]]


def write(folder: Path, manifest: Manifest, number: int, contents: Contents) -> SegmentEntry:
    """Write `segment-<number>`, flushed to the disk, and describe it for the manifest."""
    arrays = {name: np.ascontiguousarray(array) for name, array in contents.arrays.items()}
    body = {
        "index": manifest.index,
        "kind": manifest.kind,
        "seed": manifest.seed,
        "number": number,
        "format": contents.format,
        "rows": contents.rows,
        "arrays": [_described(name, array) for name, array in arrays.items()],
        "block": _BLOCK,
        "blocks": list(_digests_of(_pages_of(arrays))),
    }
    text = json.dumps(body, sort_keys=True, separators=(",", ":")).encode()
    head = _HEAD.pack(_MAGIC, len(text), hashlib.sha256(text).digest()) + text
    path = folder / f"segment-{number}"
    store(path, [_padded(head), *_pages_of(arrays)])
    return SegmentEntry(number, contents.rows, path.stat().st_size, hashlib.sha256(text).hexdigest())


def _described(name: str, array: NDArray[np.generic]) -> dict[str, Any]:
    if array.dtype.str not in _DTYPES:
        raise ValueError(f"a segment does not hold {array.dtype}")
    return {"name": name, "dtype": array.dtype.str, "shape": list(array.shape)}


def _pages_of(arrays: Arrays) -> Iterator[memoryview]:
    for array in arrays.values():
        data = array.reshape(-1).view(np.uint8).data if array.size else memoryview(b"")
        yield data
        yield memoryview(bytes(-len(data) % _PAGE))


def _digests_of(pages: Iterable[memoryview]) -> Iterator[str]:
    """A checksum for each block of these bytes, all blocks but the last of equal length."""
    block, room = xxhash.xxh3_64(), _BLOCK
    for data in pages:
        while data:
            block.update(data[:room])
            data, room = data[room:], room - len(data[:room])
            if not room:
                yield block.hexdigest()
                block, room = xxhash.xxh3_64(), _BLOCK
    if room < _BLOCK:
        yield block.hexdigest()


def _padded(head: bytes) -> bytes:
    return head + bytes(-len(head) % _PAGE)


def read(folder: Path, manifest: Manifest, entry: SegmentEntry, later: Checks | None = None) -> Contents:
    """Map a segment after checking every byte of it; nothing it says is used before its checksum.

    With `later` only length and header are checked now, and the check of the rest is added there: for a segment that the writer,
    who checked it, has committed just now.
    """
    path = folder / entry.name
    with path.open("rb") as file:
        if os.fstat(file.fileno()).st_size != entry.bytes or entry.bytes < _PAGE:
            raise damaged(path, f"its length is not {entry.bytes} bytes")
        mapped = mmap.mmap(file.fileno(), entry.bytes, prot=mmap.PROT_READ)
    try:
        body, start = _text_of(path, mapped, entry)
        _check_identity(path, body, manifest, entry)
        if later is None:
            _check_blocks(path, memoryview(mapped)[start:], body, _digests)
        else:
            later.append(lambda: _check_blocks(path, memoryview(mapped)[start:], body, _digests_one_by_one))
        return Contents(body["format"], entry.rows, _arrays_of(mapped, start, body))
    except (KeyError, TypeError, ValueError) as error:
        raise damaged(path, f"its header is not one of this version ({error})") from error


def _text_of(path: Path, mapped: mmap.mmap, entry: SegmentEntry) -> tuple[dict[str, Any], int]:
    magic, length, digest = _HEAD.unpack_from(mapped)
    end = _HEAD.size + length
    if magic != _MAGIC or length > _LONGEST_TEXT or end > len(mapped) or digest.hex() != entry.header:
        raise damaged(path, "its header is not the one that was sealed")
    text = mapped[_HEAD.size : end]
    start = end + -end % _PAGE
    if hashlib.sha256(text).digest() != digest or any(mapped[end:start]):
        raise damaged(path, "the checksum of its header does not match")
    body: dict[str, Any] = json.loads(text)
    return body, start


def _check_identity(path: Path, body: dict[str, Any], manifest: Manifest, entry: SegmentEntry) -> None:
    wanted = (manifest.index, manifest.kind, manifest.seed, entry.number, entry.rows)
    if tuple(body[name] for name in ("index", "kind", "seed", "number", "rows")) != wanted:
        raise damaged(path, "it belongs to another index")


def _check_blocks(
    path: Path, data: memoryview, body: dict[str, Any], digests: Callable[[list[memoryview]], list[str]]
) -> None:
    size = body["block"]
    blocks = [data[at : at + size] for at in range(0, len(data), size)]
    wrong = [
        at for at, (is_, was) in enumerate(zip(digests(blocks), body["blocks"], strict=False)) if is_ != was
    ]
    if wrong:
        raise damaged(path, f"its checksum does not match in block {wrong[0]} of {size} bytes")
    if len(blocks) != len(body["blocks"]):
        raise damaged(path, "it has not as many blocks as were written")


def _digests(blocks: list[memoryview]) -> list[str]:
    if len(blocks) < 2:
        return _digests_one_by_one(blocks)
    with ThreadPoolExecutor(max_workers=min(8, os.cpu_count() or 1)) as pool:
        return list(pool.map(xxhash.xxh3_64_hexdigest, blocks))


def _digests_one_by_one(blocks: list[memoryview]) -> list[str]:
    return [xxhash.xxh3_64_hexdigest(block) for block in blocks]


def _arrays_of(mapped: mmap.mmap, start: int, body: dict[str, Any]) -> dict[str, NDArray[np.generic]]:
    arrays = {}
    for described in body["arrays"]:
        dtype, shape = _shape_of(described, len(mapped) - start)
        count = math.prod(shape)
        arrays[described["name"]] = np.frombuffer(mapped, dtype, count, start).reshape(shape)
        start += count * dtype.itemsize
        start += -start % _PAGE
    return arrays


def _shape_of(described: dict[str, Any], room: int) -> tuple[np.dtype[np.generic], list[int]]:
    """dtype and shape of an array that fits into `room` bytes; what does not is refused before it is made."""
    dtype, shape = described["dtype"], described["shape"]
    whole = all(type(side) is int and 0 <= side <= room for side in shape)
    if dtype not in _DTYPES or not whole or math.prod(shape) * np.dtype(dtype).itemsize > room:
        raise ValueError("an array of impossible size")
    return np.dtype(dtype), shape
