"""A table that only grows: the database itself refuses to change or delete a row, for both engines, in one place.

Whoever may drop a trigger can still cheat; that is what the trail's signed checkpoints are for. The trigger is against
our own mistakes and against a program that was made to run foreign SQL.
"""

from typing import Any

from django.db import migrations
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

POSTGRESQL = """
CREATE OR REPLACE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS
$$BEGIN RAISE EXCEPTION '% only grows', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END$$;
CREATE TRIGGER append_only_{table} BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION append_only();
"""
SQLITE = """
CREATE TRIGGER append_only_{table}_{deed} BEFORE {deed} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} only grows'); END
"""


class AppendOnly(migrations.RunPython):
    """Migration operation: from here on the table takes new rows and nothing else."""

    def __init__(self, table: str) -> None:
        self.table = table
        super().__init__(self._guard, self._release)

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return type(self).__qualname__, [self.table], {}

    def _guard(self, apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
        guard(editor.connection, self.table)

    def _release(self, apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
        release(editor.connection, self.table)


def guard(connection: BaseDatabaseWrapper, table: str) -> None:
    if connection.vendor == "sqlite":
        _execute(connection, *(SQLITE.format(table=table, deed=deed) for deed in ("UPDATE", "DELETE")))
    else:
        _execute(connection, POSTGRESQL.format(table=table))


def release(connection: BaseDatabaseWrapper, table: str) -> None:
    if connection.vendor == "sqlite":
        _execute(connection, *(f"DROP TRIGGER append_only_{table}_{deed}" for deed in ("UPDATE", "DELETE")))
    else:
        _execute(connection, f"DROP TRIGGER append_only_{table} ON {table}")


def _execute(connection: BaseDatabaseWrapper, *statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
