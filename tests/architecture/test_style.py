"""How the house is built (practice): no hidden reaction, no import inside a function, no sprawl, deeds with an actor."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.source import everywhere, imports_in, python_files, text_of, tree_of

FILE_LINES, FUNCTION_LINES, DEED_VALUES = 400, 60, 7
Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions_in(tree: ast.Module) -> list[Function]:
    return [node for node in ast.walk(tree) if isinstance(node, Function)]


def signals_in(tree: ast.Module) -> list[str]:
    return [name for name in imports_in(tree) if ".signals" in name or name.startswith("django.dispatch")]


def test_no_reaction_hides_in_a_signal() -> None:
    """Reactions stand in config/wiring.py, on one page."""
    assert everywhere(python_files(), lambda path: signals_in(tree_of(path))) == {}
    assert signals_in(ast.parse("from django.db.models.signals import post_save"))


def inner_imports_in(tree: ast.Module) -> list[int]:
    nodes = (node for function in functions_in(tree) for node in ast.walk(function))
    return [node.lineno for node in nodes if isinstance(node, ast.Import | ast.ImportFrom)]


def test_nothing_is_imported_inside_a_function() -> None:
    assert everywhere(python_files(), lambda path: inner_imports_in(tree_of(path))) == {}


def test_a_file_tells_one_story() -> None:
    assert everywhere(python_files(), lambda path: text_of(path).count("\n") > FILE_LINES) == {}


def long_functions_in(tree: ast.Module) -> list[str]:
    return [f.name for f in functions_in(tree) if (f.end_lineno or 0) - f.lineno >= FUNCTION_LINES]


def test_a_function_fits_the_eye() -> None:
    assert everywhere(python_files(), lambda path: long_functions_in(tree_of(path))) == {}


def deeds_in(tree: ast.Module) -> list[ast.FunctionDef]:
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    return [f for f in functions if any(ast.unparse(decorator) == "action" for decorator in f.decorator_list)]


def faults_of(deed: ast.FunctionDef) -> Iterator[str]:
    """An action never sees a request or a form, always knows who acts, and takes at most six named values."""
    named = [argument.arg for argument in deed.args.kwonlyargs]
    first = [argument.arg for argument in (*deed.args.posonlyargs, *deed.args.args)]
    if "actor" not in named or deed.args.kw_defaults[named.index("actor")] is not None:
        yield f"{deed.name}: `actor` must be keyword-only and required"
    if {"request", "form", "json"} & {*first, *named}:
        yield f"{deed.name}: takes a request or a form"
    if len(first) > 2:
        yield f"{deed.name}: keyword-only after the second"
    if len(first) + len(named) > DEED_VALUES:
        yield f"{deed.name}: takes too many values"


def test_a_deed_takes_plain_values_and_an_actor() -> None:
    def look(path: Path) -> list[str]:
        return [fault for deed in deeds_in(tree_of(path)) for fault in faults_of(deed)]

    assert everywhere([path for path in python_files() if "actions" in path.parts], look) == {}


def reads_of_everything_in(tree: ast.Module) -> list[int]:
    """`Something.objects.all()`: a read that forgot its viewer."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return [call.lineno for call in calls if ast.unparse(call.func).endswith(".objects.all")]


def test_only_queries_read_everything() -> None:
    files = [path for path in python_files() if path.stem != "queries" and "queries" not in path.parts]
    assert everywhere(files, lambda path: reads_of_everything_in(tree_of(path))) == {}


def test_the_eyes_see() -> None:
    assert inner_imports_in(ast.parse("def f():\n    import json\n"))
    assert long_functions_in(ast.parse("def f():\n" + "    x = 1\n" * FUNCTION_LINES)) == ["f"]
    assert reads_of_everything_in(ast.parse("Item.objects.all()"))


@pytest.mark.parametrize(
    ("signature", "fault"),
    [
        ("item, labels, *, actor", ""),
        ("item, actor", "actor"),
        ("item, *, actor=None", "actor"),
        ("request, *, actor", "request"),
        ("a, b, c, *, actor", "keyword-only"),
        ("a, b, *, c, d, e, f, g, actor", "too many"),
    ],
)
def test_it_sees_a_deed_that_takes_the_wrong_things(signature: str, fault: str) -> None:
    [deed] = deeds_in(ast.parse(f"@action\ndef assess({signature}): ..."))
    assert [fault in found for found in faults_of(deed)] == ([True] if fault else [])
