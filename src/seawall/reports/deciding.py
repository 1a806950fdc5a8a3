"""What a decision about a bundle means for its subjects, and for the bundle itself. Called inside actions only."""

from collections.abc import Iterable, Mapping

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.events import announce
from seawall.reports.events import BundleDecided, SubjectDecided
from seawall.reports.locks import let_go, step
from seawall.reports.models import Bundle, Subject
from seawall.reports.states import BundleState, Decision, Outcome, Removal, SubjectKind

# What can be labelled: it may carry a picture. The others are decided by the outcome alone.
MEDIA = (SubjectKind.URL, SubjectKind.FINGERPRINT)
BY_OUTCOME = {
    Outcome.REMOVAL: Decision.REMOVE,
    Outcome.POLICE: Decision.POLICE,
    Outcome.NO_ACTION: Decision.LEAVE,
    Outcome.NOT_FOUND: Decision.LEAVE,
    Outcome.NOT_OURS: Decision.NOT_OURS,
}
# The strongest consequence names the bundle.
STRONGEST = (
    (Decision.REMOVE, Outcome.REMOVAL),
    (Decision.POLICE, Outcome.POLICE),
    (Decision.LEAVE, Outcome.NO_ACTION),
    (Decision.NOT_OURS, Outcome.NOT_OURS),
)


def outcome_of(subjects: Iterable[Subject]) -> Outcome:
    decisions = {subject.decision for subject in subjects}
    return next((outcome for decision, outcome in STRONGEST if decision in decisions), Outcome.NO_ACTION)


def decide_subjects(subjects: Iterable[Subject], decisions: Mapping[str, Decision]) -> list[Subject]:
    """Write the decisions; those that are new or changed come back."""
    changed = []
    for subject in subjects:
        decision = decisions.get(subject.id)
        if decision is None or subject.decision == decision:
            continue
        subject.decision, subject.decided_at = decision, clock.now()
        subject.save(update_fields=["decision", "decided_at", "item_id", "changed_at"])
        changed.append(subject)
    return changed


def decide_bundle(bundle: Bundle, outcome: Outcome, actor: Actor) -> None:
    step(bundle, BundleState.DECIDED)
    bundle.outcome = outcome
    bundle.decided_at, bundle.decided_by = clock.now(), actor.id
    bundle.new_words = bundle.disputed = False
    bundle.second_asked_by, bundle.second_asked_at = "", None
    let_go(bundle)
    if not waits_for_removal(bundle.subjects.all()):
        bundle.state = BundleState.CLOSED
    bundle.save()


def waits_for_removal(subjects: Iterable[Subject]) -> bool:
    return any(
        subject.kind == SubjectKind.URL
        and subject.decision == Decision.REMOVE
        and subject.removal != Removal.GONE
        for subject in subjects
    )


def announce_decided(bundle: Bundle, changed: Iterable[Subject]) -> None:
    for subject in changed:
        remove = subject.decision == Decision.REMOVE
        announce(SubjectDecided(bundle.owner_id, subject.id, bundle.id, remove=remove))
    announce(BundleDecided(bundle.owner_id, bundle.id))
