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
def release_request(request: ClueRequest, approval: "Approval", *, actor: Actor) -> ClueRequest:
    """From now on whoever is asked sees the card, as a second person has seen it."""
    request = request_to_change(request, actor)
    check_request_step(request.state, RequestState.RELEASED)
    spend(approval, release_of(request), actor=actor)
    request.state, request.released_at = RequestState.RELEASED, clock.now()
    request.save(update_fields=["state", "released_at", "changed_at"])
    record("identification.request_released", actor=actor, subject=request, audience=request.audience)
    return request
