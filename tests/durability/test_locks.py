"""Row locks do their work only on PostgreSQL (SQLite has one writer anyway), so there they are proved: eight at once."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction

from seawall.audit.actions import record
from seawall.audit.models import ChainHead, Line
from seawall.audit.seal import seal
from seawall.audit.verify import verify
from seawall.core.actors import Actor
from seawall.core.lease_queue import take_next
from seawall.core.models import Job, JobState
from seawall.core.worker import run
from tests.durability import deeds

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has one writer and needs no row locks"),
]
AT_ONCE, EACH = 8, 12


@pytest.fixture(autouse=True)
def data_folder(settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path


def together(deed: Callable[[int], None]) -> None:
    errors: list[BaseException] = []

    def one(number: int) -> None:
        try:
            deed(number)
        except BaseException as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=(number,)) for number in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors, errors


def test_lines_written_at_once_stand_in_one_chain() -> None:
    """Also the very first of them, when the chain has no head yet that could be locked."""

    def write(number: int) -> None:
        for count in range(EACH):
            with transaction.atomic():
                record("bridge.crossed", actor=Actor.system("agc_nord"), subject=f"brg_{number}", count=count)

    together(write)
    assert list(Line.objects.order_by("seq").values_list("seq", flat=True)) == list(
        range(1, AT_ONCE * EACH + 1)
    )
    assert ChainHead.objects.get().seq == AT_ONCE * EACH and verify().whole


def test_checkpoints_made_at_once_stand_in_one_file() -> None:
    def write_and_seal(number: int) -> None:
        for count in range(4):
            with transaction.atomic():
                record(
                    "bridge.crossed", actor=Actor.system(f"agc_{number % 3}"), subject="brg_1", count=count
                )
            with transaction.atomic():
                seal()

    together(write_and_seal)
    outcome = verify()
    assert outcome.whole and sum(outcome.unsealed.values()) == 0, outcome


def test_no_job_is_taken_twice() -> None:
    for number in range(AT_ONCE * EACH):
        deeds.ring.enqueue(bell=f"bell_{number}")
    taken: list[str] = []

    def work(_: int) -> None:
        while (job := take_next()) is not None:
            taken.append(job.id)
            run(job)

    together(work)
    assert len(taken) == len(set(taken)) == AT_ONCE * EACH
    assert not Job.objects.exclude(state=JobState.DONE).exists()
    assert Line.objects.count() == AT_ONCE * EACH
