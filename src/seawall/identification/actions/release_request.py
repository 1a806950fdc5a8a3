from typing import TYPE_CHECKING

from seawall.approvals.actions import spend
from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.identification.asking.keeping import release_of, request_to_change
from seawall.identification.asking.words import RequestState, check_request_step
from seawall.identification.models import ClueRequest

if TYPE_CHECKING:
    from seawall.approvals.models import Approval


@action
def release_request(clue_request: ClueRequest, approval: "Approval", *, actor: Actor) -> ClueRequest:
    """From now on whoever is asked sees the card, as a second person has seen it."""
    clue_request = request_to_change(clue_request, actor)
    check_request_step(clue_request.state, RequestState.RELEASED)
    spend(approval, release_of(clue_request), actor=actor)
    clue_request.state, clue_request.released_at = RequestState.RELEASED, clock.now()
    clue_request.save(update_fields=["state", "released_at", "changed_at"])
    record(
        "identification.request_released", actor=actor, subject=clue_request, audience=clue_request.audience
    )
    return clue_request
