"""Exports of INTERPOL's database, as IPED reads them."""

import base64
import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seawall.wire.faults import Fault, Malformed, Problem, Unwritable
from seawall.wire.icse import COLUMNS, Record, read, write
from seawall.wire.tests.spoiling import survives

HEADER = ";".join(COLUMNS)
MD5, SHA1, OPAQUE = "0A" * 16, "1b" * 20, base64.b64encode(bytes(144)).decode()
WHOLE = f"{MD5};{SHA1};{OPAQUE};4711;true;No;;Blue squares;3;Y;image;f"

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12).map(str.strip)
flags = st.none() | st.booleans()
records = st.builds(
    Record,
    md5=st.text("0123456789abcdef", min_size=32, max_size=32),
    sha1=st.just("") | st.text("0123456789abcdef", min_size=40, max_size=40),
    photodna=st.just("")
    | st.binary(min_size=144, max_size=144).map(lambda raw: base64.b64encode(raw).decode()),
    image_id=texts,
    is_distributed=flags,
    victim_identified=flags,
    offender_identified=flags,
    series_name=texts,
    submissions=st.none() | st.integers(0, 999_999_999),
    file_available=flags,
    media_type=texts,
    baseline=flags,
    more=texts.map(lambda text: {"Remark": text} if text else {}),
)


def found(text: str, encoding: str = "utf-8") -> list[Record | Fault]:
    return list(read(io.BytesIO(text.encode(encoding))))


@given(st.lists(records, max_size=4))
def test_it_reads_what_it_wrote(written: list[Record]) -> None:
    file = io.BytesIO()
    write(written, file, more=["Remark"])
    assert list(read(io.BytesIO(file.getvalue()))) == written


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_it_reads_an_export(encoding: str) -> None:
    assert found(f"{HEADER}\r\n{WHOLE}\r\n", encoding) == [
        Record(
            MD5.lower(), SHA1, OPAQUE, "4711", True, False, None, "Blue squares", 3, True, "image", False
        )
    ]  # fmt: skip


def test_columns_may_stand_in_any_order_and_more_of_them() -> None:
    names = [*reversed(COLUMNS), "Remark"]
    cells = [*reversed(WHOLE.split(";")), "two cups"]
    [plain] = found(f"{HEADER}\n{WHOLE}\n")
    assert isinstance(plain, Record)
    assert found(f"{';'.join(names).upper()}\n{';'.join(cells)}\n") == [
        replace(plain, more={"REMARK": "two cups"})
    ]


@pytest.mark.parametrize("said", ["y", "Yes", "T", "true", "TRUE", "1"])
@pytest.mark.parametrize(
    ("other", "flag"), [("n", False), ("NO", False), ("f", False), ("False", False), ("0", False), ("", None)]
)
def test_it_reads_every_yes_and_no(said: str, other: str, flag: bool | None) -> None:
    [each] = found(f"{HEADER}\n{MD5};;;;{said};{other};;;;;;{said}\n")
    assert isinstance(each, Record)
    assert (each.is_distributed, each.victim_identified, each.baseline) == (True, flag, True)


@pytest.mark.parametrize(
    ("row", "name", "problem"),
    [
        (";;;4711;;;;;;;;", "MD5", Problem.MISSING),
        (f"{MD5}0;;;;;;;;;;;", "MD5", Problem.WRONG),
        (f"{MD5};{MD5};;;;;;;;;;", "SHA1", Problem.WRONG),
        (f"{MD5};;AAAA;;;;;;;;;", "PhotoDNA", Problem.WRONG),
        (f"{MD5};;;;perhaps;;;;;;;", "Is distributed", Problem.WRONG),
        (f"{MD5};;;;;;;;many;;;", "Number of submissions", Problem.WRONG),
        (f"{MD5};;;;;;;;-1;;;", "Number of submissions", Problem.WRONG),
        (f"{MD5};;;;;;;;;;;1;7", "column 13", Problem.TOO_MANY),
    ],
)
def test_a_row_that_cannot_be_understood_is_told_and_passed_over(
    row: str, name: str, problem: Problem
) -> None:
    fault, good = found(f"{HEADER}\n{row}\n{WHOLE}\n")
    assert isinstance(fault, Fault) and isinstance(good, Record)
    assert (fault.number, fault.field, fault.problem) == (2, name, problem)
    assert MD5 not in str(fault) and "perhaps" not in str(fault)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", Problem.OTHER_FORMAT),
        (HEADER.replace(";", ",") + "\n", Problem.OTHER_FORMAT),
        (HEADER.removesuffix(";Baseline") + "\n", Problem.OTHER_FORMAT),
        (f"{WHOLE}\n", Problem.OTHER_FORMAT),
        (f"{HEADER};md5\n", Problem.TWICE),
        (f'{HEADER}\n"{MD5}', Problem.CUT),
        (f"{HEADER}\n\0", Problem.NOT_TEXT),
    ],
)
def test_another_file_is_refused(text: str, problem: Problem) -> None:
    with pytest.raises(Malformed) as told:
        found(text)
    assert told.value.fault.problem is problem


def test_it_leaves_nothing_out_when_it_writes() -> None:
    for more, columns in (({"Remark": "x"}, []), ({}, ["baseline"])):
        with pytest.raises(Unwritable):
            write([Record(MD5, more=more)], io.BytesIO(), more=columns)


def test_a_value_shows_in_no_repr() -> None:
    [each] = found(f"{HEADER}\n{WHOLE}\n")
    assert not any(word in repr(each) for word in (MD5.lower(), SHA1, OPAQUE, "Blue squares"))


@pytest.mark.slow
def test_it_outlasts_spoiled_files() -> None:
    text = f"{HEADER}\r\n" + f"{WHOLE}\r\n" * 4
    survives(lambda data: list(read(io.BytesIO(data))), [text.encode(), text.encode("utf-16")])
