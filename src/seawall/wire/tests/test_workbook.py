"""Workbooks: what a cell holds becomes text, what is not certain is refused, and a spoiled file is told."""

import zipfile
from collections.abc import Iterable
from datetime import date, datetime
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook

from seawall.wire import workbook
from seawall.wire.faults import Malformed, Problem
from seawall.wire.tests.spoiling import survives

HEADER = ["Name", "Mail"]


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
