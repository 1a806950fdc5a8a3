"""PostgreSQL as Django has it, but for how a test that commits is cleaned up after. Django empties every table by TRUNCATE, which writes
new files for each and for all their indexes, over a thousand; here the few that hold rows are emptied row by row."""

from typing import Any

from django.db.backends.postgresql import base, operations


class DatabaseOperations(operations.DatabaseOperations):
    def sql_flush(
        self, style: Any, tables: Any, *, reset_sequences: bool = False, allow_cascade: bool = False
    ) -> list[str]:
        if reset_sequences or not tables:
            return super().sql_flush(
                style, tables, reset_sequences=reset_sequences, allow_cascade=allow_cascade
            )
        full = [self.quote_name(table) for table in self._with_rows(tables)]
        return [
            # The triggers that keep the trail's lines are not for this.
            *(f"ALTER TABLE {table} DISABLE TRIGGER USER" for table in full),
            *(f"DELETE FROM {table}" for table in full),
            # Foreign keys would be looked at when all is committed, and no table may be altered before.
            "SET CONSTRAINTS ALL IMMEDIATE",
            *(f"ALTER TABLE {table} ENABLE TRIGGER USER" for table in full),
        ]

    def _with_rows(self, tables: Any) -> list[str]:
        asked = (
            f"SELECT '{table}' WHERE EXISTS (SELECT FROM {self.quote_name(table)})"
            for table in sorted(tables)
        )
        with self.connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(asked))
            return [table for (table,) in cursor.fetchall()]


class DatabaseWrapper(base.DatabaseWrapper):
    ops_class = DatabaseOperations
