"""The queue behind django-tasks: jobs as rows, taken on a lease.

A job is enqueued in the caller's transaction. A worker takes it by writing a token and the end of the lease; its
effects and "done" are one transaction that begins by asking whether the token is still its own. A worker that is
killed leaves a lease that runs out, another takes the job, and the effect happens exactly once.
"""

import traceback
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.db.models import QuerySet
from django.utils.module_loading import import_string
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskResult, TaskResultStatus
from django_tasks.exceptions import TaskResultDoesNotExist

from seawall.core import clock
from seawall.core.ids import new_ids
from seawall.core.many_rows import insert_rows
from seawall.core.models import Job, JobState

LEASE = timedelta(seconds=20)
MOST_ATTEMPTS = 12
LONGEST_BACK_OFF = timedelta(minutes=15)
# A repeated job comes again by itself; checkpoints of the trail must not wait a quarter of an hour for it.
LONGEST_BACK_OFF_OF_REPEATED = timedelta(minutes=1)
KILLED = "The worker was killed at every attempt."

STATUS = {
    JobState.READY: TaskResultStatus.READY,
    JobState.RUNNING: TaskResultStatus.RUNNING,
    JobState.DONE: TaskResultStatus.SUCCESSFUL,
    JobState.FAILED: TaskResultStatus.FAILED,
}


class LeaseLost(Exception):
    """Another worker has the job now; this one's effects are rolled back."""


class LeaseQueue(BaseTaskBackend):
    supports_defer = True
    supports_priority = True
    supports_get_result = True

    def enqueue(self, task: Task[Any, Any], args: Any, kwargs: Any) -> TaskResult[Any]:
        self.validate_task(task)
        if args:
            raise TypeError("A job takes keyword arguments only, so that its row can be read by a person.")
        job = Job.objects.create(
            task=task.module_path,
            queue=task.queue_name,
            priority=task.priority,
            arguments=kwargs,
            run_after=task.run_after or clock.now(),
        )
        return self._result(job, task)

    def enqueue_each(self, task: Task[Any, Any], each: Iterable[dict[str, Any]]) -> None:
        """As `enqueue` with each of these arguments, for thousands of jobs at a time."""
        self.validate_task(task)
        told = [*each]
        rows = zip(new_ids("job", len(told)), told, strict=True)
        shared = {"task": task.module_path, "queue": task.queue_name, "priority": task.priority}
        insert_rows(Job, ("id", "arguments"), rows, **shared, run_after=task.run_after or clock.now())

    def get_result(self, result_id: str) -> TaskResult[Any]:
        job = Job.objects.filter(pk=result_id).first()
        if job is None:
            raise TaskResultDoesNotExist(result_id)
        return self._result(job, task_of(job))

    def _result(self, job: Job, task: Task[Any, Any]) -> TaskResult[Any]:
        return TaskResult(
            task=task,
            id=job.id,
            status=STATUS[JobState(job.state)],
            enqueued_at=job.enqueued_at,
            started_at=job.started_at,
            last_attempted_at=job.started_at,
            finished_at=job.finished_at,
            args=[],
            kwargs=job.arguments,
            backend=self.alias,
            errors=[],
            worker_ids=[],
        )


def task_of(job: Job) -> Task[Any, Any]:
    task = import_string(job.task)
    if not isinstance(task, Task):
        raise TypeError(f"{job.task} is not a task")
    return task


def take_next(moment: datetime | None = None) -> Job | None:
    """The next due job, leased to the caller; None when nothing is due."""
    moment = moment or clock.now()
    if not any(due.exists() for due in _due(moment)):
        return None
    with transaction.atomic():
        job = next((job for due in _due(moment) if (job := _first_free(due))), None)
        if job is None:
            return None
        if job.attempts >= MOST_ATTEMPTS:
            _give_up(job)
            return take_next(moment)
        job.state = JobState.RUNNING
        job.lease_token = uuid4().hex
        job.run_after = max(moment, clock.now()) + LEASE
        job.attempts += 1
        job.started_at = clock.now()
        job.save(update_fields=["state", "lease_token", "run_after", "attempts", "started_at"])
    return job


def _due(moment: datetime) -> tuple[QuerySet[Job], QuerySet[Job]]:
    """Leases that ran out come first, or a killed worker's job would wait behind everything that came after it."""
    due = Job.objects.filter(run_after__lte=moment)
    abandoned = due.filter(state=JobState.RUNNING).order_by("run_after")
    return abandoned, due.filter(state=JobState.READY).order_by("-priority", "run_after")


def _first_free(due: QuerySet[Job]) -> Job | None:
    return due.select_for_update(skip_locked=True).first()


def _give_up(job: Job) -> None:
    """A job that killed every worker which took it raised no error; it must not kill workers for ever."""
    job.state, job.finished_at, job.only_one = JobState.FAILED, clock.now(), None
    job.error = KILLED
    job.save(update_fields=["state", "finished_at", "only_one", "error"])


def extend(job: Job) -> bool:
    """Keep the lease while work in the outside world goes on."""
    mine = Job.objects.filter(pk=job.pk, lease_token=job.lease_token, state=JobState.RUNNING)
    return bool(mine.update(run_after=clock.now() + LEASE))


def mark_done(job: Job) -> None:
    """First statement of the effects' transaction: it locks the row and asks whether the lease is still ours."""
    mine = Job.objects.filter(pk=job.pk, lease_token=job.lease_token, state=JobState.RUNNING)
    if not mine.update(state=JobState.DONE, finished_at=clock.now(), only_one=None, error=""):
        raise LeaseLost(job.pk)


def mark_missed(job: Job, error: BaseException) -> None:
    """Try again later, later each time; after the last attempt the job stays, failed, for a person to see."""
    again = job.attempts < MOST_ATTEMPTS
    mine = Job.objects.filter(pk=job.pk, lease_token=job.lease_token, state=JobState.RUNNING)
    # In a transaction, so that on SQLite it waits its fair turn for the writer lock.
    with transaction.atomic():
        mine.update(
            state=JobState.READY if again else JobState.FAILED,
            run_after=clock.now() + back_off(job),
            only_one=job.only_one if again else None,
            finished_at=None if again else clock.now(),
            error=where(error),
        )


def back_off(job: Job) -> timedelta:
    longest = LONGEST_BACK_OFF_OF_REPEATED if job.only_one else LONGEST_BACK_OFF
    return min(timedelta(seconds=2**job.attempts), longest)


def where(error: BaseException) -> str:
    """The kind of error and the places it came through; never its text, which may quote an address or a person."""
    frames = traceback.extract_tb(error.__traceback__)
    places = [
        f"{frame.filename.rpartition('/seawall/')[2]}:{frame.lineno} {frame.name}" for frame in frames[-6:]
    ]
    return "\n".join([type(error).__qualname__, *places])
