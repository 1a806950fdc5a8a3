from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused, WrongState
from seawall.reports import policy
from seawall.reports.forwarding.judging import go_on
from seawall.reports.models import Forwarding
from seawall.reports.states import Snag


@action
def retry_forwarding(forwarding: Forwarding, *, actor: Actor) -> Forwarding:
    """Go on where it stopped, or now instead of later."""
    one = Forwarding.objects.select_for_update().get(pk=forwarding.pk)
    if not policy.may_handle(actor, one):
        raise Refused
    if not one.is_under_way or not one.snag or one.snag == Snag.UNSURE:
        raise WrongState
    go_on(one)
    one.save()
    record("reports.forwarding_retried", actor=actor, subject=one)
    return one
