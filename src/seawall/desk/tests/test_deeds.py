"""Every deed the house writes into the trail can be read as words."""

import ast
from collections.abc import Iterator
from pathlib import Path

from seawall.desk.deeds import DEEDS, TONES, words_for

SOURCE = Path(__file__).parents[2]


def deeds_of(tree: ast.Module) -> Iterator[str]:
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    for call in calls:
        if (
            ast.unparse(call.func) in ("record", "record_each", "record_soon")
            and call.args
            and isinstance(call.args[0], ast.Constant)
        ):
            yield str(call.args[0].value)


def deeds_of_the_house() -> set[str]:
    files = (path for path in SOURCE.rglob("*.py") if "tests" not in path.parts)
    return {deed for path in files for deed in deeds_of(ast.parse(path.read_text(encoding="utf-8")))}


def test_every_deed_has_words_and_every_word_a_deed():
    assert deeds_of_the_house() == set(DEEDS)
    assert set(TONES) <= set(DEEDS)


def test_it_finds_a_deed_in_code():
    assert list(deeds_of(ast.parse('record("bell.rung", actor=a, subject=b)\nrecord(name)'))) == ["bell.rung"]


def test_a_deed_of_a_later_version_is_shown_by_its_code():
    assert words_for("moon.landed") == "moon.landed"
