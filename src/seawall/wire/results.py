"""What a match of a manifest found, as JSON Lines: Seawall's own format. Holds paths, entries and distances, and no fingerprint.

The first line heads it: `seawall_results` 1, the manifest (`folder`, `scanned`), who answered (`source`). Then a line for each file of the manifest in its order:
`path`, `finding`, `doubted` if so, and `hits`. The last line is `end` with the number of files; without it the match was interrupted.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, BinaryIO

from seawall.wire.faults import Problem
from seawall.wire.lines import Fields, Lines, line_of, malformed, moment_text
from seawall.wire.manifest import path_fields, path_in

VERSION = 1


@dataclass(frozen=True, slots=True)
class Header:
    """`source` tells in words who answered, such as a snapshot with its date; the same words mean the same lists."""

    folder: str
    scanned: datetime
    source: str


@dataclass(frozen=True, slots=True)
class Result:
    """`hits` as documents: list, list_name, record, entry, kind, distance, radius, harmless, disputed, categories and what else tells."""

    path: str
    finding: str
    doubted: bool = False
    hits: tuple[Mapping[str, Any], ...] = ()


def header_line(header: Header) -> bytes:
    manifest = {"folder": header.folder, "scanned": moment_text(header.scanned)}
    return line_of({"seawall_results": VERSION, "manifest": manifest, "source": header.source})


def result_line(result: Result) -> bytes:
    document = path_fields(result.path) | {"finding": result.finding}
    document |= {"doubted": True} if result.doubted else {}
    return line_of(document | ({"hits": [dict(hit) for hit in result.hits]} if result.hits else {}))


def end_line(files: int) -> bytes:
    return line_of({"end": {"files": files}})


class Results:
    """`header` at once; iterate once for the results. After that `ended`, and `whole`: bytes up to the last whole result.
    Errors: Malformed; OSError of reading."""

    def __init__(self, stream: BinaryIO) -> None:
        self._lines = Lines(stream)
        self._each = iter(self._lines)
        self.header = _header(next(self._each, None))
        self.ended = False
        self._before_end = 0

    def __iter__(self) -> Iterator[Result]:
        for fields in self._each:
            if self.ended:
                raise malformed(fields.line, "", Problem.NOT_THE_END)
            if "end" in fields:
                self.ended, self._before_end = True, self._lines.whole
                continue
            yield _result(fields)

    @property
    def whole(self) -> int:
        return self._before_end if self.ended else self._lines.whole


def _header(fields: Fields | None) -> Header:
    if fields is None or "seawall_results" not in fields:
        raise malformed(1, "", Problem.OTHER_FORMAT)
    if fields.number("seawall_results") != VERSION:
        raise malformed(1, "seawall_results", Problem.OTHER_VERSION)
    manifest = fields.inner("manifest")
    return Header(manifest.text("folder"), manifest.moment("scanned"), fields.text("source"))


def _result(fields: Fields) -> Result:
    path, finding = path_in(fields), fields.text("finding")
    doubted = fields.truth("doubted") if "doubted" in fields else False
    hits = tuple(hit.rest for hit in fields.each("hits")) if "hits" in fields else ()
    return Result(path, finding, doubted, hits)
