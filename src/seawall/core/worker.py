"""Runs jobs: the look into the outside world first, then effects and "done" in one transaction."""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.db import DatabaseError, close_old_connections, connection, transaction
from django.utils.module_loading import import_string
from django_tasks.base import Task

from seawall.core import clock
from seawall.core.lease_queue import (
    LEASE,
    LeaseLost,
    extend,
    mark_done,
    mark_missed,
    take_next,
    task_of,
    where,
)
from seawall.core.models import Job

log = logging.getLogger("seawall.jobs")
IDLE_PAUSE = 0.2
PAUSE_WITHOUT_DATABASE = 1.0
Schedule = tuple[tuple[Task[Any, Any], float], ...]


def run(job: Job) -> None:
    try:
        task = task_of(job)
        seen = looked(task, job)
        with transaction.atomic():
            mark_done(job)
            task.func(*seen, **job.arguments)
    except LeaseLost:
        log.warning("job %s was taken over by another worker", job.id)
    except Exception as error:
        # The one broad catch of the house: whatever a job raises, the promise must be kept for another try.
        mark_missed(job, error)
        log.warning("job %s (%s) missed: %s", job.id, job.task, where(error))


def looked(task: Task[Any, Any], job: Job) -> list[Any]:
    """What the job saw outside, as the first argument of its body; nothing for a job without `outside`."""
    look: Callable[..., Any] | str | None = getattr(task.func, "outside", None)
    if look is None:
        return []
    with kept_lease(job):
        asked: Callable[..., Any] = import_string(look) if isinstance(look, str) else look
        return [asked(**job.arguments)]


@contextmanager
def kept_lease(job: Job) -> Iterator[None]:
    """Extends the lease in the background; a killed process stops extending, and the job is taken again."""
    if connection.in_atomic_block:
        # A test's own transaction: another thread could not see the job in it.
        yield
        return
    stop = threading.Event()
    thread = threading.Thread(target=_beat, args=(job, stop), daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def _beat(job: Job, stop: threading.Event) -> None:
    while not stop.wait(LEASE.total_seconds() / 4):
        try:
            extend(job)
        except DatabaseError:
            # The next beat tries again; if none succeeds the lease runs out, which is what leases are for.
            log.warning("job %s: lease not extended", job.id)
    connection.close()


def settle(moment: datetime | None = None, most: int = 1000) -> int:
    """Run everything that is due now, or by `moment`, in this process. For tests, seeds and `seawall work --once`."""
    for count in range(most):
        job = take_next(moment)
        if job is None:
            return count
        run(job)
    raise RuntimeError(f"Still not settled after {most} jobs: does a job enqueue itself?")


def work(schedule: Schedule, stopping: threading.Event) -> None:
    """The worker process: plan what is repeated, run what is due, rest when nothing is."""
    next_turn = {task.module_path: 0.0 for task, _ in schedule}
    while not stopping.is_set():
        try:
            plan_what_is_due(schedule, next_turn)
            busy = run_next()
        except DatabaseError as error:
            log.warning("the database cannot be reached: %s", type(error).__qualname__)
            connection.close()
            stopping.wait(PAUSE_WITHOUT_DATABASE)
        else:
            if not busy:
                close_old_connections()
                stopping.wait(IDLE_PAUSE)


def run_next() -> bool:
    job = take_next()
    if job is not None:
        run(job)
    return job is not None


def plan_what_is_due(schedule: Schedule, next_turn: dict[str, float]) -> None:
    for task, seconds in schedule:
        if time.monotonic() >= next_turn[task.module_path]:
            plan(task)
            next_turn[task.module_path] = time.monotonic() + seconds


def plan(task: Task[Any, Any], after: timedelta = timedelta()) -> None:
    """Enqueue a repeated job unless one of its kind is already waiting."""
    Job.objects.get_or_create(
        only_one=task.module_path,
        defaults={"task": task.module_path, "run_after": clock.now() + after},
    )
