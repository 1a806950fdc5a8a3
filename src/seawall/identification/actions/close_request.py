from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.identification.asking.keeping import request_to_change
from seawall.identification.asking.words import RequestState, check_request_step
from seawall.identification.models import ClueRequest


@action
def close_request(clue_request: ClueRequest, *, actor: Actor) -> ClueRequest:
    """Nobody is asked any more. Tips that came stay, and are weighed."""
    clue_request = request_to_change(clue_request, actor)
    check_request_step(clue_request.state, RequestState.CLOSED)
    clue_request.state, clue_request.closed_at = RequestState.CLOSED, clock.now()
    clue_request.save(update_fields=["state", "closed_at", "changed_at"])
    record("identification.request_closed", actor=actor, subject=clue_request, tips=clue_request.tips.count())
    return clue_request
