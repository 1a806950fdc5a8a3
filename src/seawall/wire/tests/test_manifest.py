"""What is written is read again; what is not a manifest is refused by line and field, and never repeated."""

import io
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seawall.wire import lines
from seawall.wire.faults import Malformed, Problem
from seawall.wire.manifest import (
    End,
    Exact,
    FileRecord,
    Frame,
    Header,
    Manifest,
    Pdq,
    Video,
    Why,
    end_line,
    header_line,
    open_manifest,
    record_line,
)

HEADER = Header("seawall 0.1.0", datetime(2026, 11, 22, 5, 0, tzinfo=UTC), "E-2026-17")
EXACT = Exact("0" * 32, "1" * 40, "2" * 64)
PDQ = Pdq("ab" * 32, 77)
PICTURE = FileRecord("DCIM/bridge.jpg", 1024, 1_700_000_000_123_456_789, EXACT, pdq=PDQ)


def digits(count: int) -> st.SearchStrategy[str]:
    return st.text("0123456789abcdef", min_size=count, max_size=count)


pdqs = st.builds(Pdq, digits(64), st.integers(0, 100))
whys = st.builds(
    Why, st.sampled_from(["empty", "permission"]), st.text(st.characters(exclude_categories=["Cs"]))
)
seconds = st.floats(0, 1e6).map(lambda value: round(value, 3))
videos = st.builds(Video, st.lists(st.builds(Frame, seconds, pdqs), max_size=3).map(tuple), st.just(""))
names = st.binary(min_size=1, max_size=20).filter(
    lambda name: not {0, 0x2F} & set(name) and name not in (b".", b"..")
)
paths = st.lists(names, min_size=1, max_size=3).map(
    lambda parts: b"/".join(parts).decode("utf-8", "surrogateescape")
)
# The years that a calendar has.
moments = st.integers(-62_000_000_000 * 10**9, 250_000_000_000 * 10**9)
sizes = st.integers(0, 2**63)
more = st.dictionaries(st.sampled_from(["camera", "x"]), st.none() | st.integers() | st.lists(st.booleans()))
variants = st.dictionaries(st.sampled_from(["mirrored", "turned_left"]), digits(64))
records = st.one_of(
    st.builds(FileRecord, paths, sizes, moments, st.just(EXACT), pdq=pdqs, variants=variants, more=more),
    st.builds(FileRecord, paths, sizes, moments, st.just(EXACT), video=videos, more=more),
    st.builds(FileRecord, paths, sizes, moments, st.just(EXACT), not_hashable=whys, more=more),
    st.builds(FileRecord, paths, st.none() | sizes, st.none() | moments, unreadable=whys, more=more),
)


def manifest(*written: bytes) -> Manifest:
    return open_manifest(io.BytesIO(header_line(HEADER) + b"".join(written)))


@given(st.lists(records, max_size=4))
def test_it_reads_what_it_wrote(written: list[FileRecord]) -> None:
    end = End(HEADER.started, len(written))
    found = manifest(*map(record_line, written), end_line(end))
    assert found.header == HEADER
    assert list(found) == written
    assert found.end == end and not found.cut


@given(records)
def test_a_line_is_plain_letters_whatever_the_name(record: FileRecord) -> None:
    line = record_line(record)
    assert line.endswith(b"\n") and line[:-1].isascii() and line[:-1].decode().isprintable()


def test_a_name_that_is_no_text_is_kept_and_can_be_read() -> None:
    record = FileRecord(b"caf\xe9.jpg".decode("utf-8", "surrogateescape"), unreadable=Why("permission"))
    fields = json.loads(record_line(record))
    assert fields["path"] == "caf\ufffd.jpg" and fields["path_base64"] == "Y2Fm6S5qcGc="


def test_a_time_that_no_calendar_has_is_left_out() -> None:
    assert "modified" not in json.loads(record_line(FileRecord("a", 1, 10**30, EXACT, pdq=PDQ)))


@pytest.mark.parametrize("kept", range(1, 40, 7))
def test_a_scan_that_was_interrupted_can_be_read(kept: int) -> None:
    """Whether killed between two lines, or within one."""
    whole = header_line(HEADER) + 2 * record_line(PICTURE)
    found = open_manifest(io.BytesIO(whole + record_line(PICTURE)[:kept]))
    assert list(found) == [PICTURE, PICTURE]
    assert found.end is None and found.cut and found.whole == len(whole)


def test_zeros_after_a_power_cut_are_a_cut() -> None:
    found = manifest(record_line(PICTURE), b"\0" * (lines.LONGEST_LINE + 10))
    assert list(found) == [PICTURE] and found.cut


def test_the_end_is_not_among_the_whole_records() -> None:
    """So that a scan that goes on knows where to write."""
    found = manifest(record_line(PICTURE), end_line(End(HEADER.started, 1)))
    assert list(found) == [PICTURE]
    assert found.whole == len(header_line(HEADER) + record_line(PICTURE))


def test_fingerprints_do_not_stand_in_a_repr() -> None:
    assert not any(value in repr(PICTURE) for value in ("ab" * 32, "0" * 32, "1" * 40, "2" * 64))


def changed(**fields: Any) -> bytes:
    document = json.loads(record_line(PICTURE)) | fields
    return lines.line_of({name: value for name, value in document.items() if value is not ...})


@pytest.mark.parametrize(
    ("line", "field", "problem"),
    [
        (b"{\n", "", Problem.NOT_JSON),
        (b"[]\n", "", Problem.NOT_JSON),
        (b"\xff\n", "", Problem.NOT_JSON),
        (b'{"path":"a","size":NaN}\n', "", Problem.NOT_JSON),
        (b'{"path":"a","later":1e999}\n', "", Problem.NOT_JSON),
        (b"[" * 100_000 + b"\n", "", Problem.NOT_JSON),
        (changed(path=...), "path", Problem.MISSING),
        (changed(path=7), "path", Problem.WRONG),
        (changed(path="/etc/passwd"), "path", Problem.WRONG),
        (changed(path="a/../../b"), "path", Problem.WRONG),
        (changed(path="\ud800"), "path", Problem.WRONG),
        (changed(path_base64="?"), "path_base64", Problem.WRONG),
        (changed(size=-1), "size", Problem.WRONG),
        (changed(size=True), "size", Problem.WRONG),
        (changed(size="9"), "size", Problem.WRONG),
        (changed(modified="yesterday"), "modified", Problem.WRONG),
        (changed(modified="2026-11-22T05:00:00Z"), "modified", Problem.WRONG),
        (changed(md5=...), "md5", Problem.MISSING),
        (changed(sha1="1" * 39), "sha1", Problem.WRONG),
        (changed(sha256="Z" * 64), "sha256", Problem.WRONG),
        (changed(variants={"mirrored": "?"}), "variants.mirrored", Problem.WRONG),
        (changed(quality=101), "quality", Problem.WRONG),
        (changed(quality=...), "quality", Problem.MISSING),
        (changed(pdq=...), "pdq", Problem.WRONG),
        (changed(not_hashable={"reason": "empty"}), "pdq", Problem.WRONG),
        (changed(unreadable={"reason": "gone"}), "pdq", Problem.WRONG),
        (changed(pdq=..., video={"frames": [7]}), "video.frames[0]", Problem.WRONG),
        (changed(pdq=..., video={"frames": [{"second": 1}]}), "video.frames[0].pdq", Problem.MISSING),
        (changed(pdq=..., video={"frames": 1}), "video.frames", Problem.WRONG),
        (b'{"end":{"finished":"2026-11-22T05:00:00Z","files":9}}\n', "end.files", Problem.COUNT),
        (b'{"end":{"finished":"2026-11-22T05:00:00","files":1}}\n', "end.finished", Problem.WRONG),
        (b'{"end":{"finished":"0001-01-01T00:00:00+14:00","files":1}}\n', "end.finished", Problem.WRONG),
        (b'"' + b"a" * lines.LONGEST_LINE + b'"\n', "", Problem.TOO_LONG),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_it_names_line_and_field(line: bytes, field: str, problem: Problem) -> None:
    found = manifest(record_line(PICTURE), line)
    with pytest.raises(Malformed) as fault:
        list(found)
    # The first line is the header, the second a picture.
    assert (fault.value.fault.number, fault.value.fault.field, fault.value.fault.problem) == (
        3,
        field,
        problem,
    )


def test_nothing_stands_after_the_end() -> None:
    found = manifest(end_line(End(HEADER.started, 0)), record_line(PICTURE))
    with pytest.raises(Malformed, match="line 3: it stands after the end"):
        list(found)


@pytest.mark.parametrize("beginning", [b"", b"not json\n", b'{"path":"a"}\n', b"\0" * 100])
def test_another_file_is_no_manifest(beginning: bytes) -> None:
    with pytest.raises(Malformed):
        open_manifest(io.BytesIO(beginning))


def test_a_manifest_of_a_later_version_is_not_guessed_at() -> None:
    with pytest.raises(Malformed, match="is of a version that is not known here"):
        open_manifest(io.BytesIO(header_line(HEADER).replace(b'manifest":1', b'manifest":2')))
