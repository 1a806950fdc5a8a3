"""What is said while one waits: how far, how fast, how long."""

import pytest
from django.utils import translation

from seawall.cli.screen import shown
from seawall.cli.screen.progress import Load, Progress

WHOLE = Load(files=2_345_678, bytes=9_000_000_000_000)


def line(done: int, files: int, size: int, whole: Load, seconds: float) -> str:
    progress = Progress(lambda: whole, done=done)
    progress.step(size, files)
    return progress.line(whole, seconds)


def test_it_says_how_far_how_fast_and_how_long() -> None:
    said = line(0, 50, 0, Load(100, 0), 25.0)
    assert said == "[#####.....] 50 % · 50 of 100 files · 2 files/s · about 25 s left"


def test_it_says_no_more_than_it_knows() -> None:
    """While the folder is still being counted, and when it has grown since."""
    assert line(0, 50, 5_000_000, Load(60, 0, settled=False), 25.0) == "50 files · 5.0 MB · 2 files/s"
    assert line(0, 50, 5_000_000, Load(40, 0), 25.0) == "50 files · 5.0 MB · 2 files/s"


def test_what_was_done_before_costs_no_time_again() -> None:
    said = line(50, 25, 0, Load(100, 0), 25.0)
    assert "75 of 100 files" in said and "about 25 s left" in said


@pytest.mark.parametrize("language", ["en", "de"])
def test_it_fits_a_terminal(language: str) -> None:
    with translation.override(language):
        assert len(line(0, 1_234_567, 5_000_000_000_000, WHOLE, 300_000.0)) < 100
        assert len(line(0, 12_345, 5_000_000_000, Load(23_456, 9_000_000_000), 600.0)) < 80


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("cup.jpg", "cup.jpg"),
        ("a\nb\x1b[2J", r"a\x0ab\x1b[2J"),
        ("\udce9", r"\xe9"),
        ("a\u202eb", r"a\u202eb"),
    ],
)
def test_a_name_is_shown_and_not_obeyed(text: str, expected: str) -> None:
    assert shown.name(text) == expected


def test_a_long_name_keeps_its_ends() -> None:
    said = shown.name("a" * 300 + "b" * 300)
    assert len(said) == 400 and said.startswith("aaa") and said.endswith("bbb") and "…" in said


@pytest.mark.parametrize(
    ("seconds", "expected"), [(5, "5 s"), (90, "2 min"), (3600, "1 h 00 min"), (90_000, "25 h 00 min")]
)
def test_a_span_is_told_roughly(seconds: float, expected: str) -> None:
    assert shown.span(seconds) == expected
