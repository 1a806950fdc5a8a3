from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.people.queries import HeldKey
from seawall.reports.drafts import draft_of, empty
from seawall.reports.models import Submission
from seawall.reports.states import SubmissionState


@action
def retract_submission(number: int, *, key: HeldKey, actor: Actor) -> Submission:
    """A machine takes back what it has not finished."""
    draft = draft_of(number, key, SubmissionState.RETRACTED, lock=True)
    empty(draft)
    draft.state = SubmissionState.RETRACTED
    draft.save()
    record("reports.submission_retracted", actor=actor, subject=draft)
    return draft
