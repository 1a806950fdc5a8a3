"""What a reporter sees with the receipt code: safe states with dates, and the mailbox. No identity on either side."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from seawall.core.actors import Actor
from seawall.core.errors import NotFound
from seawall.core.keys import unseal
from seawall.reports import policy, receipts
from seawall.reports.models import Report, Subject
from seawall.reports.states import (
    ON_WORKLIST,
    BundleState,
    Channel,
    Decision,
    Direction,
    Outcome,
    Removal,
    SubjectKind,
)


class Stage(StrEnum):
    RECEIVED = "received"
    ASSESSED = "assessed"
    ACTED = "acted"
    GONE = "gone"
    NO_ACTION = "no_action"


# The way every report may go; a stage that is not reached has no date.
WAY = (Stage.RECEIVED, Stage.ASSESSED, Stage.ACTED, Stage.GONE)


@dataclass(frozen=True, slots=True)
class Letter:
    from_us: bool
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Receipt:
    report_id: str
    stage: Stage
    # Days, not minutes: the exact time of a deed at the desk is nobody's business.
    days: dict[Stage, date]
    letters: list[Letter]
    # It helped those who protect children. What came of it, and where, is told to nobody outside.
    of_use: bool = False
    # It came by the form for the young: they are spoken to as there.
    is_young: bool = False


def receipt_for(actor: Actor, code_typed: str) -> Receipt:
    """The report behind a code; NotFound for every wrong one, after the same work."""
    hashed = receipts.hash_typed(code_typed)
    found = Report.objects.filter(owner_id=actor.agency_id, receipt_hash=hashed)
    report = found.first() if hashed else None
    if report is None or not policy.may_read_receipt(actor, report):
        raise NotFound
    return _receipt(report)


def receipt_of(actor: Actor, report_id: str) -> Receipt:
    """The same page again within one visit, without typing the code."""
    report = Report.objects.filter(owner_id=actor.agency_id, pk=report_id).first()
    if report is None or not policy.may_read_receipt(actor, report):
        raise NotFound
    return _receipt(report)


def stage_of(report: Report) -> Stage:
    return _furthest(_days_of(report))


def _furthest(days: dict[Stage, date]) -> Stage:
    return Stage.NO_ACTION if Stage.NO_ACTION in days else max(days, key=WAY.index)


def _days_of(report: Report) -> dict[Stage, date]:
    received = report.created_at.date()
    # What was known and gone already is told as of the day this reporter told us: no stage comes before the first.
    return {Stage.RECEIVED: received} | {
        stage: max(day, received) for stage, day in _later_days(report).items()
    }


def _receipt(report: Report) -> Receipt:
    days = _days_of(report)
    letters = [
        Letter(m.direction == Direction.TO_REPORTER, unseal("reports.message", m.sealed_text), m.at)
        for m in report.messages.order_by("at", "id")
    ]
    of_use = report.of_use and not _is_held(report)
    is_young = report.channel == Channel.YOUNG
    return Receipt(report.id, _furthest(days), days, letters, of_use, is_young)


def _is_held(report: Report) -> bool:
    """While police ask to wait, nobody outside learns that anything is done."""
    return any(subject.removal == Removal.HELD for subject in report.subjects.all())


def _later_days(report: Report) -> dict[Stage, date]:
    bundle = report.bundle
    subjects = list(report.subjects.all())
    waits = bundle.state in ON_WORKLIST and not report.decided_unseen
    decided = [
        s.decided_at for s in subjects if s.decided_at and (not waits or s.decided_at >= report.created_at)
    ]
    if not subjects and bundle.state in (BundleState.DECIDED, BundleState.CLOSED) and bundle.decided_at:
        acted = bundle.outcome in (Outcome.POLICE, Outcome.REMOVAL)
        day = bundle.decided_at.date()
        return {Stage.ASSESSED: day} | ({Stage.ACTED: day} if acted else {Stage.NO_ACTION: day})
    if not subjects or len(decided) < len(subjects):
        return {}
    return {Stage.ASSESSED: max(decided).date()} | _acted_days(subjects)


def _acted_days(subjects: list[Subject]) -> dict[Stage, date]:
    """A hold by police shows as assessed: nobody outside may learn of it."""
    removing = [s for s in subjects if s.decision == Decision.REMOVE and s.kind == SubjectKind.URL]
    passed_on = [
        s.decided_at for s in subjects if s.decided_at and s.decision in (Decision.POLICE, Decision.REMOVE)
    ]
    if not passed_on:
        return {Stage.NO_ACTION: max(s.decided_at for s in subjects if s.decided_at).date()}
    if not removing:
        return {Stage.ACTED: max(passed_on).date()}
    acted = [moment for s in removing if (moment := s.acted_at or s.gone_at)]
    days = {Stage.ACTED: min(acted).date()} if acted else {}
    if all(s.removal == Removal.GONE and s.gone_at for s in removing):
        days[Stage.GONE] = max(s.gone_at for s in removing if s.gone_at).date()
    return days
