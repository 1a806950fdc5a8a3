from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import TooLarge
from seawall.core.keys import seal
from seawall.people.queries import HeldKey
from seawall.reports.drafts import MOST_FILES, Document, NoSuchFile, count_in, draft_of
from seawall.reports.models import Submission, SubmittedFile
from seawall.reports.states import SubmissionState


@action
def describe_file(
    number: int, document: Document, *, file_id: str, only_taken: bool, key: HeldKey, actor: Actor
) -> Submission:
    """What a machine says about one file of its draft; said again, it replaces what was said before. `only_taken`: a file whose
    bytes were not handed in is not known. Where none can be, what is said about it is all there is."""
    draft = draft_of(number, key, SubmissionState.DRAFT, lock=True)
    file, files = draft.files.filter(file_id=file_id).first(), draft.files.count()
    if file is None:
        if only_taken:
            raise NoSuchFile
        file, files = new_file(draft, file_id, files), files + 1
    count_in(draft, document.letters, before=file.length)
    file.sealed_details, file.length = seal("reports.document", document.text), document.letters
    file.save()
    draft.ends_at = draft.later_end()
    draft.save()
    record("reports.file_described", actor=actor, subject=draft, files=files)
    return draft


def new_file(draft: Submission, file_id: str, files: int) -> SubmittedFile:
    """Beside so many others."""
    if files >= MOST_FILES:
        raise TooLarge
    return SubmittedFile(submission=draft, file_id=file_id)
