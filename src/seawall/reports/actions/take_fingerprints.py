import json
from collections.abc import Sequence

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.keys import seal
from seawall.material.states import GivenFingerprint
from seawall.people.queries import HeldKey
from seawall.reports.actions.describe_file import new_file
from seawall.reports.drafts import draft_of
from seawall.reports.models import Submission
from seawall.reports.states import SubmissionState


@action
def take_fingerprints(
    number: int, fingerprints: Sequence[GivenFingerprint], *, file_id: str, key: HeldKey, actor: Actor
) -> Submission:
    """Of a file whose bytes were handed in, where the operator has stated a legal basis. The bytes themselves are gone already."""
    draft = draft_of(number, key, SubmissionState.DRAFT, lock=True)
    file = new_file(draft, file_id, draft.files.count())
    values = [(one.kind.value, one.value, one.quality) for one in fingerprints]
    file.sealed_fingerprints = seal("reports.document", json.dumps(values))
    file.save()
    draft.ends_at = draft.later_end()
    draft.save()
    record("reports.fingerprints_taken", actor=actor, subject=draft, fingerprints=len(values))
    return draft
