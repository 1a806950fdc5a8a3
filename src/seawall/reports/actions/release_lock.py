from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused, WrongState
from seawall.reports import policy
from seawall.reports.locks import let_go, the_bundle
from seawall.reports.models import Bundle


@action
def release_lock(bundle: Bundle, *, actor: Actor) -> Bundle:
    bundle = the_bundle(bundle)
    if not policy.may_assess(actor, bundle):
        raise Refused
    if bundle.locked_by != actor.id:
        raise WrongState(_("You do not have this bundle in hand."))
    let_go(bundle)
    bundle.save()
    record("reports.lock_released", actor=actor, subject=bundle)
    return bundle
