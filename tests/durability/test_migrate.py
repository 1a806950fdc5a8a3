"""A database of before the first release: taken over whole, or told and left as it was."""

import pytest
from click.testing import CliRunner
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from seawall.cli.migrate import migrate as command
from seawall.config.migrating import is_migration_waiting, migrate
from seawall.people.models import Agency

NEW = ("operations", "0001_first_release")


def made_by_steps(*, without: int = 0) -> list[tuple[str, str]]:
    """As if the tables of operations had been made by the steps of before; the last so many are lacking."""
    steps = MigrationLoader(None).replacements[NEW].replaces
    recorder = MigrationRecorder(connection)
    for gone in [NEW, *steps[len(steps) - without :]]:
        recorder.record_unapplied(*gone)
    return steps


def test_one_that_has_all_steps_is_taken_over_with_what_it_holds(hotline: Agency) -> None:
    made_by_steps()
    assert is_migration_waiting()
    migrate()
    assert not is_migration_waiting() and Agency.objects.get() == hotline


@pytest.mark.django_db
def test_one_that_lacks_a_step_is_told_which_and_left_alone() -> None:
    *_, last = made_by_steps(without=1)
    before = MigrationRecorder(connection).applied_migrations().keys()
    told = CliRunner().invoke(command)
    assert told.exit_code == 1 and "operations " + last[1] in told.output and "Traceback" not in told.output
    assert MigrationRecorder(connection).applied_migrations().keys() == before and is_migration_waiting()
