import secrets

from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused, TooOften
from seawall.core.ids import new_id
from seawall.core.keys import digest, seal
from seawall.people.queries import HeldKey
from seawall.reports import policy
from seawall.reports.drafts import Document, count_in
from seawall.reports.models import Submission
from seawall.reports.models.submission import AFTER_OPENING
from seawall.reports.states import SubmissionDoor, SubmissionState

# A machine works on some at a time; one that never finishes any is broken.
MOST_DRAFTS = 500
# Fifteen digits: all clients can hold it, and nobody finds one by trying.
LEAST_NUMBER, NUMBERS = 10**14, 9 * 10**14
HOUR = 3600


@action
def open_submission(document: Document, *, key: HeldKey, actor: Actor) -> Submission:
    """Begin a report in the CyberTipline format. Its machine says that it is finished, or it is erased."""
    test = not policy.may_hand_in(key, False)
    if not policy.may_hand_in(key, test):
        raise Refused
    mine = Submission.objects.filter(owner_id=key.owner_id, holder=key.holder)
    if mine.filter(state=SubmissionState.DRAFT).count() >= MOST_DRAFTS:
        raise TooOften(
            _("Too many reports are unfinished. Finish or retract some, or wait until they expire."), HOUR
        )
    draft = Submission(
        owner_id=key.owner_id,
        holder=key.holder,
        key_id=key.key_id,
        door=SubmissionDoor.CYBERTIP,
        test=test,
        # The format has no name of the sender's own: each is another report.
        reference_digest=digest("reports.reference", new_id("ref")),
        number=LEAST_NUMBER + secrets.randbelow(NUMBERS),
        sealed_document=seal("reports.document", document.text),
    )
    draft.ends_at = draft.created_at + AFTER_OPENING
    count_in(draft, document.letters)
    draft.save(force_insert=True)
    record("reports.submission_opened", actor=actor, subject=draft, test=test)
    return draft
