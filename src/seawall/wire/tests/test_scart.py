"""The import file of SCART, as its own reader takes it apart: at every `;`."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seawall.wire.faults import Fault, Malformed, Problem, Unwritable
from seawall.wire.scart import FIELDS, Line, read, write
from seawall.wire.tests.spoiling import survives

URL = "https://pictures.example/cups/7"

texts = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters=";<>"), max_size=12).map(
    str.strip
)
urls = st.text("abc/?=&%7.é", max_size=20).map(lambda rest: f"http://host.example/{rest}")


@st.composite
def lines(draw: st.DrawFn) -> Line:
    return Line(draw(urls), *draw(st.lists(texts, max_size=5)))


def found(text: str) -> list[Line | Fault]:
    return list(read(io.BytesIO(text.encode())))


@given(st.lists(lines(), max_size=4))
def test_it_reads_what_it_wrote(written: list[Line]) -> None:
    file = io.BytesIO()
    write(written, file)
    assert found(file.getvalue().decode()) == written


@pytest.mark.parametrize(
    "header", ["", "URL;REFERER;WORKUSER;REFERENCE;SOURCE;TYPE\r\n", "url\n", "\ufeffUrl;Referer\n"]
)
def test_it_reads_lines_with_few_fields_and_with_all(header: str) -> None:
    assert found(
        f"{header}{URL}\r\n\r\n{URL};;mara@hotline.example;2026-17;iccam;website\n{URL};{URL}\n"
    ) == [
        Line(URL),
        Line(URL, "", "mara@hotline.example", "2026-17", "iccam", "website"),
        Line(URL, URL),
    ]


def test_quotation_marks_are_letters() -> None:
    assert found(f'{URL};;;"a\n') == [Line(URL, "", "", '"a')]


def test_a_field_left_out_in_between_is_written_as_scart_would_take_it() -> None:
    file = io.BytesIO()
    write([Line(URL, type="image"), Line(URL, source="iccam"), Line(URL)], file)
    assert file.getvalue().decode().splitlines() == [f"{URL};;;;webform;image", f"{URL};;;;iccam", URL]


@pytest.mark.parametrize(
    ("line", "name", "problem"),
    [
        (";https://referer.example/", "url", Problem.MISSING),
        ("pictures.example/cups", "url", Problem.WRONG),
        ("hxxps://pictures.example/", "url", Problem.WRONG),
        ("javascript:alert(1)", "url", Problem.WRONG),
        (f"{URL} and more", "url", Problem.WRONG),
        (f"{URL}<b>", "url", Problem.WRONG),
        (f"{URL};;;<b>x</b>", "reference", Problem.WRONG),
        (f"{URL}/{'a' * 2100}", "url", Problem.TOO_LONG),
        (f"{URL};;;{'a' * 1001}", "reference", Problem.TOO_LONG),
        (f"{URL};;;;;;", "", Problem.TOO_MANY),
        (f"{URL};a;b;c;d;e;f", "", Problem.TOO_MANY),
    ],
)  # fmt: skip
def test_a_line_that_cannot_be_understood_is_told_and_passed_over(
    line: str, name: str, problem: Problem
) -> None:
    fault, good = found(f"{line}\n{URL}\n")
    assert isinstance(fault, Fault) and good == Line(URL)
    assert (fault.number, fault.field, fault.problem) == (1, name, problem)
    assert "example" not in str(fault)


def test_only_the_first_line_may_be_the_names() -> None:
    assert [type(each) for each in found(f"{URL}\n{';'.join(FIELDS)}\n")] == [Line, Fault]


@pytest.mark.parametrize("text", [f"{URL}\n\0", f"{URL}\r{URL}\r"])
def test_what_is_no_text_of_lines_is_refused(text: str) -> None:
    with pytest.raises(Malformed):
        found(text)


@pytest.mark.parametrize(
    "line",
    [
        Line("ftp://host.example/"),
        Line(f"{URL};"),
        Line(URL, reference="a;b"),
        Line(URL, source="a\nb"),
        Line(URL, type="<b>"),
    ],
)
def test_it_writes_nothing_that_scart_would_take_for_something_else(line: Line) -> None:
    file = io.BytesIO()
    with pytest.raises(Unwritable):
        write([line], file)
    assert file.getvalue() == b""


def test_an_address_shows_in_no_repr() -> None:
    assert "example" not in repr(Line(URL, URL, "mara@hotline.example"))


@pytest.mark.slow
def test_it_outlasts_spoiled_files() -> None:
    text = f"{URL};{URL};mara@hotline.example;2026-17;iccam;website\r\n{URL}\n" * 3
    survives(lambda data: list(read(io.BytesIO(data))), [text.encode(), text.encode("utf-16")])
