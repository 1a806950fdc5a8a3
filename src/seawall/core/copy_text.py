"""Rows as PostgreSQL's COPY reads them, written a column at a time: the library asks of each value anew what it is and looks at each of
its letters, which is half of what an import costs."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import DataError
from psycopg import adapt
from psycopg.abc import AdaptContext, Transformer

Row = Sequence[Any]
NOTHING = r"\N"
# The text format of COPY in PostgreSQL's documentation. The backslash comes first: the others bring new ones.
WRITTEN = (("\\", r"\\"), ("\t", r"\t"), ("\n", r"\n"), ("\r", r"\r"))
# No text of PostgreSQL has it, so it parts the values of a column while they are written in one go.
BETWEEN = "\0"
INTEGERS, TEXTS = frozenset({int}), frozenset({str})


def copy_text(rows: Iterable[Row], shared: Row, context: AdaptContext | None) -> str:
    """A line for each row: its own values, then those that all have. What is no text is written by the library, as it is to be in
    `context`, a connection. Errors: `DataError` where a text has a letter zero, as the database itself would say."""
    library = adapt.Transformer(context)
    own = [_column(values, library) for values in zip(*rows, strict=True)]
    ending = "".join(f"\t{_column((value,), library)[0]}" for value in shared) + "\n"
    return "".join([f"{line}{ending}" for line in map("\t".join, zip(*own, strict=True))])


def _column(values: Row, library: Transformer) -> Sequence[str]:
    kinds = {*map(type, values)}
    if kinds == INTEGERS:
        return [*map(str, values)]
    if kinds == TEXTS:
        return _escaped(values)
    texts = [value if isinstance(value, str) else _text(value, library) for value in values]
    return [NOTHING if value is None else text for value, text in zip(values, _escaped(texts), strict=True)]


def _escaped(texts: Sequence[str]) -> list[str]:
    whole = BETWEEN.join(texts)
    if whole.count(BETWEEN) != len(texts) - 1:
        raise DataError("PostgreSQL text fields cannot contain NUL (0x00) bytes")
    for letter, written in WRITTEN:
        whole = whole.replace(letter, written)
    return whole.split(BETWEEN)


def _text(value: Any, library: Transformer) -> str:
    if value is None:
        return ""
    written = library.get_dumper(value, adapt.PyFormat.TEXT).dump(value)
    return "" if written is None else bytes(written).decode()
