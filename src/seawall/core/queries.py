from django.db.models import QuerySet

from seawall.core.actors import Actor, Duty
from seawall.core.models import Job, JobState
from seawall.core.policy import has_duty

may_see_jobs = has_duty(Duty.ADMINISTRATOR)


def failed_jobs_for(actor: Actor) -> QuerySet[Job]:
    """Jobs that were tried until the last attempt and now wait for a person; the newest first."""
    failed = Job.objects.filter(state=JobState.FAILED).order_by("-finished_at")
    return failed if may_see_jobs(actor) else failed.none()
