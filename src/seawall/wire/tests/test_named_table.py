"""A table with any columns: read as spreadsheets write it, and written so that it opens as text."""

import csv
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seawall.wire import named_table
from seawall.wire.faults import Malformed, Problem

CELL = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=8).map(str.strip)


def read(file: bytes) -> tuple[list[str], list[list[str]]]:
    table = named_table.read(BytesIO(file))
    return table.names, [row.cells for row in table.rows]


@pytest.mark.parametrize(
    "file",
    [
        b"Name,Mail\r\nred_cup,red@post.example\r\n",
        b"\xef\xbb\xbfName;Mail\nred_cup;red@post.example",
        b"Name\tMail\nred_cup\tred@post.example\n",
        "Name,Mail\nred_cup,red@post.example\n".encode("utf-16"),
        b'\n"Name","Mail"\n\n"red_cup" ,"red@post.example"\n'.replace(b'" ,', b'",'),
        b"sep=|\nName|Mail\nred_cup|red@post.example\n",
    ],
)
def test_it_is_read_as_spreadsheets_write_it(file: bytes) -> None:
    assert read(file) == (["Name", "Mail"], [["red_cup", "red@post.example"]])


def test_a_delimiter_in_a_quoted_name_is_a_letter() -> None:
    assert read(b'"Name, shown";Mail\nred;x\n')[0] == ["Name, shown", "Mail"]


def test_a_last_row_that_may_be_cut_is_not_taken() -> None:
    with pytest.raises(Malformed) as told:
        read(b"Name,Mail\nred_cup,red@post.example\nblue_c")
    assert (told.value.fault.number, told.value.fault.problem) == (3, Problem.CUT)
    assert read(b"Name,Mail\nblue_cup\n")[1] == [["blue_cup"]]


@given(st.lists(st.lists(CELL, min_size=2, max_size=2).filter(any), min_size=1, max_size=4))
def test_what_is_given_back_is_read_again_and_holds_no_formula(rows: list[list[str]]) -> None:
    file = BytesIO()
    named_table.write_noted(["a", "b"], [(7, "because", row) for row in rows], file)
    names, found = read(file.getvalue())
    assert names == ["refused_line", "refused_why", "a", "b"]
    assert [row[2:] for row in found] == rows
    raw = csv.reader(file.getvalue().decode().splitlines())
    assert not [cell for row in raw for cell in row if cell[:1] in {*"=+-@"}]


@given(st.binary(max_size=60))
def test_whatever_comes_it_is_read_or_told(file: bytes) -> None:
    try:
        read(file)
    except Malformed as malformed:
        assert malformed.fault.number >= 1
