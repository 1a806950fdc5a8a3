from django.db import models

from seawall.core import clock
from seawall.core.ids import IdField


class JobState(models.TextChoices):
    READY = "ready"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class Job(models.Model):
    """One promise to do something, kept in the same database and the same transaction as what it follows from."""

    id = IdField(prefix="job")
    task = models.CharField(max_length=200)
    queue = models.CharField(max_length=32, default="default")
    priority = models.SmallIntegerField(default=0)
    arguments = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=JobState, default=JobState.READY)
    run_after = models.DateTimeField(default=clock.now)
    enqueued_at = models.DateTimeField(default=clock.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_token = models.CharField(max_length=32, default="", blank=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    # The kind of error and where it arose, never its text: texts quote addresses and people.
    error = models.TextField(default="", blank=True)
    # At most one waiting job of a repeated kind.
    only_one = models.CharField(max_length=200, null=True, unique=True)

    class Meta:
        # A running job's `run_after` is the end of its lease. The next job is the first of this index, however long the
        # queue; a whole index, because SQLite does not use a partial one where the state is a bound value.
        indexes = [models.Index(fields=["state", "-priority", "run_after"], name="core_job_next")]
