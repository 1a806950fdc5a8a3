"""Broken and hostile files: each has its fault, and a fault never repeats what stood in the file."""

from io import BytesIO
from typing import Any

import pytest

from seawall.wire.faults import Fault, Malformed, Problem
from seawall.wire.vics import Media, building, open_vics, reading
from seawall.wire.vics.tests.files import (
    CASE,
    CONTEXT,
    CONTEXT_13,
    RECORD,
    changed,
    hash_set,
    opened,
    read,
    text,
)

GOOD = hash_set(RECORD, RECORD)
RAW = text(RECORD)
BEGUN = b'{"@odata.context":"' + CONTEXT.encode() + b'Media","value":['


def fault_of(raw: bytes) -> tuple[int, Fault]:
    """How many records were read before nothing more could be, and why."""
    seen = 0
    with pytest.raises(Malformed) as raised:
        for _each in open_vics(BytesIO(raw)):
            seen += 1
    return seen, raised.value.fault


@pytest.mark.parametrize(
    ("raw", "seen", "problem", "field"),
    [
        (b"", 0, Problem.CUT, ""),
        (b"\xef\xbb\xbf", 0, Problem.CUT, ""),
        (b"[]", 0, Problem.OTHER_FORMAT, ""),
        (b"7", 0, Problem.OTHER_FORMAT, ""),
        (b"{}", 0, Problem.OTHER_FORMAT, ""),
        (b"<xml/>", 0, Problem.NOT_JSON, ""),
        (b"\xff\xfe\x00", 0, Problem.CUT, ""),
        (GOOD.replace(b"US", b"\xe9"), 0, Problem.NOT_TEXT, ""),
        (GOOD.replace(b"SYNTHETIC", b"\xc3\x28", 2), 0, Problem.NOT_TEXT, ""),
        (GOOD[:-30], 1, Problem.CUT, ""),
        (GOOD[:-2], 2, Problem.CUT, ""),
        (GOOD + b"x", 2, Problem.NOT_THE_END, ""),
        (GOOD + GOOD, 2, Problem.NOT_THE_END, ""),
        (GOOD + b"\0\0", 2, Problem.NOT_THE_END, ""),
        (GOOD.replace(b"123", b"NaN"), 0, Problem.NOT_JSON, ""),
        (GOOD.replace(b"123", b"-Infinity"), 0, Problem.NOT_JSON, ""),
        (GOOD.replace(b"123", b"1e999"), 0, Problem.NOT_JSON, ""),
        (GOOD.replace(b"123", b"9" * 20), 0, Problem.NOT_JSON, ""),
        (GOOD.replace(b"123", b"9" * 5000), 0, Problem.NOT_JSON, ""),
        (GOOD.replace(b"123", b"1e" + b"9" * 5000), 0, Problem.NOT_JSON, ""),
        (GOOD.replace(b"123", b"0x7f"), 0, Problem.NOT_JSON, ""),
        (GOOD.replace(b"SYNTHETIC", b"\x00"), 0, Problem.NOT_JSON, ""),
        (hash_set(context="http://github.com/VICSDATAMODEL/ProjectVic/DataModels/3.0.xml/US/$metadata#Media"), 0, Problem.OTHER_VERSION, "@odata.context"),
        (hash_set(context=CONTEXT_13 + "Persons"), 0, Problem.OTHER_VERSION, "@odata.context"),
        (hash_set(context="https://node.example/$metadata#Media"), 0, Problem.OTHER_FORMAT, "@odata.context"),
        (text({"@odata.context": 5, "value": []}), 0, Problem.OTHER_FORMAT, "@odata.context"),
        (text({"value": [RECORD], "@odata.context": CONTEXT + "Media"}), 0, Problem.MISSING, "@odata.context"),
        (text({"@odata.context": CONTEXT + "Media"}), 0, Problem.MISSING, "value"),
        (text({"@odata.context": CONTEXT + "Media", "value": {}}), 0, Problem.WRONG, "value"),
        (text({"@odata.context": CONTEXT + "Cases", "value": [7]}), 0, Problem.WRONG, "value[0]"),
        (text({"@odata.context": CONTEXT + "Cases", "value": [CASE, CASE]}), 0, Problem.TOO_MANY, "value[1]"),
        (text({"@odata.context": CONTEXT + "Cases", "value": [CASE | {"Media": 7}]}), 0, Problem.WRONG, "value[0].Media"),
        (BEGUN + b"00]}", 0, Problem.NOT_JSON, ""),
        (BEGUN + b'true"x"]}', 0, Problem.NOT_JSON, ""),
        (BEGUN + b"{} {}]}", 1, Problem.NOT_JSON, ""),
        (BEGUN + b"{},]}", 1, Problem.NOT_JSON, ""),
        (BEGUN + b'],"value":[]}', 0, Problem.TWICE, "value"),
        (BEGUN.replace(b"Media", b"Cases") + b'{"Media":[],"Media":[]}]}', 0, Problem.TWICE, "value[0].Media"),
        (BEGUN + b'],"odd":1,"odd":2}', 0, Problem.TWICE, ""),
        (BEGUN + b'],"odd":' + b"[" * 100 + b"]" * 100 + b"}", 0, Problem.TOO_DEEP, ""),
        (text({f"odd{number}": 1 for number in range(2000)}), 0, Problem.TOO_MANY, ""),
    ],
)  # fmt: skip
def test_what_makes_the_rest_unreadable(raw: bytes, seen: int, problem: Problem, field: str) -> None:
    found, fault = fault_of(raw)
    assert (found, fault.problem, fault.field) == (seen, problem, field)
    assert fault.number == seen + 1


@pytest.mark.parametrize(
    ("record", "problem", "field"),
    [
        (b"7", Problem.WRONG, ""),
        (b"[]", Problem.WRONG, ""),
        (b"null", Problem.WRONG, ""),
        (b"{}", Problem.MISSING, "MD5"),
        (changed(MD5=...), Problem.MISSING, "MD5"),
        (changed(MD5=None), Problem.MISSING, "MD5"),
        (changed(MD5=""), Problem.MISSING, "MD5"),
        (changed(MD5="0" * 31), Problem.WRONG, "MD5"),
        (changed(MD5=7), Problem.WRONG, "MD5"),
        (changed(SHA1="Z" * 40), Problem.WRONG, "SHA1"),
        (changed(PhotoDNA="AAAA"), Problem.WRONG, "PhotoDNA"),
        (changed(PhotoDNA="!" * 192), Problem.WRONG, "PhotoDNA"),
        (changed(Category=1.0), Problem.WRONG, "Category"),
        (changed(Category=-1), Problem.WRONG, "Category"),
        (changed(Category=True), Problem.WRONG, "Category"),
        (changed(Category="A"), Problem.WRONG, "Category"),
        (changed(MediaID={}), Problem.WRONG, "MediaID"),
        (changed(MediaSize="12 kB"), Problem.WRONG, "MediaSize"),
        (changed(MediaSize=1e300), Problem.WRONG, "MediaSize"),
        (changed(VictimIdentified="perhaps"), Problem.WRONG, "VictimIdentified"),
        (changed(VictimIdentified=1), Problem.WRONG, "VictimIdentified"),
        (changed(Series=["a"]), Problem.WRONG, "Series"),
        (changed(DateUpdated="yesterday"), Problem.WRONG, "DateUpdated"),
        (changed(DateUpdated="2023-02-30T00:00:00Z"), Problem.WRONG, "DateUpdated"),
        (changed(DateUpdated="/Date(99999999999999999999)/"), Problem.WRONG, "DateUpdated"),
        (changed(DateUpdated="0001-01-01T00:00:00+09:00"), Problem.WRONG, "DateUpdated"),
        (changed(MediaFiles={}), Problem.WRONG, "MediaFiles"),
        (changed(MediaFiles=[RECORD["MediaFiles"][0], 7]), Problem.WRONG, "MediaFiles[1]"),
        (changed(MediaFiles=[{"Created": "soon"}]), Problem.WRONG, "MediaFiles[0].Created"),
        (changed(MediaFiles=[{"SourceID": [1]}]), Problem.WRONG, "MediaFiles[0].SourceID"),
        (changed(Segments=[{"Category": "x"}]), Problem.WRONG, "Segments[0].Category"),
        (RAW.replace(b'"Series"', b'"MD5"'), Problem.TWICE, "MD5"),
        (RAW.replace(b'"FileName"', b'"FilePath"'), Problem.TWICE, "MediaFiles"),
        (b'{"odd":1,"odd":2}', Problem.TWICE, ""),
        (RAW[:-1] + b',"Exifs":' + b"[" * 50 + b"]" * 50 + b"}", Problem.TOO_DEEP, "Exifs"),
        (RAW[:-1] + b',"odd":' + b'{"a":' * 50_000 + b"1" + b"}" * 50_000 + b"}", Problem.TOO_DEEP, ""),
        (b"[" * 50_000 + b"]" * 50_000, Problem.TOO_DEEP, ""),
    ],
)
def test_one_bad_record_does_not_spoil_the_others(record: Any, problem: Problem, field: str) -> None:
    raw = record if isinstance(record, bytes) else text(record)
    before, fault, after = read(BEGUN + RAW + b"," + raw + b"," + RAW + b"]}")
    assert isinstance(before, Media) and before == after
    assert isinstance(fault, Fault) and (fault.number, fault.problem, fault.field) == (2, problem, field)


def test_a_fault_does_not_say_what_stood_there() -> None:
    secret = "0123456789abcdef"
    broken = [
        changed(MD5=secret),
        changed(DateUpdated=secret),
        changed(**{secret: 1.5}, Tags=secret, SHA1=secret),
    ]
    twice = RAW[:-1] + b',"%s":1,"%s":2}' % ((secret.encode(),) * 2)
    told = [*read(hash_set(*broken)), *read(BEGUN + twice + b"]}")]
    assert len(told) == 4 and not any(secret in str(fault) for fault in told)
    assert "expected: 32 hexadecimal digits" in str(told[0])


class Endless(BytesIO):
    """A file without an end: one piece again and again."""

    def __init__(self, beginning: bytes, piece: bytes) -> None:
        super().__init__(beginning)
        self._piece, self.given = piece, 0

    def read(self, size: int | None = -1) -> bytes:
        found = super().read(size) or self._piece
        self.given += len(found)
        return found


@pytest.mark.parametrize(
    "endless",
    [
        Endless(b"", b" " * 60_000),
        Endless(BEGUN, b" " * 60_000),
        Endless(BEGUN + RAW + b',{"Series":"', b"a" * 60_000),
        Endless(BEGUN + RAW + b",[", b"1," * 30_000),
        Endless(BEGUN + RAW + b",", b"[" * 60_000),
        Endless(BEGUN + RAW + b",", b"9" * 60_000),
        Endless(BEGUN + b'],"odd":"', b"a" * 60_000),
    ],
)
def test_a_record_without_an_end_is_given_up(endless: Endless, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LONGEST_RECORD", 1 << 20)
    with pytest.raises(Malformed) as raised:
        list(open_vics(endless))
    assert raised.value.fault.problem in (Problem.TOO_LONG, Problem.NOT_JSON)
    assert endless.given < 2 << 20


def test_too_many_values_are_one_bad_record(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "MOST_VALUES", 100)
    fault, after = read(hash_set(changed(Exifs=[{}] * 200), RECORD))
    assert isinstance(fault, Fault) and (fault.problem, fault.field) == (Problem.TOO_MANY, "Exifs")
    assert isinstance(after, Media)


@pytest.mark.parametrize("cut", range(0, len(GOOD), 37))
def test_wherever_it_is_cut_it_says_so(cut: int) -> None:
    assert fault_of(GOOD[:cut])[1].problem is Problem.CUT


def test_a_file_that_comes_in_drops_is_read_all_the_same() -> None:
    class Drops(BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            return super().read(1)

    assert len(list(open_vics(Drops(b"\xef\xbb\xbf" + GOOD)))) == 2


def test_only_the_records_are_counted() -> None:
    found = opened(hash_set(RECORD, 7, RECORD))
    assert len(list(found)) == found.records == 3
