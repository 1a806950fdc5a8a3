from django.db.models import Count, Q, QuerySet

from seawall.core.actors import Actor, Duty
from seawall.core.errors import NotFound, Refused
from seawall.core.models import Job, JobState
from seawall.core.policy import has_duty

may_see_jobs = has_duty(Duty.ADMINISTRATOR)


def failed_jobs_for(actor: Actor) -> QuerySet[Job]:
    """Jobs that were tried until the last attempt and now wait for a person: of the actor's agency and of the node itself; the newest first."""
    failed = Job.objects.filter(state=JobState.FAILED).order_by("-finished_at", "-id")
    if not may_see_jobs(actor):
        return failed.none()
    return failed.filter(Q(arguments__owner_id=actor.agency_id) | Q(arguments__owner_id__isnull=True))


def failed_together_for(actor: Actor) -> list[tuple[str, int]]:
    """Of which task several gave up, and how many; the most first."""
    counted = failed_jobs_for(actor).order_by().values("task").annotate(count=Count("pk"))
    several = counted.filter(count__gt=1).order_by("-count", "task")
    return [*several.values_list("task", "count")]


def has_given_up(task: str, **arguments: str) -> bool:
    """Whether a job with these arguments was tried until the last attempt, and none is waiting or under way: then nothing comes of it by itself."""
    same = Job.objects.filter(task=task, **{f"arguments__{name}": value for name, value in arguments.items()})
    if not same.filter(state=JobState.FAILED).exists():
        return False
    return not same.filter(state__in=(JobState.READY, JobState.RUNNING)).exists()


def one_failed_job_for(actor: Actor, job_id: str) -> Job:
    """Errors: Refused, NotFound."""
    if not may_see_jobs(actor):
        raise Refused
    job = failed_jobs_for(actor).filter(pk=job_id).first()
    if job is None:
        raise NotFound
    return job
