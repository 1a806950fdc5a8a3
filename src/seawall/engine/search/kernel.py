"""The one door to near search in a segment, through whichever kernel this machine can run.

A *row* is a place in one segment, 0 to n - 1. Both kernels give the same answers in the same order, and take what
`seawall.engine.codes` has checked: C-contiguous uint8[n, 32] codes, uint8[q] radii of 0 to 31 bits, `limit` matches
a query at most (0: all), `dead` a bitmap of withdrawn rows (row r: bit r % 8, from the lowest, of byte r // 8).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from seawall.engine.codes import Codes, Radii
from seawall.engine.search import plain
from seawall.engine.search.brute import Dead
from seawall.engine.search.found import Found
from seawall.engine.search.matches import Part, Places, in_each

__all__ = ["FORMAT", "KERNEL", "NAME", "NATIVE", "NUMPY", "Found", "Kernel", "SealedRows", "TailRows", "said"]

Sections = Mapping[str, NDArray[np.generic]]


class SealedRows(Protocol):
    """An immutable segment. Holds views, copies nothing; may be searched from several threads at once."""

    def __len__(self) -> int: ...
    def search(self, queries: Codes, radius: Radii, limit: int = 0, dead: Dead | None = None) -> Found: ...


class TailRows(Protocol):
    """A segment that grows. One thread adds or kills at a time; others may search meanwhile."""

    def __len__(self) -> int: ...
    def add(self, codes: Codes) -> None: ...
    def kill(self, rows: NDArray[np.integer]) -> None: ...
    def codes(self) -> Codes: ...
    def search(self, queries: Codes, radius: Radii, limit: int = 0) -> Found: ...


class Search(Protocol):
    def __call__(self, parts: Sequence[Part], queries: Codes, radius: Radii, limit: int) -> Places: ...


class Seal(Protocol):
    def __call__(self, codes: Codes, *, seed: int) -> dict[str, NDArray[np.generic]]: ...


@dataclass(frozen=True)
class Kernel:
    """`seal` gives the named sections of a segment, the same for the same codes and seed; `Sealed` searches them.

    `format` numbers what is written in the sections, and those since `oldest` are read. With sections of another format, or none,
    a segment is searched through its codes alone, slowly and exactly, until it is sealed again.
    """

    name: str
    oldest: int
    format: int
    seal: Seal
    Sealed: Callable[[Codes, Sections, int], SealedRows]
    Tail: Callable[[int], TailRows]
    # All parts of an index at once.
    search: Search = in_each


NUMPY = Kernel(plain.NAME, plain.FORMAT, plain.FORMAT, plain.seal, plain.Sealed, plain.Tail)

try:
    from seawall.engine.search import compiled
except ImportError:
    # Not built: there was no C++ compiler where Seawall was installed.
    NATIVE = None
else:
    NATIVE = Kernel(
        compiled.NAME,
        compiled.OLDEST_FORMAT,
        compiled.FORMAT,
        compiled.seal,
        compiled.Sealed,
        compiled.Tail,
        compiled.search,
    )

KERNEL = NATIVE or NUMPY
NAME = KERNEL.name
FORMAT = KERNEL.format


def said() -> str:
    """What searches here, for whoever installs or looks after it."""
    if NATIVE:
        return NATIVE.name
    return (
        "numpy: exact, but some hundred times slower than with a C++ compiler (Debian: apt-get install g++)"
    )
