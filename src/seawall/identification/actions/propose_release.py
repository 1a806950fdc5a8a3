from typing import TYPE_CHECKING

from seawall.approvals.actions import propose
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.identification.asking.keeping import release_of, request_to_change
from seawall.identification.asking.words import RequestState, check_request_step
from seawall.identification.models import ClueRequest

if TYPE_CHECKING:
    from seawall.approvals.models import Approval


@action
def propose_release(clue_request: ClueRequest, purpose: str, *, actor: Actor) -> "Approval":
    """Ask a colleague to look at exactly what would leave the house."""
    clue_request = request_to_change(clue_request, actor)
    check_request_step(clue_request.state, RequestState.RELEASED)
    return propose(release_of(clue_request), purpose, actor=actor)
