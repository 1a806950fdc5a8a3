"""How far the removal of a subject is. Written only when takedown announces it."""

from collections.abc import Collection, Sequence

from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.reports import policy
from seawall.reports.deciding import waits_for_removal
from seawall.reports.models import Bundle, Subject
from seawall.reports.states import BundleState, Removal


@action
def mark_removal(
    subject_ids: Sequence[str],
    removal: Removal,
    *,
    only_from: Collection[Removal] = tuple(Removal),
    actor: Actor,
) -> list[Subject]:
    """Bundles whose last subject is gone are closed, and opened again when one is back. Unknown ids are passed over:
    the report may have been erased meanwhile."""
    ids = set(Subject.objects.filter(pk__in=subject_ids).values_list("bundle_id", flat=True))
    bundles = list(Bundle.objects.select_for_update().filter(pk__in=ids).order_by("id"))
    subjects = list(Subject.objects.select_for_update().filter(pk__in=subject_ids).order_by("id"))
    if not all(policy.may_mark_removal(actor, subject) for subject in subjects):
        raise Refused
    changed = [s for s in subjects if s.removal != removal and s.removal in only_from]
    for subject in changed:
        _mark(subject, removal)
    for bundle in bundles:
        _close_or_open(bundle)
    for subject in changed:
        record(
            "reports.removal_marked", actor=actor, subject=subject, removal=removal, bundle=subject.bundle_id
        )
    return changed


def _mark(subject: Subject, removal: Removal) -> None:
    subject.removal = removal
    if removal == Removal.NOTICED:
        subject.acted_at = subject.acted_at or clock.now()
    subject.gone_at = clock.now() if removal == Removal.GONE else None
    subject.save(update_fields=["removal", "acted_at", "gone_at", "changed_at"])


def _close_or_open(bundle: Bundle) -> None:
    waits = waits_for_removal(bundle.subjects.all())
    if bundle.state == BundleState.DECIDED and not waits:
        bundle.state = BundleState.CLOSED
    elif bundle.state == BundleState.CLOSED and waits:
        bundle.state = BundleState.DECIDED
    else:
        return
    bundle.save(update_fields=["state", "changed_at"])
