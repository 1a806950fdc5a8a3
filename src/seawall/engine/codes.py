"""Codes are rows of bytes: uint8[n, 32] for PDQ, 16, 20 or 32 bytes for exact hashes. Ids are uint64[n], chosen by the caller."""

from collections.abc import Iterable
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from seawall.engine.errors import BadInput

Codes = NDArray[np.uint8]
Ids = NDArray[np.uint64]
Radii = NDArray[np.uint8]
Whole = TypeVar("Whole", bound=np.integer)

PDQ_BYTES = 32
# The distance up to which the field takes two PDQ codes for the same picture.
WIDEST_RADIUS = 31
_BYTE = np.dtype(np.uint8)
# Most searches ask one query with one radius: making an array for it would cost a tenth of the search.
_ONE_RADIUS = np.arange(WIDEST_RADIUS + 1, dtype=np.uint8)
_ONE_RADIUS.flags.writeable = False


def as_codes(codes: Any, *, width: int = PDQ_BYTES) -> Codes:
    """`codes` as C-contiguous uint8[n, width], without a copy where they already are; one code alone becomes n = 1."""
    array = np.asarray(codes)
    if array.dtype != _BYTE:
        raise BadInput(f"codes must be bytes (uint8), not {array.dtype}")
    if array.ndim == 1 and array.size == width:
        array = array.reshape(1, width)
    if array.ndim != 2 or array.shape[1] != width:
        raise BadInput(f"codes must be uint8[n, {width}], not uint8{list(array.shape)}")
    return np.ascontiguousarray(array)


def as_ids(ids: Any) -> Ids:
    """`ids` as C-contiguous uint64[n]; a negative, fractional or too large one is refused, never wrapped around."""
    array = np.asarray(ids)
    if array.size == 0:
        return np.empty(0, np.uint64)
    if array.ndim > 1:
        raise BadInput(f"ids must be uint64[n], not of shape {list(array.shape)}")
    if array.dtype.kind not in "ui" or (array.dtype.kind == "i" and array.min() < 0):
        raise BadInput("ids must be whole numbers from 0 to 2**64 - 1")
    return np.ascontiguousarray(array.reshape(-1), dtype=np.uint64)


def each_once(numbers: NDArray[Whole]) -> NDArray[Whole]:
    """The different ones of these numbers, sorted. (`np.unique` hashes them: many times slower where there are many.)"""
    ordered = np.sort(numbers)
    return ordered[np.flatnonzero(np.diff(ordered, prepend=~ordered[:1]))]


def as_radii(radius: Any, queries: int) -> Radii:
    """One radius for all queries or one for each, in bits, 0 to 31, as uint8[queries]."""
    if type(radius) is int and 0 <= radius <= WIDEST_RADIUS:
        return _ONE_RADIUS[radius : radius + 1] if queries == 1 else np.full(queries, radius, _BYTE)
    array = np.asarray(radius)
    if array.dtype.kind not in "ui" or (array.size and not 0 <= array.min() <= array.max() <= WIDEST_RADIUS):
        raise BadInput(f"a radius is a whole number of bits from 0 to {WIDEST_RADIUS}")
    if array.ndim and array.shape != (queries,):
        raise BadInput(f"radius must be one number or {queries}, one for each query")
    return np.ascontiguousarray(np.broadcast_to(array, queries), dtype=np.uint8)


def from_hex(texts: Iterable[str], *, width: int = PDQ_BYTES) -> Codes:
    """Codes of hexadecimal texts, each exactly 2 * width digits, upper or lower case."""
    rows = [_bytes_of(text, width) for text in texts]
    return np.frombuffer(b"".join(rows), np.uint8).reshape(len(rows), width).copy()


def _bytes_of(text: str, width: int) -> bytes:
    # Checked first: bytes.fromhex would skip spaces.
    if len(text) == 2 * width and text.isalnum():
        try:
            return bytes.fromhex(text)
        except ValueError:
            pass
    raise BadInput(f"a code of {width} bytes is written as {2 * width} hexadecimal digits")


def to_hex(codes: Codes) -> list[str]:
    """The lower-case hexadecimal text of each code."""
    return [row.tobytes().hex() for row in codes]
