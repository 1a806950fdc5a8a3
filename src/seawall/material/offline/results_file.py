"""The results of a match while they are written. Given again, the same match goes on behind the last whole line."""

import errno
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from seawall.material.offline.faults import Cause, Impossible
from seawall.material.offline.judging import Finding, Judged
from seawall.material.offline.questions import Hit
from seawall.wire.faults import Malformed
from seawall.wire.manifest import FileRecord
from seawall.wire.results import Header, Result, Results, end_line, header_line, result_line

PRIVATE = 0o600
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class ResultsFile:
    """Without a path it keeps nothing. `before` are the results it held already. Errors: Impossible for a file that is another's, whose
    disk is full, or that cannot be written. Use as a context manager."""

    def __init__(self, path: Path | None, header: Header) -> None:
        self.path = path
        self.before = 0
        self._held: Results | None = None
        self._files = 0
        if path is None:
            return
        try:
            with suppress(FileExistsError):
                os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE))
            self._file = path.open("r+b")
        except OSError as error:
            raise self._fault(error) from error
        try:
            self._header(header)
        except BaseException:
            self._file.close()
            raise

    def _header(self, header: Header) -> None:
        if not self._file.seek(0, os.SEEK_END):
            self._write(header_line(header))
            return
        self._file.seek(0)
        try:
            self._held = Results(self._file)
        except Malformed:
            raise Impossible(Cause.EXISTS, self.path) from None
        if self._held.header != header:
            raise Impossible(Cause.EXISTS, self.path)

    def known(self, records: Iterator[FileRecord]) -> Iterator[Judged]:
        """What the file holds already of these records, which are taken from the iterator; the rest is still to be asked."""
        if self._held is None:
            return
        try:
            for result in self._held:
                record = next(records, None)
                if record is None or record.path != result.path:
                    raise Impossible(Cause.EXISTS, self.path)
                self.before += 1
                yield _judged(record, result)
        except (KeyError, TypeError, ValueError, AttributeError):
            # Not as this file was written here.
            raise Impossible(Cause.EXISTS, self.path) from None
        self._file.truncate(self._held.whole)
        self._file.seek(self._held.whole)
        self._files = self.before

    def add(self, judged: Judged) -> None:
        self._files += 1
        if self.path:
            hits = tuple(_document(hit) for hit in judged.hits)
            self._write(result_line(Result(judged.record.path, judged.finding.value, judged.doubted, hits)))

    def finish(self) -> None:
        if self.path:
            self._write(end_line(self._files))

    def _write(self, line: bytes) -> None:
        try:
            self._file.write(line)
        except OSError as error:
            raise self._fault(error) from error

    def _fault(self, error: OSError) -> Impossible:
        cause = Cause.DISK_FULL if error.errno in FULL else Cause.NOT_WRITTEN
        return Impossible(cause, self.path, error.strerror or "")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.path is None:
            return
        try:
            self._file.flush()
            os.fsync(self._file.fileno())
        except OSError as error:
            if fault is None:
                raise self._fault(error) from error
        finally:
            with suppress(OSError):
                self._file.close()


def _document(hit: Hit) -> dict[str, Any]:
    told: dict[str, Any] = {
        "list": hit.list,
        "list_name": hit.list_name,
        "record": hit.record,
        "entry": hit.entry,
    }
    told |= {"kind": hit.kind, "distance": hit.distance, "radius": hit.radius}
    told |= {"harmless": hit.harmless, "disputed": hit.disputed}
    told["categories"] = {scheme: {"version": v, "category": c} for scheme, (v, c) in hit.categories.items()}
    told |= {"variant": hit.variant} if hit.variant else {}
    return told | ({} if hit.second is None else {"second": hit.second, "frames": hit.frames})


def _hit(told: Mapping[str, Any]) -> Hit:
    categories = {scheme: (each["version"], each["category"]) for scheme, each in told["categories"].items()}
    return Hit(**{**told, "categories": categories})


def _judged(record: FileRecord, result: Result) -> Judged:
    return Judged(record, Finding(result.finding), tuple(map(_hit, result.hits)), result.doubted)
