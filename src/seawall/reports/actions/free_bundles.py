from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.reports import policy
from seawall.reports.locks import free
from seawall.reports.models import Bundle


@action
def free_bundles(staff_id: str, *, actor: Actor) -> int:
    """What somebody had in hand who will not come back, for the colleagues to take; the number of bundles."""
    held = Bundle.objects.select_for_update().filter(owner_id=actor.agency_id, locked_by=staff_id)
    bundles = list(held.order_by("id"))
    if not all(policy.may_free(actor, bundle) for bundle in bundles):
        raise Refused
    for bundle in bundles:
        free(bundle)
        bundle.save()
    for bundle in bundles:
        record("reports.lock_released", actor=actor, subject=bundle)
    return len(bundles)
