import json
from dataclasses import dataclass, replace

from django.db import IntegrityError

from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import WrongState
from seawall.core.keys import digest, unseal
from seawall.people.queries import HeldKey
from seawall.reports.actions.file_report import ATTEMPTS
from seawall.reports.actions.hand_in import finish
from seawall.reports.drafts import draft_of, empty
from seawall.reports.filing import Prepared, PreparedOfMachine
from seawall.reports.models import Submission
from seawall.reports.states import SubmissionState
from seawall.reports.tipline.telling import TakenFile, filing_of


@dataclass(frozen=True, slots=True)
class Finished:
    number: int
    file_ids: tuple[str, ...]


class _Changed(WrongState):
    """Something was added to the draft while it was read."""


def finish_submission(number: int, *, key: HeldKey, actor: Actor) -> Finished:
    """The draft becomes a report, once and for all. Work that needs no lock is done before the transaction opens."""
    for _attempt in range(ATTEMPTS - 1):
        try:
            return _finish(*_read(number, key), key=key, actor=actor)
        except (IntegrityError, _Changed):
            continue
    return _finish(*_read(number, key), key=key, actor=actor)


def _read(number: int, key: HeldKey) -> tuple[Submission, Prepared]:
    draft = draft_of(number, key, SubmissionState.FINISHED, lock=False)
    files = [
        TakenFile(
            unseal("reports.document", file.sealed_details) if file.sealed_details else "",
            json.loads(unseal("reports.document", file.sealed_fingerprints))
            if file.sealed_fingerprints
            else [],
        )
        for file in draft.files.order_by("id")
    ]
    filing = filing_of(unseal("reports.document", draft.sealed_document), files, draft.holder)
    token = digest("reports.hand-in", draft.id)
    return draft, PreparedOfMachine(replace(filing, token=token))


@action
def _finish(read: Submission, prepared: Prepared, *, key: HeldKey, actor: Actor) -> Finished:
    draft = draft_of(read.number or 0, key, SubmissionState.FINISHED, lock=True)
    if draft.changed_at != read.changed_at:
        raise _Changed
    file_ids = tuple(draft.files.order_by("id").values_list("file_id", flat=True))
    empty(draft)
    finish(draft, prepared, actor=actor)
    return Finished(draft.number or 0, file_ids)
