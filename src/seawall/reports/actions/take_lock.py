from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.reports import policy
from seawall.reports.locks import hold, must_be_on_worklist, the_bundle
from seawall.reports.models import Bundle
from seawall.reports.states import BundleState


@action
def take_lock(bundle: Bundle, *, actor: Actor) -> Bundle:
    """Have the bundle in hand, alone, for twenty minutes from the last deed."""
    bundle = the_bundle(bundle)
    if not policy.may_assess(actor, bundle):
        raise Refused
    must_be_on_worklist(bundle)
    anew = hold(bundle, actor)
    if bundle.state == BundleState.RECEIVED:
        bundle.state = BundleState.OPEN
    bundle.save()
    if anew:
        record("reports.lock_taken", actor=actor, subject=bundle)
    return bundle
