from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Invalid, Refused, WrongState
from seawall.reports import policy
from seawall.reports.locks import the_bundle
from seawall.reports.models import Bundle
from seawall.reports.states import Informed


@action
def acknowledge_danger(bundle: Bundle, informed: str, *, actor: Actor) -> Bundle:
    """Say who was told that a child is in danger now. Cannot be skipped: nothing is decided before it."""
    bundle = the_bundle(bundle)
    if not policy.may_assess(actor, bundle):
        raise Refused
    if not bundle.waits_for_acknowledgement:
        raise WrongState(_("This was acknowledged already."))
    if informed not in Informed.values:
        raise Invalid({"informed": _("Please say who was informed.")})
    bundle.danger_acknowledged_at, bundle.danger_acknowledged_by = clock.now(), actor.id
    bundle.danger_informed = informed
    bundle.save()
    record("reports.danger_acknowledged", actor=actor, subject=bundle, informed=informed)
    return bundle
