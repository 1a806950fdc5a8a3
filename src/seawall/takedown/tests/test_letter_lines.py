"""A letter on a page: what was only broken to fill a line of the mail may run on, and nothing is lost or moved."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seawall.takedown import laws
from seawall.takedown.letters import Line, _filled, lines_of


def whole(lines: list[Line]) -> str:
    return "".join(line.gap + line.text for line in lines)


@given(st.text(alphabet="ab.…1 \r\n", max_size=300) | st.text(max_size=80))
def test_put_together_again_it_is_the_letter(text: str) -> None:
    assert whole(lines_of(text)) == text


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_sentence_runs_on_and_its_end_does_not(language: str, end: str) -> None:
    ask = laws.words(language)["ask"]
    lines = lines_of(_filled(ask).replace("\n", end))
    begun = [line.text for line in lines if not line.runs_on]
    # Each numbered point is one line again, with single blanks where it was broken.
    assert sum(text[:3] in ("1. ", "2. ", "3. ") for text in begun) == 3
    assert len(lines) > len(begun) and all(line.gap.strip(" ") == end for line in lines[1:])
    as_read = "".join((" " if line.runs_on else line.gap) + line.text for line in lines)
    assert " ".join(as_read.split()) == " ".join(ask.split())


@pytest.mark.parametrize(
    "following",
    [
        "https://provider.example/notices/…",
        "hxxps://exa…/…",
        "  hxxps://exa…/…",
        "    (192.0.2.7)",
        "…",
        "2. Keep it",
        "",
    ],
)
def test_what_has_a_line_of_its_own_keeps_it(following: str) -> None:
    full = "word " * 14 + "x" * 4
    assert [line.runs_on for line in lines_of(f"{full}\n{following}")] == [False, False]
    assert [line.runs_on for line in lines_of(f"{full}\nlonger")] == [False, True]
    assert [line.runs_on for line in lines_of("Greetings,\nlonger")] == [False, False]
