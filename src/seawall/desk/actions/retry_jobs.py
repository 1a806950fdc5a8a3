from seawall.audit.actions import record_each
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused, WrongState
from seawall.core.jobs import begin_again
from seawall.core.queries import failed_jobs_for
from seawall.desk import policy
from seawall.desk.job_words import name_of


@action
def retry_jobs(task: str, *, actor: Actor) -> int:
    """As `retry_job` for each that gave up of one task, such as all that a mail server that was away has left behind; how many it was."""
    if not policy.may_keep_jobs(actor):
        raise Refused
    # In the order of their ids: two administrators who press at once wait for each other, not both for ever.
    found = list(failed_jobs_for(actor).select_for_update().filter(task=task).order_by("pk"))
    if not found:
        raise WrongState
    begin_again(found)
    record_each("desk.job_retried", [(job.pk, {"job": name_of(job)}) for job in found], actor=actor)
    return len(found)
