"""The table of partners: read in every dress in which spreadsheets write it, and written so that it opens as text."""

from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seawall.wire import report_table
from seawall.wire.faults import Fault, Malformed, Problem
from seawall.wire.report_table import COLUMNS, Line
from seawall.wire.tables import MOST_COLUMNS
from seawall.wire.tests.spoiling import survives

HEADER = b"reference,about,urls\r\n"
ROW = b"ticket 1,pictures,https://pictures.example/1\r\n"
READ = [Line(2, {"reference": "ticket 1", "about": "pictures", "urls": "https://pictures.example/1"})]


def read(file: bytes) -> list[Line | Fault]:
    return list(report_table.read(BytesIO(file)))


@pytest.mark.parametrize(
    "file",
    [
        HEADER + ROW,
        b"\xef\xbb\xbf" + HEADER + ROW,
        (HEADER + ROW).decode().encode("utf-16"),
        (HEADER + ROW).replace(b",", b";"),
        (HEADER + ROW).replace(b",", b"\t"),
        (HEADER + ROW).replace(b"\r\n", b"\n").rstrip(),
        b"Reference,ABOUT,URLs,,,\r\n" + ROW.rstrip() + b",,,\r\n,,\r\n",
        b'"reference","about","urls"\n"ticket 1","pictures","https://pictures.example/1"\n',
        b"refused_line,refused_why," + HEADER + b"7,because," + ROW,
    ],
)
def test_it_is_read_as_spreadsheets_write_it(file):
    assert read(file) == READ


def test_a_line_that_names_the_delimiter_counts_as_a_line():
    assert read(b"sep=;\r\n" + (HEADER + ROW).replace(b",", b";")) == [Line(3, READ[0].cells)]


@pytest.mark.parametrize(
    ("file", "line", "field", "problem"),
    [
        (b"", 1, "header", Problem.MISSING),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", 1, "", Problem.NOT_TEXT),
        (HEADER + "ticket ü,pictures,".encode("latin-1"), 2, "", Problem.NOT_TEXT),
        (HEADER.decode().encode("utf-32"), 1, "", Problem.NOT_TEXT),
        (b"reference,urls\r\n1,2\r\n", 1, "about", Problem.MISSING),
        (b"about,urls\r\n1,2\r\n", 1, "reference", Problem.MISSING),
        (b"reference,about,dangr\r\n", 1, "column 3", Problem.UNKNOWN),
        (b"reference,about,Ab-out\r\n", 1, "header", Problem.TWICE),
        (b"reference,,about\r\n", 1, "column 2", Problem.MISSING),
        (HEADER + b'"ticket 1,pictures', 2, "", Problem.CUT),
        (HEADER + b'"a"b,pictures,c\r\n', 2, "", Problem.WRONG),
        (HEADER + b"x" * 70_000, 2, "", Problem.TOO_LONG),
        (HEADER + b"," * 1_000 + b"x\r\n", 2, "", Problem.TOO_MANY),
        (b",".join(b"c%d" % n for n in range(1_000)), 1, "", Problem.TOO_MANY),
    ],
)
def test_what_spoils_it_is_told_with_its_place(file, line, field, problem):
    with pytest.raises(Malformed) as told:
        read(file)
    fault = told.value.fault
    assert (fault.number, fault.field, fault.problem) == (line, field, problem)


def test_a_row_with_more_cells_than_columns_is_its_own_fault():
    first, second = read(HEADER + b"1,pictures,x,too much\r\n" + ROW)
    assert isinstance(first, Fault) and (first.number, first.problem) == (2, Problem.TOO_MANY)
    assert isinstance(second, Line) and second.line == 3
    assert len(COLUMNS) < MOST_COLUMNS


def test_formulas_are_text_and_are_written_so_that_they_stay_text():
    cells = {
        "reference": "=1+1",
        "about": "other",
        "account": "@user-7",
        "phone": "+4915112345678",
        "text": "'=x",
    }
    written = BytesIO()
    report_table.write([cells], written)
    assert b"'=1+1,other," in written.getvalue() and b"'@user-7" in written.getvalue()
    assert read(written.getvalue()) == [Line(2, cells)]


WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=30).map(str.strip)


@settings(max_examples=150)
@given(st.lists(st.dictionaries(st.sampled_from(COLUMNS), WORDS, min_size=1), max_size=5))
def test_what_is_written_is_read_again(rows):
    said = [{name: cell for name, cell in row.items() if cell} for row in rows]
    written = BytesIO()
    report_table.write(said, written)
    assert [line.cells for line in read(written.getvalue())] == [row for row in said if row]


@settings(max_examples=300)
@given(st.binary(max_size=300), st.integers(0, 60))
def test_nothing_but_a_fault_comes_of_garbage(noise, place):
    whole = HEADER + ROW
    with suppress(Malformed):
        read(whole[:place] + noise + whole[place:])


@pytest.mark.slow
def test_it_outlasts_spoiled_files():
    survives(read, [HEADER + ROW * 5, (HEADER + ROW).decode().encode("utf-16")])
