from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused, WrongState
from seawall.reports import policy
from seawall.reports.forwarding.judging import begin_anew
from seawall.reports.models import Forwarding
from seawall.reports.states import Snag


@action
def forward_anew(forwarding: Forwarding, *, actor: Actor) -> Forwarding:
    """The tipline has said to a person that it was not filed: it is sent once more, under a new number."""
    one = Forwarding.objects.select_for_update().get(pk=forwarding.pk)
    if not policy.may_handle(actor, one):
        raise Refused
    if one.snag != Snag.UNSURE:
        raise WrongState
    begin_anew(one)
    one.save()
    record("reports.forwarding_begun_anew", actor=actor, subject=one, state=one.state)
    return one
