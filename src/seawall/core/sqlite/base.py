"""The one place that knows SQLite.

Every `atomic` here is a write (reads run outside transactions), so it starts IMMEDIATE. Left to itself SQLite lets
waiting writers poll with growing pauses, and one of eight can starve for seconds. A file lock taken before BEGIN,
asked for again at short even pauses, gives every waiter the same chance.
"""

import fcntl
import os
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from django.db import OperationalError
from django.db.backends.sqlite3 import base, operations

LONGEST_PAUSE = 0.004
# What SQLite has of itself: 2 MB of pages in memory, and the log is emptied into the database every 4 MB.
USUAL = ("PRAGMA cache_size = -2000", "PRAGMA wal_autocheckpoint = 1000")
# An import writes pages in every corner of the indexes, and a page that stays is read once and written once for many rows. In a
# million records memory stays far under 300 MB.
ROOMY = ("PRAGMA cache_size = -98304", "PRAGMA wal_autocheckpoint = 16000")


class DatabaseOperations(operations.DatabaseOperations):
    def sql_flush(
        self, style: Any, tables: Any, *, reset_sequences: bool = False, allow_cascade: bool = False
    ) -> Any:
        """Emptying the database for the next test must get past the triggers that keep the trail's lines."""
        flush = super().sql_flush(style, tables, reset_sequences=reset_sequences, allow_cascade=allow_cascade)
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            triggers = cursor.fetchall()
        return [*(f"DROP TRIGGER {name}" for name, _ in triggers), *flush, *(sql for _, sql in triggers)]

    def adapt_datetimefield_value(self, value: Any) -> str | None:
        """Django's own text, without asking each of a million moments for its zone."""
        if type(value) is datetime and value.tzinfo is UTC and self.connection.timezone is UTC:
            return value.isoformat(" ").removesuffix("+00:00")
        return super().adapt_datetimefield_value(value)

    # Django counts days and spans in Python, called for each row: of a hundred thousand rows that is a second. SQLite can do
    # both itself, because every moment is kept as UTC in one form of text.

    def datetime_cast_date_sql(self, sql: str, params: Any, tzname: str | None) -> tuple[str, Any]:
        if tzname not in (None, "UTC"):
            return super().datetime_cast_date_sql(sql, params, tzname)
        return f"substr({sql}, 1, 10)", params

    def subtract_temporals(self, internal_type: str, lhs: Any, rhs: Any) -> tuple[str, Any]:
        """In microseconds as Django has it, true to the millisecond."""
        if internal_type != "DateTimeField":
            return super().subtract_temporals(internal_type, lhs, rhs)
        (later, later_params), (earlier, earlier_params) = lhs, rhs
        days = f"(julianday({later}) - julianday({earlier}))"
        return f"CAST(round({days} * 86400000) AS INTEGER) * 1000", (*later_params, *earlier_params)


class DatabaseWrapper(base.DatabaseWrapper):
    ops_class = DatabaseOperations

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._writer_lock: int | None = None

    def _start_transaction_under_autocommit(self) -> None:
        self._take_writer_lock()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._give_writer_lock()
            raise

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc]
        self._give_writer_lock()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self._give_writer_lock()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            self._give_writer_lock()

    @contextmanager
    def roomy(self) -> Iterator[None]:
        """For as long as thousands of rows are put in at a time."""
        self.ensure_connection()
        self._set(ROOMY)
        try:
            yield
        finally:
            if self.connection is not None:
                self._set(USUAL)

    def _set(self, pragmas: tuple[str, ...]) -> None:
        # One by one: a script would first commit what the caller has begun.
        for pragma in pragmas:
            self.connection.execute(pragma)

    def _take_writer_lock(self) -> None:
        if self.is_in_memory_db() or self._writer_lock is not None:
            return
        file = os.open(f"{self.settings_dict['NAME']}.writer", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            self._wait_for(file)
        except BaseException:
            os.close(file)
            raise
        self._writer_lock = file

    def _wait_for(self, file: int) -> None:
        deadline = time.monotonic() + float(self.settings_dict["OPTIONS"].get("timeout", 5))
        while True:
            try:
                return fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > deadline:
                    raise OperationalError("database is locked") from None
            time.sleep(random.uniform(0, LONGEST_PAUSE))

    def _give_writer_lock(self) -> None:
        if self._writer_lock is not None:
            os.close(self._writer_lock)
            self._writer_lock = None
