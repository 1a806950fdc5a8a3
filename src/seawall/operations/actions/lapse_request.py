from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused, WrongState
from seawall.operations import policy
from seawall.operations.models import Request
from seawall.operations.requesting.states import STEPS, Aim, RequestState


@action
def lapse_request(one: Request, *, actor: Actor) -> Request:
    """The term of a preservation is over and nobody renewed it. It stays on the radar until a person has looked."""
    one = Request.objects.select_for_update().get(pk=one.pk)
    if not policy.may_watch_ends(actor, one):
        raise Refused
    over = one.aim == Aim.PRESERVE and one.ends_at is not None and one.ends_at <= clock.now()
    if not over or RequestState.LAPSED not in STEPS[RequestState(one.state)]:
        raise WrongState
    one.state = RequestState.LAPSED
    one.save(update_fields=["state", "changed_at"])
    record("operations.request_lapsed", actor=actor, subject=one)
    return one
