"""What is known already about the things a report names: from earlier reports, and from material's decided items."""

from collections.abc import Mapping
from dataclasses import dataclass

from seawall.core.actors import Actor
from seawall.material.queries import decision_of, known_item_for
from seawall.material.states import GivenFingerprint
from seawall.people.queries import own_agency
from seawall.reports.models import Bundle, Subject
from seawall.reports.reading import Found
from seawall.reports.states import ON_WORKLIST, Decision, SubjectKind


@dataclass(frozen=True, slots=True)
class Known:
    digest: str
    decision: str
    item_id: str = ""
    # None: decided as material, but never reported here.
    subject: Subject | None = None


def known_subjects(found: Mapping[tuple[str, str], Found], actor: Actor) -> tuple[list[Known], Bundle | None]:
    """The known ones, and the bundle to join, locked."""
    subjects = _subjects(found, actor)
    bundle = _bundle_to_join(subjects)
    if bundle is not None:
        seen_at, bundle = bundle.changed_at, Bundle.objects.select_for_update().get(pk=bundle.pk)
        if bundle.changed_at != seen_at:
            # Somebody decided while we waited for the lock.
            subjects = _subjects(found, actor)
    known = [Known(s.digest, s.decision, s.item_id, s) for s in subjects]
    return known + _known_as_material(found, known, actor), bundle


def _subjects(found: Mapping[tuple[str, str], Found], actor: Actor) -> list[Subject]:
    digests = [digest for _, digest in found]
    # Not joined: nearly always there is no such subject, and then nothing of a bundle need be read.
    there = Subject.objects.filter(owner_id=actor.agency_id, digest__in=digests)
    return list(there.prefetch_related("bundle"))


def _bundle_to_join(subjects: list[Subject]) -> Bundle | None:
    """The oldest that is still in work, else the one decided last."""
    bundles = {subject.bundle_id: subject.bundle for subject in subjects}.values()
    in_work = [bundle for bundle in bundles if bundle.state in ON_WORKLIST]
    if in_work:
        return min(in_work, key=lambda bundle: bundle.id)
    return max(bundles, key=lambda bundle: bundle.latest_at, default=None)


def _known_as_material(
    found: Mapping[tuple[str, str], Found], known: list[Known], actor: Actor
) -> list[Known]:
    """Fingerprints never reported here, of exactly the bytes that people have decided on. The node itself asks: whoever
    reports must not learn what is on file."""
    there = {fact.digest for fact in known}
    node = Actor.system(actor.agency_id)
    new = [f for f in found.values() if f.kind == SubjectKind.FINGERPRINT and f.digest not in there]
    return [fact for fact in (_material(fingerprint, node) for fingerprint in new) if fact]


def _material(fingerprint: Found, node: Actor) -> Known | None:
    item = known_item_for(node, [GivenFingerprint.read(fingerprint.note, fingerprint.value)])
    if item is None:
        return None
    decision = decision_of(item, country=own_agency(node).country)
    if not decision.decided:
        return None
    return Known(fingerprint.digest, Decision.REMOVE if decision.remove else Decision.LEAVE, item.id)
