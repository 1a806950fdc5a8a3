"""Reports that a provider's machine has begun to hand in, for the actions that go on with them."""

from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from seawall.core.errors import NotFound, TooLarge, WrongState
from seawall.people.queries import HeldKey
from seawall.reports import policy
from seawall.reports.filing import LONGEST
from seawall.reports.models import Submission
from seawall.reports.states import SUBMISSION_STEPS, SubmissionState

# So many letters a report and its files can be as text.
MOST_LETTERS = LONGEST["details"]
MOST_FILES = 500


@dataclass(frozen=True, slots=True)
class Document:
    """A message as it came, and how many letters it is as lines of text."""

    text: str = field(repr=False)
    letters: int


WHY_OVER = {
    SubmissionState.FINISHED: _(
        "This report is finished: nothing can be added to it, and it cannot be taken back."
    ),
    SubmissionState.RETRACTED: _("This report was retracted. Hand it in anew, if it was a mistake."),
}
NO_DRAFT = _("There is no report of this number that was begun with a key of yours, or it has expired.")


class IsOver(WrongState):
    """Finished or retracted; `state` says which."""

    def __init__(self, state: SubmissionState) -> None:
        super().__init__(WHY_OVER[state])
        self.state = state


class NoSuchFile(NotFound):
    """The draft is there, and of this file it knows nothing."""

    message = _("Of this report no file with this id was handed in.")


def draft_of(number: int, key: HeldKey, to: SubmissionState, *, lock: bool) -> Submission:
    """The holder's draft of this number, if it may become `to` now. NotFound for unknown, foreign and expired ones alike;
    raises `IsOver` for what is finished or retracted."""
    mine = Submission.objects.filter(owner_id=key.owner_id, holder=key.holder, number=number)
    found = (mine.select_for_update() if lock else mine).first()
    if found is None or not policy.may_go_on(key, found):
        raise NotFound(NO_DRAFT)
    state = SubmissionState(found.state)
    if state is SubmissionState.EXPIRED or found.is_over:
        raise NotFound(NO_DRAFT)
    if to is not state and to not in SUBMISSION_STEPS[state]:
        raise IsOver(state)
    if to is state and state is not SubmissionState.DRAFT:
        raise IsOver(state)
    return found


def count_in(draft: Submission, letters: int, *, before: int = 0) -> None:
    """What is handed in grows by a document of so many letters, in place of one of `before`."""
    draft.length += letters - before
    if draft.length > MOST_LETTERS:
        raise TooLarge


def empty(draft: Submission) -> None:
    """What was not finished is nobody's report: of its content nothing stays."""
    draft.files.all().delete()
    draft.sealed_document, draft.ends_at, draft.length = "", None, 0
