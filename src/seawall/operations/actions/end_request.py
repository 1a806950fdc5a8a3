from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.operations.models import Request
from seawall.operations.requesting.states import RequestState
from seawall.operations.requesting.stepping import locked_for_step


@action
def end_request(one: Request, *, actor: Actor) -> Request:
    """It is not needed any more, or nothing can come of it. A draft is dropped in this way."""
    one = locked_for_step(one, RequestState.ENDED, actor=actor)
    was = one.state
    one.state = RequestState.ENDED
    one.save(update_fields=["state", "changed_at"])
    record("operations.request_ended", actor=actor, subject=one, was=was)
    return one
