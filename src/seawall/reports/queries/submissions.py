"""What a provider's machine may know of what its organisation handed in."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from seawall.core.errors import NotFound
from seawall.core.ids import SHAPE
from seawall.people.queries import HeldKey
from seawall.reports import policy
from seawall.reports.models import Submission
from seawall.reports.queries.receipt import Stage, stage_of
from seawall.reports.scoring import is_complete
from seawall.reports.states import SubmissionState

# The longest number that the database can be asked about.
MOST_DIGITS = 18


@dataclass(frozen=True, slots=True)
class Outcome:
    submission_id: str
    test: bool
    received_on: date
    complete: bool
    stage: Stage

    @property
    def led_to_action(self) -> bool | None:
        if self.stage in (Stage.ACTED, Stage.GONE):
            return True
        return False if self.stage is Stage.NO_ACTION else None


def outcome_for(key: HeldKey, name: str) -> Outcome:
    """By its id or its number. NotFound for drafts, unknown and foreign ones alike."""
    found = _finished(key).filter(**_named(name)).select_related("report__bundle").first()
    if found is None or not policy.may_go_on(key, found):
        raise NotFound
    stage = stage_of(found.report) if found.report else Stage.RECEIVED
    day = found.created_at.date()
    return Outcome(found.id, found.test, day, is_complete(found.completeness), stage)


def _finished(key: HeldKey) -> QuerySet[Submission]:
    mine = Submission.objects.filter(owner_id=key.owner_id, holder=key.holder)
    return mine.filter(state=SubmissionState.FINISHED)


def _named(name: str) -> dict[str, str | int]:
    if name.isascii() and name.isdecimal() and len(name) <= MOST_DIGITS:
        return {"number": int(name)}
    if not (match := SHAPE.fullmatch(name)) or match[1] != "smn":
        raise NotFound
    return {"pk": name}


def drafts_due(now: datetime) -> QuerySet[Submission]:
    """For the node itself."""
    return Submission.objects.filter(state=SubmissionState.DRAFT, ends_at__lte=now)
