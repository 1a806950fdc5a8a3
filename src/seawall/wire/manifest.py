"""The manifest of a scan: what was fingerprinted in a folder, and nothing but fingerprints and facts of files. Seawall's own format.

JSON Lines. The first line heads it: `seawall_manifest` (the version, 1), `tool`, `started`, `folder` (the name the scan was given). Each
further line is one file. The last line is `end`, with the number of files; a manifest without it comes from a scan that was
interrupted, is read all the same, and says so (`Manifest.end` is None). Unknown fields are kept (`more`) and written again.

`open_manifest(stream)` reads; `header_line`, `record_line` and `end_line` write one line each. Neither holds more than one line.
"""

import base64
import binascii
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, BinaryIO

from seawall.wire.faults import Problem
from seawall.wire.lines import Fields, Lines, line_of, malformed, moment_text

VERSION = 1
BEST_QUALITY = 100
NANOSECONDS = 1_000_000_000
More = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Header:
    """`folder` is the name under which the folder was scanned: its place on that machine, or what the scan was told to call it."""

    tool: str
    started: datetime
    folder: str
    more: More = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pdq:
    """64 lower-case hexadecimal digits; quality 0 to 100. `repr` shows no value: fingerprints are confidential."""

    value: str = field(repr=False)
    quality: int


@dataclass(frozen=True, slots=True)
class Why:
    """`reason` is one word for a table, `detail` a plain sentence."""

    reason: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """The picture shown `second` seconds after the first one."""

    second: float
    pdq: Pdq


@dataclass(frozen=True, slots=True)
class Video:
    """`fault` is empty, or says up to where a broken file could be read."""

    frames: tuple[Frame, ...]
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Exact:
    """Lower-case hexadecimal digits: 32, 40, 64."""

    md5: str = field(repr=False)
    sha1: str = field(repr=False)
    sha256: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class FileRecord:
    """One file. `path` is relative to the folder, parts joined by `/`; bytes that are not UTF-8 stand in it as surrogate escapes
    (PEP 383) and in the file as base64 beside a readable text.

    Either `unreadable` says why nothing is known, or `exact` is there and with it one of `pdq`, `video` and `not_hashable`.
    `variants` are further PDQ codes, by name, under which the same picture may be known: turned, mirrored, without bars. They are for
    asking only. `size` in bytes and `modified` in nanoseconds since 1970, where the file system told them.
    """

    path: str
    size: int | None = None
    modified: int | None = None
    exact: Exact | None = None
    pdq: Pdq | None = None
    variants: Mapping[str, str] = field(default_factory=dict, repr=False)
    video: Video | None = None
    not_hashable: Why | None = None
    unreadable: Why | None = None
    more: More = field(default_factory=dict)

    @property
    def path_bytes(self) -> bytes:
        return self.path.encode("utf-8", "surrogateescape")


@dataclass(frozen=True, slots=True)
class End:
    finished: datetime
    files: int
    more: More = field(default_factory=dict)


class Manifest:
    """`header` at once; iterate once for the files, in the order of the file. After that `end` (None: the scan was interrupted), `cut`
    (the file ends within a line, which was left out) and `whole` (bytes up to the last whole record, without the end line)."""

    def __init__(self, stream: BinaryIO) -> None:
        self._lines = Lines(stream)
        self._each = iter(self._lines)
        self.header = _header(next(self._each, None))
        self.end: End | None = None
        self.files = 0
        self._before_end = 0

    def __iter__(self) -> Iterator[FileRecord]:
        for fields in self._each:
            if self.end:
                raise malformed(fields.line, "", Problem.NOT_THE_END)
            if "end" in fields:
                self.end = self._end(fields.inner("end"))
                continue
            self.files += 1
            yield _record(fields)

    def _end(self, fields: Fields) -> End:
        self._before_end = self._lines.whole
        end = End(fields.moment("finished"), fields.number("files"), fields.rest)
        if end.files != self.files:
            raise fields.wrong("files", Problem.COUNT)
        return end

    @property
    def cut(self) -> bool:
        return self._lines.cut

    @property
    def whole(self) -> int:
        return self._before_end if self.end else self._lines.whole

    @property
    def line(self) -> int:
        return self._lines.number


def looks_like_manifest(beginning: bytes) -> bool:
    """Whether a file that begins so is meant as a manifest."""
    return beginning.startswith(b"{") and b'"seawall_manifest":' in beginning.partition(b"\n")[0]


def open_manifest(stream: BinaryIO) -> Manifest:
    """Reads the header. Errors: Malformed, here and while iterating; OSError of reading."""
    return Manifest(stream)


def header_line(header: Header) -> bytes:
    return line_of(
        {
            "seawall_manifest": VERSION,
            "tool": header.tool,
            "started": moment_text(header.started),
            "folder": header.folder,
            **header.more,
        }
    )


def record_line(record: FileRecord) -> bytes:
    document: dict[str, Any] = path_fields(record.path)
    if record.size is not None:
        document["size"] = record.size
    if (modified := _modified_text(record.modified)) is not None:
        document["modified"] = modified
    if record.exact:
        document |= {"md5": record.exact.md5, "sha1": record.exact.sha1, "sha256": record.exact.sha256}
    if record.pdq:
        document |= _pdq_fields(record.pdq)
    if record.variants:
        document["variants"] = dict(record.variants)
    if record.video:
        frames = [{"second": frame.second, **_pdq_fields(frame.pdq)} for frame in record.video.frames]
        document["video"] = {"frames": frames} | ({"fault": record.video.fault} if record.video.fault else {})
    for name, why in (("not_hashable", record.not_hashable), ("unreadable", record.unreadable)):
        if why:
            document[name] = {"reason": why.reason, "detail": why.detail}
    return line_of(document | dict(record.more))


def end_line(end: End) -> bytes:
    return line_of({"end": {"finished": moment_text(end.finished), "files": end.files, **end.more}})


def _header(fields: Fields | None) -> Header:
    if fields is None or "seawall_manifest" not in fields:
        raise malformed(1, "", Problem.OTHER_FORMAT)
    if fields.number("seawall_manifest") != VERSION:
        raise malformed(1, "seawall_manifest", Problem.OTHER_VERSION)
    return Header(fields.text("tool"), fields.moment("started"), fields.text("folder"), fields.rest)


def _record(fields: Fields) -> FileRecord:
    path = path_in(fields)
    size = fields.number("size") if "size" in fields else None
    modified = _modified(fields) if "modified" in fields else None
    unreadable = _why(fields, "unreadable")
    exact = None if unreadable else _exact(fields)
    pdq = _pdq(fields) if "pdq" in fields else None
    variants = _variants(fields) if pdq and "variants" in fields else {}
    video, not_hashable = _video(fields), _why(fields, "not_hashable")
    if sum(part is not None for part in (unreadable, pdq, video, not_hashable)) != 1:
        raise fields.wrong("pdq")
    return FileRecord(
        path, size, modified, exact, pdq, variants, video, not_hashable, unreadable, fields.rest
    )


def path_in(fields: Fields) -> str:
    shown = fields.text("path")
    if "path_base64" not in fields:
        path = shown
    else:
        try:
            path = base64.b64decode(fields.text("path_base64"), validate=True).decode(
                "utf-8", "surrogateescape"
            )
        except binascii.Error as error:
            raise fields.wrong("path_base64") from error
    if not path or path.startswith("/") or "\0" in path or not {"", ".", ".."}.isdisjoint(path.split("/")):
        raise fields.wrong("path")
    return path


def path_fields(path: str) -> dict[str, Any]:
    raw = path.encode("utf-8", "surrogateescape")
    try:
        return {"path": raw.decode()}
    except UnicodeDecodeError:
        return {"path": raw.decode(errors="replace"), "path_base64": base64.b64encode(raw).decode()}


def _exact(fields: Fields) -> Exact:
    return Exact(fields.hex("md5", 32), fields.hex("sha1", 40), fields.hex("sha256", 64))


def _pdq(fields: Fields) -> Pdq:
    return Pdq(fields.hex("pdq", 64), fields.number("quality", BEST_QUALITY))


def _variants(fields: Fields) -> dict[str, str]:
    inner = fields.inner("variants")
    return {name: inner.hex(name, 64) for name in list(inner.rest)}


def _pdq_fields(pdq: Pdq) -> dict[str, Any]:
    return {"pdq": pdq.value, "quality": pdq.quality}


def _video(fields: Fields) -> Video | None:
    if "video" not in fields:
        return None
    video = fields.inner("video")
    frames = tuple(Frame(frame.fraction("second"), _pdq(frame)) for frame in video.each("frames"))
    return Video(frames, video.text("fault") if "fault" in video else "")


def _why(fields: Fields, name: str) -> Why | None:
    if name not in fields:
        return None
    why = fields.inner(name)
    return Why(why.text("reason"), why.text("detail") if "detail" in why else "")


def tellable(modified: int | None) -> int | None:
    """The time as it comes back from a manifest: None where no calendar has it, which broken file systems tell."""
    return modified if _modified_text(modified) else None


def _modified_text(modified: int | None) -> str | None:
    """RFC 3339 with nanoseconds."""
    if modified is None:
        return None
    seconds, nanoseconds = divmod(modified, NANOSECONDS)
    try:
        moment = datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return f"{moment.replace(tzinfo=None).isoformat(timespec='seconds')}.{nanoseconds:09d}Z"


def _modified(fields: Fields) -> int:
    text = fields.text("modified")
    whole, dot, part = text.removesuffix("Z").partition(".")
    try:
        seconds = int(datetime.fromisoformat(whole + "+00:00").timestamp())
    except ValueError as error:
        raise fields.wrong("modified") from error
    if not dot or len(part) != 9 or not (part.isascii() and part.isdigit()):
        raise fields.wrong("modified")
    return seconds * NANOSECONDS + int(part)
