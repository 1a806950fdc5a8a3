from seawall.core import clock
from seawall.core.models import Job, JobState

SEND = "seawall.takedown.jobs.post_notice"


def failed_job(owner_id: str = "", *, task: str = SEND, error: str = "TimeoutError\nplace.py:7 ask") -> Job:
    """As the queue leaves it after the last attempt."""
    arguments = {"owner_id": owner_id} if owner_id else {}
    return Job.objects.create(
        task=task,
        arguments=arguments,
        state=JobState.FAILED,
        attempts=12,
        finished_at=clock.now(),
        error=error,
    )
