from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused, WrongState
from seawall.core.jobs import let_go
from seawall.core.models import Job
from seawall.core.queries import failed_jobs_for
from seawall.desk import policy
from seawall.desk.job_words import name_of


@action
def let_job_go(job: Job, *, actor: Actor) -> None:
    """Somebody has seen to it otherwise, or it need not be done any more. The trail keeps which job it was."""
    if not policy.may_keep_jobs(actor):
        raise Refused
    found = failed_jobs_for(actor).select_for_update().filter(pk=job.pk).first()
    if found is None:
        raise WrongState
    record("desk.job_let_go", actor=actor, subject=found, job=name_of(found))
    let_go(found)
