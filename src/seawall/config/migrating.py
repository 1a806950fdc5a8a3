"""The database brought to this version's form; one that this version cannot take over is left as it is, and told."""

from pathlib import Path

from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder


class TooOld(Exception):
    """The database stands between two versions before the first release, whose steps this one no longer has."""

    def __init__(self, lacking: list[tuple[str, str]]) -> None:
        steps = ", ".join(f"{app} {name}" for app, name in lacking)
        super().__init__(
            f"This database was made by a version before 0.1.0 and lacks {steps}. Run `seawall migrate` of a version of "
            "23 November 2026 before noon on it first, then this one. Nothing was changed."
        )


def migrate(*, verbosity: int = 0) -> None:
    """Raises `TooOld`."""
    if lacking := _steps_that_are_gone():
        raise TooOld(lacking)
    call_command("migrate", interactive=False, verbosity=verbosity)


def is_migration_waiting() -> bool:
    """By name alone: Django's own look imports every migration, which is dear on a page open to strangers."""
    return bool(_on_disk() - _applied())


def _on_disk() -> set[tuple[str, str]]:
    return {
        (app.label, file.stem)
        for app in apps.get_app_configs()
        for file in (Path(app.path) / "migrations").glob("[!_]*.py")
    }


def _applied() -> set[tuple[str, str]]:
    return set(MigrationRecorder(connection).applied_migrations())


def _steps_that_are_gone() -> list[tuple[str, str]]:
    """Django would take a migration that is only half done by those it replaces for none of its business, in silence."""
    applied, gone = _applied(), []
    for whole, migration in MigrationLoader(None).replacements.items():
        lacking = [step for step in migration.replaces if step not in applied]
        if whole not in applied and 0 < len(lacking) < len(migration.replaces):
            gone += lacking
    return sorted(gone)
