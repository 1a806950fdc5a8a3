"""Workbooks: what a cell holds becomes text, what is not certain is refused, and a spoiled file is told."""

import subprocess
import sys
import zipfile
from collections.abc import Iterable
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from seawall.wire import workbook, workbook_parts
from seawall.wire.faults import Malformed, Problem
from seawall.wire.tests.spoiling import survives

HEADER = ["Name", "Mail"]
BOUNDED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
from seawall.wire import workbook
from seawall.wire.faults import Malformed
try:
    with open(sys.argv[1], "rb") as file:
        list(workbook.read(file).rows)
except Malformed as told:
    print(told.fault.problem)
"""


def kept(*rows: Iterable[Any], other: Iterable[Any] = ()) -> bytes:
    book, file = Workbook(), BytesIO()
    for row in rows:
        book.active.append(row)
    book.create_sheet("second").append(list(other))
    book.save(file)
    return file.getvalue()


def read(file: bytes) -> tuple[list[str], list[tuple[int, list[str]]]]:
    table = workbook.read(BytesIO(file))
    return table.names, [(row.line, row.cells) for row in table.rows]


def repacked(file: bytes, part: str, old: bytes, new: bytes) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(file)) as before, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            content = before.read(name)
            assert name != part or old in content
            after.writestr(name, content.replace(old, new, 1) if name == part else content)
    return made.getvalue()


def refused(file: bytes) -> Malformed:
    with pytest.raises(Malformed) as told:
        read(file)
    return told.value


def test_cells_are_what_they_hold() -> None:
    row = [
        " red_cup ",
        7,
        7.0,
        0.5,
        date(2026, 1, 31),
        datetime.fromisoformat("2026-01-31T08:05"),
        True,
        "'=1",
    ]
    names, [(number, cells)] = read(kept([*"abcdefgh"], [], row))
    assert names == [*"abcdefgh"] and number == 3
    assert cells == ["red_cup", "7", "7", "0.5", "2026-01-31", "2026-01-31 08:05:00", "True", "=1"]


@pytest.mark.parametrize(
    ("cell", "problem"), [("=1+1", Problem.COMPUTED), (12345678901234567890.0, Problem.ROUNDED)]
)
def test_what_is_not_certain_is_refused_by_its_place(cell: Any, problem: Problem) -> None:
    fault = refused(kept(HEADER, ["red_cup", cell])).fault
    assert (fault.number, fault.field, fault.problem) == (2, "column 2", problem)


def test_a_second_sheet_is_not_passed_over() -> None:
    assert refused(kept(HEADER, ["red_cup"], other=["blue_cup"])).fault.problem is Problem.NOT_THE_END
    assert refused(kept()).fault.problem is Problem.MISSING
    assert read(kept([], other=HEADER)) == (HEADER, [])


def test_more_columns_than_a_table_has_are_refused() -> None:
    assert refused(kept(range(300))).fault.problem is Problem.TOO_MANY


def test_a_sheet_is_not_believed_how_large_it_is() -> None:
    file = kept(HEADER, ["red_cup", "red@post.example"])
    lying = repacked(file, "xl/worksheets/sheet1.xml", b'ref="A1:B2"', b'ref="A1:XFD1048576"')
    assert read(lying) == read(file)


def test_a_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = repacked(kept(HEADER), "xl/workbook.xml", b"<sheets>", b"<sheets>" + b" " * 100_000)
    assert read(bomb) == (HEADER, [])
    monkeypatch.setattr(workbook, "MOST_BYTES", 100_000)
    assert refused(bomb).fault.problem is Problem.TOO_LONG


def swelling(part: str, content: bytes) -> bytes:
    """A workbook with this part in place of its own, or beside them."""
    made = BytesIO()
    before = zipfile.ZipFile(BytesIO(kept(HEADER, ["red_cup", "x"])))
    with before, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as after:
        for name in {*before.namelist(), part}:
            own = content if name == part else before.read(name)
            there = own.replace(b"</Types>", TEXTS_ARE_THERE) if "sharedStrings" in part else own
            after.writestr(name, there)
    return made.getvalue()


TEXTS_ARE_THERE = (
    b'<Override PartName="/xl/sharedStrings.xml" ContentType='
    b'"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>'
)
SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'
TEXTS = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">%s</sst>'
SWELLING = {
    "texts": ("xl/sharedStrings.xml", TEXTS, b"<si/>"),
    "one text": ("xl/sharedStrings.xml", TEXTS, b"<si>" + b"<t/>" * 1000 + b"</si>"),
    "cells": ("xl/worksheets/sheet1.xml", SHEET % b"<row>%s</row>", b"<c/>"),
    "cells behind ends that are none": (
        "xl/worksheets/sheet1.xml",
        SHEET % b"<row>%s</row>",
        b"<c/>" * 1000 + b"<!-- </row> -->",
    ),
    "styles": ("xl/styles.xml", b"<styleSheet>%s</styleSheet>", b"<a/>"),
    "sheets": ("xl/workbook.xml", b"<workbook>%s</workbook>", b"<sheet/>"),
}


@pytest.mark.slow
@pytest.mark.parametrize("what", SWELLING)
def test_a_small_file_that_swells_is_refused_before_memory_is_short(what: str, tmp_path: Path) -> None:
    """In a process that has a gigabyte of addresses: openpyxl alone wants several."""
    part, around, each = SWELLING[what]
    file = tmp_path / "given.xlsx"
    file.write_bytes(swelling(part, around % (each * (32_000_000 // len(each)))))
    assert file.stat().st_size < 1 << 20
    said = subprocess.run([sys.executable, "-c", BOUNDED, file], capture_output=True, text=True, timeout=120)
    assert said.stdout.strip() == Problem.TOO_LONG.value, said.stderr


def test_many_rows_with_few_cells_are_no_long_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_parts, "MOST_OF_ROW", 2_000)
    rows = [["red_cup", "x"]] * 500
    assert len(read(kept(HEADER, *rows))[1]) == 500


def test_entities_are_refused() -> None:
    lol = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet '
    file = repacked(kept(HEADER, ["x"]), "xl/worksheets/sheet1.xml", b"<worksheet ", lol)
    assert refused(file).fault.problem is Problem.OTHER_FORMAT


@pytest.mark.parametrize("file", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0" * 200, b"Name,Mail\n"])
def test_what_is_no_workbook_is_told(file: bytes) -> None:
    assert refused(file).fault.problem is Problem.OTHER_FORMAT


@pytest.mark.slow
def test_spoiled_workbooks_are_read_or_told() -> None:
    survives(lambda file: read(file), [kept(HEADER, ["red_cup", 7], ["blue_cup", date(2026, 1, 31)])])
