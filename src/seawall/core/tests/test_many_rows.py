"""Rows that went in together are those that Django would have made one by one."""

import gc
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import DataError, IntegrityError, connection, transaction

from seawall.core import clock
from seawall.core.ids import new_ids
from seawall.core.many_rows import insert_rows, roomy
from seawall.core.models import Job

MOMENT = datetime(2026, 1, 2, 3, 4, 5, 678_901, tzinfo=UTC)
AWKWARD = ["tab\tline\nbreak", "\\N", "\\", "", "“ü😀”", "'; --", "%s"]
AWKWARD_SHARED = "'%s' 100 %% ü\\"

pytestmark = pytest.mark.django_db


def rows(count: int) -> list[tuple[Any, ...]]:
    return [
        (
            each,
            AWKWARD[number % len(AWKWARD)],
            {"text": AWKWARD[number % len(AWKWARD)], "n": number},
            MOMENT,
            None,
        )
        for number, each in enumerate(new_ids("job", count))
    ]


def test_they_are_the_same_as_those_django_makes() -> None:
    names = ("id", "task", "arguments", "run_after", "finished_at")
    with clock.at(MOMENT), transaction.atomic():
        insert_rows(Job, names, (given := rows(30)), queue=AWKWARD_SHARED)
        Job.objects.bulk_create(
            Job(**dict(zip(names, (twin, *row[1:]), strict=True)), queue=AWKWARD_SHARED)
            for row, twin in zip(given, new_ids("job", 30), strict=True)
        )
    ours, theirs = Job.objects.order_by("id").values()[:30], Job.objects.order_by("id").values()[30:]
    for one, other in zip(ours, theirs, strict=True):
        assert {**one, "id": ""} == {**other, "id": ""}
    assert ours[0]["queue"] == AWKWARD_SHARED
    assert json.loads(json.dumps(ours[3]["arguments"])) == {"text": "", "n": 3}


def test_where_one_is_there_already_none_is_inserted() -> None:
    twice = [rows(1)[0]] * 2
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_rows(Job, ("id", "task", "arguments", "run_after", "finished_at"), [rows(1)[0], *twice])
    assert not Job.objects.exists()


def test_it_needs_a_transaction_the_primary_key_and_columns_that_are_there() -> None:
    with transaction.atomic(), pytest.raises(TypeError):
        insert_rows(Job, ("task",), [("x",)])
    with transaction.atomic(), pytest.raises(TypeError):
        insert_rows(Job, ("id",), [], colour="red")


def test_a_shared_text_with_a_letter_zero_is_refused_on_both_databases() -> None:
    with pytest.raises(DataError), transaction.atomic():
        insert_rows(Job, ("id",), [(each,) for each in new_ids("job", 2)], task="a\0b", arguments={})
    assert not Job.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_it_does_nothing() -> None:
    assert not connection.in_atomic_block
    with pytest.raises(RuntimeError):
        insert_rows(Job, ("id",), [])


def test_the_search_for_garbage_is_as_before_when_the_last_of_several_files_is_taken_in() -> None:
    before = gc.get_threshold()
    one, other = roomy(), roomy()
    with one:
        other.__enter__()
        assert gc.get_threshold()[0] > 10 * before[0]
    assert gc.get_threshold()[0] > 10 * before[0]
    other.__exit__(None, None, None)
    assert gc.get_threshold() == before and not gc.get_freeze_count()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has its memory from its operator")
def test_sqlite_has_room_only_while_a_file_is_taken_in() -> None:
    def pages() -> int:
        with connection.cursor() as cursor:
            return int(cursor.execute("PRAGMA cache_size").fetchone()[0])

    before = pages()
    Job.objects.create(task="begun")
    with roomy():
        assert pages() < 10 * before < 0
    assert pages() == before
    # What the caller has begun is not committed by the way.
    assert connection.connection.in_transaction
