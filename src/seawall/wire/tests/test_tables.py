"""Text in the encodings that are taken, rows within bounds; what is wrong is told with its line."""

import csv
import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seawall.wire import tables
from seawall.wire.faults import Malformed, Problem, Unwritable
from seawall.wire.tables import Lines, Row, TableWriter, columns_of, delimiter_of, read_rows

HALVES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
rows = st.lists(st.lists(HALVES, min_size=1, max_size=4).filter(lambda cells: any(map(str.strip, cells))))


def read(data: bytes, delimiter: str = ",", **how: Any) -> list[list[str]]:
    return [row.cells for row in read_rows(Lines(io.BytesIO(data)), delimiter, **how)]


@given(rows, st.sampled_from(tables.DELIMITERS))
def test_it_reads_what_it_wrote(written: list[list[str]], delimiter: str) -> None:
    file = io.BytesIO()
    table = TableWriter(file, delimiter)
    for cells in written:
        table.write(cells)
    assert read(file.getvalue(), delimiter) == written


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_it_takes_marks_and_both_ends_of_lines(encoding: str, end: str) -> None:
    assert read(f"a,é{end}{end}🌉,\u2028{end}".encode(encoding)) == [["a", "é"], ["🌉", "\u2028"]]


def test_a_letter_may_lie_across_two_pieces() -> None:
    name = "é" * tables.CHUNK
    lines = "\n".join(name[place : place + 999] for place in range(0, len(name), 999))
    assert "".join(cells[0] for cells in read(b"x" + lines.encode())) == "x" + name


def test_a_row_may_stand_on_several_lines() -> None:
    found = list(read_rows(Lines(io.BytesIO(b'\na,"b\nc"\nd,e')), ","))
    assert found == [Row(2, ["a", "b\nc"]), Row(4, ["d", "e"], open=True)]


def test_without_quotation_marks_they_are_letters() -> None:
    assert read(b'a;"b\nc";d\n', ";", quotes=False) == [["a", '"b'], ['c"', "d"]]


@pytest.mark.parametrize(
    ("data", "line", "problem"),
    [
        pytest.param(b"a,b\nc,\xe9\n", 2, Problem.NOT_TEXT, id="cp1252"),
        pytest.param("a,b\nc,d\n".encode("utf-16-le"), 1, Problem.NOT_TEXT, id="utf-16 without its mark"),
        pytest.param("a,b\n".encode("utf-32"), 1, Problem.NOT_TEXT, id="utf-32"),
        pytest.param("a,b\nc".encode("utf-16") + b"\0", 2, Problem.NOT_TEXT, id="half a letter at the end"),
        pytest.param("a,b\n".encode("utf-16") + b"\x00\xd8\x00\xd8", 2, Problem.NOT_TEXT, id="half a pair"),
        pytest.param(b"a,b\nc,\0\n", 2, Problem.NOT_TEXT, id="zero"),
        pytest.param(b"a\n" + b"\0" * 10_000, 2, Problem.NOT_TEXT, id="power cut"),
        pytest.param(b'a,b\nc,"d\ne', 2, Problem.CUT, id="open quotation mark"),
        pytest.param(b'a,b\nc,"d"e\n', 2, Problem.WRONG, id="letters after a quotation mark"),
        pytest.param(b"a\rb\rc\r", 1, Problem.WRONG, id="carriage returns alone"),
        pytest.param(b"a\nb" + b"," * 300 + b"\n", 2, Problem.TOO_MANY, id="columns"),
        pytest.param(b"a\n" + b"x" * (tables.LONGEST_ROW + 1), 2, Problem.TOO_LONG, id="a long row"),
        pytest.param(b'a\n"' + b"xy\n" * tables.LONGEST_ROW, 2, Problem.TOO_LONG, id="a quotation mark that takes all"),
        pytest.param(b"a\n" + b"x" * (tables.CHUNK * 3), 2, Problem.TOO_LONG, id="a line without an end"),
    ],
)  # fmt: skip
def test_it_names_the_line(data: bytes, line: int, problem: Problem) -> None:
    with pytest.raises(Malformed) as told:
        read(data)
    assert (told.value.fault.number, told.value.fault.problem) == (line, problem)


def test_what_stands_before_the_wrong_line_is_read() -> None:
    each = read_rows(Lines(io.BytesIO(b"a\nb\n\xff\n")), ",")
    assert [next(each).cells, next(each).cells] == [["a"], ["b"]]
    with pytest.raises(Malformed):
        next(each)


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("md5,sha1\n", ","),
        ('"MD5";"SHA1"\n', ";"),
        ("\n\nmd5\tsha1, of the file\n", "\t"),
        ("md5|sha1\n", "|"),
        ("sep=;\nwhatever,there\n", ";"),
        ("md5\n", ","),
        ("", ","),
    ],
)
def test_it_knows_the_delimiter_by_the_names(text: str, delimiter: str) -> None:
    lines = Lines(io.BytesIO(text.encode()))
    assert delimiter_of(lines, ("md5", "sha1")) == delimiter
    # Nothing of the header is lost by looking at it.
    assert lines.number + sum(1 for _ in lines) == text.count("\n")


@pytest.mark.parametrize("cells", [["a", "A "], ["a", "", "b"], ["sha-1", "SHA1"]])
def test_a_column_has_a_name_of_its_own(cells: list[str]) -> None:
    with pytest.raises(Malformed):
        columns_of(Row(1, cells))


@pytest.mark.parametrize("cell", ["\0", "\ud800", "x" * tables.LONGEST_ROW])
def test_it_writes_nothing_that_could_not_be_read(cell: str) -> None:
    file = io.BytesIO()
    with pytest.raises(Unwritable) as told:
        TableWriter(file, ",").write(["a", cell])
    assert file.getvalue() == b"" and cell not in str(told.value)


def test_a_row_shows_no_values() -> None:
    assert "secret" not in repr(Row(1, ["secret"]))


def test_the_bound_of_the_library_does_not_come_first() -> None:
    assert csv.field_size_limit() > tables.LONGEST_ROW
