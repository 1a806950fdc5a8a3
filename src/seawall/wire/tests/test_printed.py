"""A text as PDF: the same bytes each time, pages as it needs them, and no letter that looks like another."""

from seawall.wire.pdf import shown
from seawall.wire.printed import Heading, Paragraph, Row, write


def test_it_breaks_into_pages_and_says_the_same_each_time() -> None:
    blocks = [Heading("Part"), Paragraph("a word " * 200), Row("term", "x" * 400)] * 12
    first = write("Title", "foot", blocks)
    assert (
        first == write("Title", "foot", blocks)
        and first.count(b"/Type /Page ") + first.count(b"/Type /Page\n") > 1
    )
    assert first.startswith(b"%PDF-") and first.rstrip().endswith(b"%%EOF")


def test_a_letter_that_the_face_does_not_have_stands_as_its_number() -> None:
    assert shown("Ж\nüß é\u202e") == "[U+0416] üß é "


def test_nothing_in_a_text_is_markup() -> None:
    assert write("<b>", "", [Paragraph("<img src='http://192.0.2.1/'/> &amp; %s")])
