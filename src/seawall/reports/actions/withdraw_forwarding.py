from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused, WrongState
from seawall.reports import policy
from seawall.reports.forwarding.judging import end, go_on
from seawall.reports.models import Forwarding
from seawall.reports.states import ForwardingState, Snag

FILED = _("This report is filed. Nobody can take it back; tell the tipline by telephone, with its number.")


@action
def withdraw_forwarding(forwarding: Forwarding, *, actor: Actor) -> Forwarding:
    """Nothing is filed. What has no number yet is over at once: a draft that nobody finishes vanishes at the tipline. Anything else is
    taken back there, unless it is filed by then."""
    one = Forwarding.objects.select_for_update().get(pk=forwarding.pk)
    if not policy.may_handle(actor, one):
        raise Refused
    if not one.is_under_way:
        raise WrongState(FILED if one.state == ForwardingState.FINISHED else None)
    if one.snag == Snag.UNSURE:
        raise WrongState(_("First find out from the tipline whether this report was filed."))
    if one.withdraw_asked_at and not one.needs_a_person:
        raise WrongState
    one.withdraw_asked_at = clock.now()
    if one.number is None:
        end(one, ForwardingState.WITHDRAWN)
        one.lease, one.leased_until = "", None
    else:
        go_on(one)
    one.save()
    record("reports.forwarding_withdrawn", actor=actor, subject=one, state=one.state)
    return one
