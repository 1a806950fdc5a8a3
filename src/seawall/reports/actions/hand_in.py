from dataclasses import dataclass, replace

from django.db import IntegrityError
from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused, WrongState
from seawall.core.keys import digest, seal
from seawall.people.queries import HeldKey
from seawall.reports import policy, scoring
from seawall.reports.actions.file_report import ATTEMPTS, keep
from seawall.reports.filing import Prepared, PreparedOfMachine
from seawall.reports.models import Submission
from seawall.reports.receiving.handing import Handing
from seawall.reports.scoring import Missing
from seawall.reports.states import ScoreKind, SubmissionState

ONLY_TESTS = _("This key hands in tests only: say `test: true`, or ask the agency for another key.")
OTHER_CONTENT = _(
    "Under this reference another content is here already. Nothing was changed; take another reference."
)


@dataclass(frozen=True, slots=True)
class HandedIn:
    submission_id: str
    test: bool
    points: int
    missing: tuple[Missing, ...]
    # True when the same had arrived before.
    again: bool = False

    @property
    def complete(self) -> bool:
        return scoring.is_complete(self.points)


@dataclass(frozen=True, slots=True)
class Whose:
    """From which organisation a report comes, and to which agency; `key_id` is empty where no key brought it."""

    owner_id: str
    holder: str
    key_id: str = ""


def hand_in(handing: Handing, *, key: HeldKey, actor: Actor) -> HandedIn:
    """One whole report of a provider's machine. The same reference with the same content changes nothing."""
    if not policy.may_hand_in(key, handing.test):
        raise Refused(ONLY_TESTS)
    return keep_once(handing, Whose(key.owner_id, key.holder, key.key_id), actor=actor)


def keep_once(handing: Handing, whose: Whose, *, actor: Actor) -> HandedIn:
    """For actions that have asked the policy."""
    token = digest("reports.hand-in", "\n".join([whose.owner_id, whose.holder, handing.reference]))
    prepared = PreparedOfMachine(replace(handing.filing, token=token))
    for _attempt in range(ATTEMPTS - 1):
        try:
            return _keep_once(handing, prepared, whose=whose, actor=actor)
        except IntegrityError:
            # The same reference or the same thing arrived at this very moment: now it is there.
            continue
    return _keep_once(handing, prepared, whose=whose, actor=actor)


@action
def _keep_once(handing: Handing, prepared: Prepared, *, whose: Whose, actor: Actor) -> HandedIn:
    reference, content = digests_of(handing)
    mine = Submission.objects.filter(owner_id=whose.owner_id, holder=whose.holder, test=handing.test)
    if earlier := mine.filter(reference_digest=reference).first():
        if earlier.content_digest != content:
            raise WrongState(OTHER_CONTENT)
        return handed_in(earlier, prepared, again=True)
    # Before the report: its trail is locked last, and nothing may wait for this row while it is.
    submission = Submission.objects.create(
        owner_id=whose.owner_id,
        holder=whose.holder,
        key_id=whose.key_id,
        door=handing.door,
        test=handing.test,
        reference_digest=reference,
        content_digest=content,
        sealed_reference=seal("reports.reference", handing.reference),
        ends_at=clock.now(),
    )
    finish(submission, prepared, actor=actor)
    return handed_in(submission, prepared)


def finish(submission: Submission, prepared: Prepared, *, actor: Actor) -> None:
    """For actions that hold the submission: a report, or a test of which nothing is kept."""
    if not submission.test:
        submission.report_id = keep(prepared, actor=actor).report_id
    submission.state, submission.ends_at, submission.sealed_document = SubmissionState.FINISHED, None, ""
    submission.completeness = prepared.points[ScoreKind.COMPLETENESS].points
    submission.save()
    record(
        "reports.handed_in",
        actor=actor,
        subject=submission,
        report=submission.report_id or "",
        door=str(submission.door),
        test=submission.test,
        completeness=submission.completeness,
    )


def digests_of(handing: Handing) -> tuple[str, str]:
    return digest("reports.reference", handing.reference), digest("reports.handed", handing.content)


def handed_in(submission: Submission, prepared: Prepared, *, again: bool = False) -> HandedIn:
    completeness = prepared.points[ScoreKind.COMPLETENESS]
    return HandedIn(
        submission.id,
        submission.test,
        completeness.points,
        tuple(scoring.missing(completeness)),
        again=again,
    )
