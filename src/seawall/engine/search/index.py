"""The index: a folder with all codes of one kind, searched by several processes and written by one."""

import os
from pathlib import Path
from typing import Any, Literal, Self

from seawall.engine.codes import as_codes, as_ids, as_radii, each_once
from seawall.engine.errors import BadInput, ReadOnly
from seawall.engine.search import manifest as manifests
from seawall.engine.search import snapshot, writer
from seawall.engine.search.exact import exact
from seawall.engine.search.kernel import KERNEL, Kernel
from seawall.engine.search.matches import Matches, Places
from seawall.engine.search.reader import Reader
from seawall.engine.search.view import Pairs, View
from seawall.engine.search.writer import Writer

Kind = Literal["pdq", "md5", "sha1", "sha256"]


class Index:
    """Codes under ids. One id may carry several codes; the same code twice under one id is one.

    Ids are uint64[n], chosen by the caller. Codes are uint8[n, 32] for PDQ and SHA-256, uint8[n, 16] for MD5 and
    uint8[n, 20] for SHA-1. Every search is complete: all codes within the radius are found, always.
    What one process adds or removes is obeyed by the next search of every other. Safe to use from several threads.
    """

    def __init__(self, folder: Path, kind: str, source: Reader | Writer, lock: int | None) -> None:
        self.folder, self.kind = folder, kind
        self._source, self._lock = source, lock
        self._width = manifests.WIDTHS[kind]
        self._open = True

    @classmethod
    def open(
        cls,
        folder: str | os.PathLike[str],
        writable: bool = False,
        *,
        kind: Kind | None = None,
        seed: int | None = None,
    ) -> Self:
        """Open an index, or make an empty one where `writable` finds none: of `kind`, "pdq" unless said otherwise.

        `seed` (0 to 2**63 - 1, random by default) shuffles the bits of codes, so that nobody can make codes that crowd
        one bucket. Raises `Locked` if another process writes to it, `Damaged` if a file is not what was written,
        `BadInput` if there is no such index or it is of another kind.
        """
        path = Path(folder)
        if kind not in (None, *manifests.WIDTHS):
            raise BadInput(f"an index is of kind {', '.join(manifests.WIDTHS)}, not {kind}")
        if not writable:
            found = _kind_of(path, kind)
            return cls(path, found, Reader(path, _kernel(found)), None)
        path.mkdir(parents=True, exist_ok=True)
        lock = writer.lock(path)
        try:
            if not (path / manifests.NAME).exists():
                writer.create(path, kind or "pdq", seed)
            found = _kind_of(path, kind)
            return cls(path, found, Writer(path, _kernel(found)), lock)
        except BaseException:
            os.close(lock)
            raise

    def close(self) -> None:
        """Let go of files and lock. Nothing is lost without it: what was added is on the disk already."""
        if self._open:
            self._open = False
            self._source.close()
            if self._lock is not None:
                os.close(self._lock)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def add(self, ids: Any, codes: Any, mark: int | None = None) -> int:
        """Add codes under ids (uint64[n], uint8[n, width]); returns how many pairs were new.

        All of them are on the disk when it returns, or none if it raises. `mark`, any number of 64 bits, is committed
        with them: the application's own note of how far it has come. Raises `BadInput`, `ReadOnly`, `NotWritten`.
        """
        ids, codes = as_ids(ids), as_codes(codes, width=self._width)
        if len(ids) != len(codes):
            raise BadInput(f"{len(ids)} ids for {len(codes)} codes")
        return self._writer().add(ids, codes, _checked(mark))

    def remove(self, ids: Any, mark: int | None = None) -> int:
        """Withdraw all codes that these ids (uint64[n]) carry now; returns how many. Unknown ids are no error.

        Added again later, they are found again.
        """
        return self._writer().remove(as_ids(ids), _checked(mark))

    def search(self, codes: Any, radius: Any = 31, limit: int = 1000) -> Matches:
        """All codes within `radius` bits (0 to 31; one number, or one for each query) of each query, nearest first.

        `codes` is uint8[q, width]. At most `limit` matches a query are given, the nearest; `cut` says which queries had
        more; 0 is no limit. Exact kinds find equal codes, whatever the radius. Codes at equal distance come in any order.
        """
        return self.search_places(codes, radius, limit).matches

    def search_places(self, codes: Any, radius: Any = 31, limit: int = 1000) -> Places:
        """As `search`, with a number for each matched code, the same for the same code within this one answer."""
        queries = as_codes(codes, width=self._width)
        radii = as_radii(radius, len(queries))
        if limit < 0:
            raise BadInput("a limit is 0, for none, or more")
        return self._view().search(queries, radii, limit)

    def pairs(self, ids: Any = None) -> Pairs:
        """The ids with their codes, uint64[n] and uint8[n, width], in any order: of these ids, or all there are."""
        view = self._view()
        return view.living() if ids is None else view.pairs_of(each_once(as_ids(ids)))

    def __len__(self) -> int:
        """How many pairs of id and code it holds."""
        return len(self._view())

    @property
    def mark(self) -> int | None:
        """The last mark that was committed, or None."""
        source = self._checked_source()
        return source.mark if isinstance(source, Writer) else source.state().mark

    @property
    def trouble(self) -> str:
        """Why sealing or merging in the background failed last, for the operator; empty if it did not."""
        return self._source.trouble if isinstance(self._source, Writer) else ""

    def merge(self) -> None:
        """Write everything as one segment and erase what was withdrawn. It also happens bit by bit in the background."""
        self._writer().merge()

    def snapshot(self, folder: str | os.PathLike[str]) -> None:
        """Copy the state committed now to `folder`, new or empty; it opens as an index of its own."""
        self._checked_source()
        snapshot.take(self.folder, Path(folder))

    def _view(self) -> View:
        source = self._checked_source()
        return source.view if isinstance(source, Writer) else source.state().view

    def _writer(self) -> Writer:
        source = self._checked_source()
        if not isinstance(source, Writer):
            raise ReadOnly("this index was opened for reading: Index.open(folder, writable=True)")
        return source

    def _checked_source(self) -> Reader | Writer:
        if not self._open:
            raise BadInput("this index is closed")
        return self._source


def _kernel(kind: str) -> Kernel:
    return KERNEL if kind == "pdq" else exact(manifests.WIDTHS[kind])


def _kind_of(folder: Path, kind: str | None) -> str:
    try:
        manifest, held = manifests.read(folder)
    except FileNotFoundError as error:
        writer.check_empty(folder)
        raise BadInput(f"there is no index in {folder}; to make one, open it with writable=True") from error
    os.close(held)
    if kind not in (None, manifest.kind):
        raise BadInput(f"the index in {folder} is of kind {manifest.kind}, not {kind}")
    return manifest.kind


def _checked(mark: int | None) -> int | None:
    if mark is not None and not -(1 << 63) <= mark < 1 << 63:
        raise BadInput("a mark is a whole number of 64 bits")
    return mark
