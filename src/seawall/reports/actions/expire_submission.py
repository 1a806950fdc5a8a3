from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused, WrongState
from seawall.reports import policy
from seawall.reports.drafts import empty
from seawall.reports.models import Submission
from seawall.reports.states import SubmissionState


@action
def expire_submission(submission: Submission, *, actor: Actor) -> None:
    """Nobody finished it in time: of its content nothing stays."""
    draft = Submission.objects.select_for_update().get(pk=submission.pk)
    if not policy.may_expire(actor, draft):
        raise Refused
    if not draft.is_over:
        raise WrongState
    empty(draft)
    draft.state = SubmissionState.EXPIRED
    draft.save()
    record("reports.submission_expired", actor=actor, subject=draft)
