"""Runs jobs: the look into the outside world first, then effects and "done" in one transaction."""

import logging
import threading
import time
from collections.abc import Callable
from contextlib import contextmanager
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django_tasks.base import Task

from seawall.core import clock
from seawall.core.lease_queue import LEASE, LeaseLost, extend, mark_done, mark_missed, take_next, task_of
from seawall.core.models import Job

log = logging.getLogger("seawall.jobs")
IDLE_PAUSE = 0.2


def run(job: Job) -> None:
    try:
        task = task_of(job)
        look: Callable[..., Any] | None = getattr(task.func, "outside", None)
        seen = []
        if look is not None:
            with kept_lease(job):
                seen = [look(**job.arguments)]
        with transaction.atomic():
            mark_done(job)
            task.func(*seen, **job.arguments)
    except LeaseLost:
        log.warning("job %s was taken over by another worker", job.id)
    except Exception as error:
        # The one broad catch of the house: whatever a job raises, the promise must be kept for another try.
        mark_missed(job, error)
        log.warning("job %s (%s) missed: %s", job.id, job.task, type(error).__qualname__)


@contextmanager
def kept_lease(job: Job) -> Iterator[None]:
    """Extends the lease in the background; a killed process stops extending, and the job is taken again."""
    stop = threading.Event()

    def beat() -> None:
        while not stop.wait(LEASE.total_seconds() / 4):
            extend(job)
        connection.close()

    thread = threading.Thread(target=beat, daemon=True)
    if not connection.in_atomic_block:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        if thread.is_alive():
            thread.join()


def settle(moment: datetime | None = None, most: int = 1000) -> int:
    """Run everything that is due now, or by `moment`, in this process. For tests, seeds and `seawall work --once`."""
    for count in range(most):
        job = take_next(moment)
        if job is None:
            return count
        run(job)
    raise RuntimeError(f"Still not settled after {most} jobs: does a job enqueue itself?")


def work(schedule: tuple[tuple[Task, float], ...], stopping: threading.Event) -> None:
    """The worker process: repeat what is scheduled, run what is due, rest when nothing is."""
    next_turn = {task.module_path: 0.0 for task, _ in schedule}
    while not stopping.is_set():
        for task, seconds in schedule:
            if time.monotonic() >= next_turn[task.module_path]:
                next_turn[task.module_path] = time.monotonic() + seconds
                plan(task)
        job = take_next()
        if job is None:
            stopping.wait(IDLE_PAUSE)
        else:
            run(job)


def plan(task: Task, after: timedelta = timedelta()) -> None:
    """Enqueue a repeated job unless one of its kind is already waiting."""
    Job.objects.get_or_create(
        only_one=task.module_path,
        defaults={"task": task.module_path, "run_after": clock.now() + after},
    )
