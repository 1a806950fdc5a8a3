"""Seawall's own source, read as syntax trees, for the tests that hold its rules."""

import ast
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "seawall"


def python_files() -> list[Path]:
    """Everything that runs on a node: no tests, no migrations."""
    return [path for path in sorted(SOURCE.rglob("*.py")) if not {"tests", "migrations"} & set(path.parts)]


def page_files() -> list[Path]:
    """Templates, styles and scripts."""
    return [
        path for path in sorted(SOURCE.rglob("*")) if path.suffix in {".html", ".css", ".js", ".svg", ".txt"}
    ]


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imports_in(tree: ast.Module) -> Iterator[str]:
    """Full names of what a file imports: `json`, `django.dispatch.receiver`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def everywhere(files: list[Path], look: Callable[[Path], object]) -> dict[str, object]:
    """What one pair of eyes finds in many files; an empty answer is a kept rule."""
    return {name_of(path): found for path in files if (found := look(path))}


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")
