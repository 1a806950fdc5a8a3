"""Every deed the house writes into the trail can be read as words."""

import ast
from collections.abc import Iterator
from pathlib import Path

from seawall.desk.deeds import DEEDS, TONES, words_for

SOURCE = Path(__file__).parents[2]


WRITERS = frozenset({"record", "record_each", "record_soon"})


def deeds_of(tree: ast.Module, writers: frozenset[str] = WRITERS) -> Iterator[str]:
    """Also those that a function is called with which writes what it is given."""
    for call in calls_in(tree):
        if ast.unparse(call.func) in writers and call.args and isinstance(call.args[0], ast.Constant):
            yield str(call.args[0].value)
    given = frozenset(function.name for function in functions_in(tree) if passes_on(function, writers))
    if given - writers:
        yield from deeds_of(tree, given - writers)


def calls_in(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def functions_in(tree: ast.AST) -> Iterator[ast.FunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def passes_on(function: ast.FunctionDef, writers: frozenset[str]) -> bool:
    """Its first argument is the deed."""
    first = function.args.args[0].arg if function.args.args else ""
    calls = (call for call in calls_in(function) if ast.unparse(call.func) in writers and call.args)
    return any(ast.unparse(call.args[0]) == first for call in calls)


def deeds_of_the_house() -> set[str]:
    files = (path for path in SOURCE.rglob("*.py") if "tests" not in path.parts)
    return {deed for path in files for deed in deeds_of(ast.parse(path.read_text(encoding="utf-8")))}


def test_every_deed_has_words_and_every_word_a_deed():
    assert deeds_of_the_house() == set(DEEDS)
    assert set(TONES) <= set(DEEDS)


def test_it_finds_a_deed_in_code():
    assert list(deeds_of(ast.parse('record("bell.rung", actor=a, subject=b)\nrecord(name)'))) == ["bell.rung"]
    given = 'def ring(what, loud):\n    record(what, loud=loud)\nring("bell.rung", True)\nshout("hey")'
    assert list(deeds_of(ast.parse(given))) == ["bell.rung"]


def test_a_deed_of_a_later_version_is_shown_by_its_code():
    assert words_for("moon.landed") == "moon.landed"
