from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused, WrongState
from seawall.core.jobs import begin_again
from seawall.core.models import Job
from seawall.core.queries import failed_jobs_for
from seawall.desk import policy
from seawall.desk.job_words import name_of


@action
def retry_job(job: Job, *, actor: Actor) -> None:
    """Try a job that gave up once more, with all its attempts."""
    if not policy.may_keep_jobs(actor):
        raise Refused
    found = failed_jobs_for(actor).select_for_update().filter(pk=job.pk).first()
    if found is None:
        raise WrongState
    begin_again([found])
    record("desk.job_retried", actor=actor, subject=found, job=name_of(found))
