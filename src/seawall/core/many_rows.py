"""Thousands of new rows at a time, for what comes in files.

Django makes an object of each row and prepares each of its values, which is most of the work of an import. Here a value that all
rows share is prepared once, and the rows go as they are: with COPY into PostgreSQL, as one prepared statement into SQLite, of which
the shared values are a part.
"""

import gc
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from functools import lru_cache
from typing import Any, cast

import msgspec
from django.db import DataError, connection, models

from seawall.core import clock
from seawall.core.copy_text import copy_text
from seawall.core.records import ChangedAt

# Of these the database keeps what Python has; every other field prepares its values.
PLAIN = (models.CharField, models.TextField, models.IntegerField, models.ForeignKey)
MOMENTS = 16
# So many new objects of Python come and go before it looks for those that hold one another; a batch makes about fifty thousand.
SELDOM = 100_000
Row = Sequence[Any]
Preparing = Callable[[Any], Any]


def insert_rows(model: type[models.Model], names: Sequence[str], rows: Iterable[Row], **same: Any) -> None:
    """Within the caller's transaction. `names` are the columns in which rows differ, the primary key among them, in the order of
    their values; `same` are those that all rows share; every other field has its default, one moment for all of them where it is a
    time. Errors: those of Django, `IntegrityError` among them: then none is inserted, and the transaction has to be rolled back."""
    if not connection.in_atomic_block:
        raise RuntimeError("insert_rows() belongs inside a transaction")
    fields: dict[str, Any] = {field.attname: field for field in model._meta.concrete_fields}
    varying = [fields.pop(name) for name in names]
    shared = [
        _kept(field, same.pop(name) if name in same else _first(field)) for name, field in fields.items()
    ]
    if same or model._meta.pk not in varying:
        raise TypeError(
            f"{model.__name__}: one of {[*same]} is no column, or the primary key is not among the rows"
        )
    columns = [field.column for field in (*varying, *fields.values())]
    odd = [(place, _preparing(field)) for place, field in enumerate(varying) if not isinstance(field, PLAIN)]
    insert = _copy if connection.vendor == "postgresql" else _execute
    insert(model._meta.db_table, columns, _ready(rows, odd), shared)


@contextmanager
def roomy() -> Iterator[None]:
    """For as long as a file is taken in: more of the database is kept in memory, so that a page is not read and written for each row; and
    neither what the program is made of nor each batch is looked through for garbage again and again, which is a quarter of an import."""
    _tidying.rest()
    try:
        with cast(Any, connection).roomy() if connection.vendor == "sqlite" else nullcontext():
            yield
    finally:
        _tidying.go_on()


class _Tidying:
    """The search for garbage, which is the whole program's, while threads of it take in several files at a time."""

    def __init__(self) -> None:
        self._lock, self._resting = threading.Lock(), 0
        self._usual = gc.get_threshold()

    def rest(self) -> None:
        with self._lock:
            self._resting += 1
            if self._resting == 1:
                self._usual = gc.get_threshold()
                gc.freeze()
                gc.set_threshold(SELDOM, *self._usual[1:])

    def go_on(self) -> None:
        with self._lock:
            self._resting -= 1
            if not self._resting:
                gc.set_threshold(*self._usual)
                gc.unfreeze()


_tidying = _Tidying()


def _ready(rows: Iterable[Row], odd: Sequence[tuple[int, Preparing]]) -> Iterable[Row]:
    """Column by column, which costs no step of the program for a row."""
    columns: list[Iterable[Any]] = [*zip(*rows, strict=True)] if odd else []
    if not columns:
        return rows if not odd else ()
    for place, prepared in odd:
        columns[place] = map(prepared, columns[place])
    return zip(*columns, strict=True)


def _preparing(field: Any) -> Preparing:
    if isinstance(field, models.DateTimeField):
        # Ours have a zone, always, so that nothing is left of what Django would ask of each; many rows share one moment.
        return lru_cache(MOMENTS)(connection.ops.adapt_datetimefield_value)
    if isinstance(field, models.JSONField) and field.encoder is None:
        # Both databases take the text; a compiled writer makes it in a tenth of the time.
        return _json
    return lambda value: _kept(field, value)


def _json(value: Any) -> str | None:
    return None if value is None else msgspec.json.encode(value).decode()


def _kept(field: Any, value: Any) -> Any:
    return field.get_db_prep_save(value, connection)


def _first(field: Any) -> Any:
    """What Django would put there: `clock.now()` for a time of change, whose field has no default of its own."""
    return clock.now() if isinstance(field, ChangedAt) else field.get_default()


def _copy(table: str, columns: Sequence[str], rows: Iterable[Row], shared: Row) -> None:
    statement = f"COPY {_quoted(table)} ({', '.join(map(_quoted, columns))}) FROM STDIN"
    text = copy_text(rows, shared, writer())
    with connection.cursor() as cursor, connection.wrap_database_errors, cursor.copy(statement) as copy:
        copy.write(text)


def writer() -> Callable[[Any], str]:
    """Of values into text, by PostgreSQL's library, which a node on SQLite does not load."""
    library = cast(Any, connection).Database.adapt
    kinds = library.Transformer(connection.connection)
    return lambda value: bytes(kinds.get_dumper(value, library.PyFormat.TEXT).dump(value)).decode()


def _execute(table: str, columns: Sequence[str], rows: Iterable[Row], shared: Row) -> None:
    with connection.cursor() as cursor:
        values = [*["%s"] * (len(columns) - len(shared)), *_written(shared, cursor)]
        statement = (
            f"INSERT INTO {_quoted(table)} ({', '.join(map(_quoted, columns))}) VALUES ({', '.join(values)})"
        )
        # The library takes rows one by one; that its stubs ask for a list is theirs.
        cursor.executemany(statement, cast(Sequence[Any], rows))


def _written(values: Row, cursor: Any) -> list[str]:
    """As SQL, by the database itself, which then need not be handed them with each row. As on PostgreSQL a text has no letter zero; here it
    would end there."""
    if any(isinstance(value, str) and "\0" in value for value in values):
        raise DataError("A text that rows share contains a letter zero.")
    if not values:
        return []
    cursor.execute(f"SELECT {', '.join(['quote(%s)'] * len(values))}", values)
    return [written.replace("%", "%%") for written in cursor.fetchone()]


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
