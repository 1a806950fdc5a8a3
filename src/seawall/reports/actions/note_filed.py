from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused, WrongState
from seawall.reports import policy
from seawall.reports.forwarding.judging import end
from seawall.reports.models import Forwarding
from seawall.reports.states import ForwardingState, Snag


@action
def note_filed(forwarding: Forwarding, *, actor: Actor) -> Forwarding:
    """The tipline has said to a person that it was filed: nothing more is sent."""
    one = Forwarding.objects.select_for_update().get(pk=forwarding.pk)
    if not policy.may_handle(actor, one):
        raise Refused
    if one.snag != Snag.UNSURE:
        raise WrongState
    end(one, ForwardingState.FINISHED)
    one.save()
    record("reports.forwarding_noted_filed", actor=actor, subject=one)
    return one
