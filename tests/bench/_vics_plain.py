"""What the database alone needs for what an import has put into a node: the same rows into empty tables with the same indexes, a thousand
records a transaction, as one prepared statement into SQLite and with COPY into PostgreSQL. Keys to other tables are not checked.
`python -m tests.bench._vics_plain`, in the environment of a node. The last line: seconds, seconds of processor time, the peak of memory."""

import resource
import sqlite3
import time
from collections.abc import Callable, Iterator
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection, transaction  # noqa: E402

# With how many rows of each a thousand records come, as `vics.records` makes them.
TABLES = {
    "material_item": 1_000,
    "material_fingerprint": 2_100,
    "material_statement": 1_000,
    "audit_line": 1_000,
}
Rows = list[tuple[Any, ...]]


def batches() -> Iterator[dict[str, Rows]]:
    """Read by number, as they were written."""
    begun = dict.fromkeys(TABLES, "")
    while True:
        read: dict[str, Rows] = {}
        for name, count in TABLES.items():
            with connection.cursor() as cursor:
                # The ids rise; they are text in both databases.
                cursor.execute(f"SELECT * FROM {name} WHERE id > %s ORDER BY id LIMIT {count}", [begun[name]])
                places = [column[0] for column in cursor.description].index("id")
                read[name] = cursor.fetchall()
            if read[name]:
                begun[name] = read[name][-1][places]
        if not read["material_item"]:
            return
        yield read


def into_sqlite() -> Callable[[dict[str, Rows]], None]:
    plain = sqlite3.connect(settings.DATA / "plain.sqlite3", isolation_level=None)
    plain.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -98304;")
    with connection.cursor() as cursor:
        names = ", ".join(f"'{name}'" for name in TABLES)
        made = f"SELECT sql FROM sqlite_master WHERE tbl_name IN ({names}) AND type IN ('table', 'index') AND sql IS NOT NULL"
        cursor.execute(f"{made} ORDER BY type DESC")
        for (sql,) in cursor.fetchall():
            plain.execute(sql)

    def put(read: dict[str, Rows]) -> None:
        plain.execute("BEGIN IMMEDIATE")
        for name, rows in read.items():
            places = ", ".join("?" * len(rows[0])) if rows else ""
            plain.executemany(f"INSERT INTO {name} VALUES ({places})", rows)
        plain.execute("COMMIT")

    return put


def into_postgresql() -> Callable[[dict[str, Rows]], None]:
    with connection.cursor() as cursor:
        cursor.execute("CREATE SCHEMA plain")
        for name in TABLES:
            cursor.execute(f"CREATE TABLE plain.{name} (LIKE public.{name} INCLUDING ALL)")

    def put(read: dict[str, Rows]) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            for name, rows in read.items():
                with cursor.copy(f"COPY plain.{name} FROM STDIN") as copy:
                    for row in rows:
                        copy.write_row(row)

    return put


def main() -> None:
    put = into_postgresql() if connection.vendor == "postgresql" else into_sqlite()
    seconds = busy = 0.0
    for read in batches():
        clock, own = time.perf_counter(), time.process_time()
        put(read)
        seconds += time.perf_counter() - clock
        busy += time.process_time() - own
    print(seconds, busy, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


if __name__ == "__main__":
    main()
