from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import NotFound, Refused
from seawall.core.events import announce
from seawall.reports import policy
from seawall.reports.events import BundleReopened
from seawall.reports.models import Bundle
from seawall.reports.states import ON_WORKLIST
from seawall.reports.triage import place, reopen


@action
def reopen_bundle(bundle_id: str, *, because: str, actor: Actor) -> Bundle:
    """Back to a person, because somebody outside says the decision was wrong. What was decided stays until then."""
    bundle = Bundle.objects.select_for_update().filter(pk=bundle_id).first()
    if bundle is None:
        raise NotFound
    if not policy.may_reopen(actor, bundle):
        raise Refused
    if bundle.state in ON_WORKLIST:
        return bundle
    reopen(bundle)
    bundle.novelty = 1
    place(bundle)
    bundle.save()
    record("reports.bundle_reopened", actor=actor, subject=bundle, because=because)
    announce(BundleReopened(bundle.owner_id, bundle.id))
    return bundle
