"""Rows as PostgreSQL's COPY reads them, written a column at a time: the library asks of each value anew what it is and looks at each of
its letters, which is a fifth of what an import costs its process."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db import DataError

Row = Sequence[Any]
Written = Callable[[Any], str]
NOTHING = r"\N"
# The text format of COPY in PostgreSQL's documentation. The backslash comes first: the others bring new ones.
SAFE = (("\\", r"\\"), ("\t", r"\t"), ("\n", r"\n"), ("\r", r"\r"))
# No text of PostgreSQL has it, so it parts the values of a column while they are written in one go.
BETWEEN = "\0"
INTEGERS, TEXTS = frozenset({int}), frozenset({str})


def copy_text(rows: Iterable[Row], shared: Row, written: Written) -> str:
    """A line for each row: its own values, then those that all have. `written` gives the text of what is neither text nor whole number nor
    nothing. Errors: `DataError` where a text has a letter zero, as the database itself would say."""
    own = [_column(values, written) for values in zip(*rows, strict=True)]
    ending = "".join(f"\t{_column((value,), written)[0]}" for value in shared) + "\n"
    return "".join([f"{line}{ending}" for line in map("\t".join, zip(*own, strict=True))])


def _column(values: Row, written: Written) -> Sequence[str]:
    kinds = {*map(type, values)}
    if kinds == INTEGERS:
        return [*map(str, values)]
    if kinds == TEXTS:
        return _escaped(values)
    texts = ["" if value is None else value if isinstance(value, str) else written(value) for value in values]
    return [NOTHING if value is None else text for value, text in zip(values, _escaped(texts), strict=True)]


def _escaped(texts: Sequence[str]) -> list[str]:
    whole = BETWEEN.join(texts)
    if whole.count(BETWEEN) != len(texts) - 1:
        raise DataError("PostgreSQL text fields cannot contain NUL (0x00) bytes")
    for letter, safe in SAFE:
        whole = whole.replace(letter, safe)
    return whole.split(BETWEEN)
