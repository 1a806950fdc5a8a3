from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.federation import policy
from seawall.federation.actions.note_judgement import note_judgement
from seawall.federation.models import FoundWrong
from seawall.material.states import VoteReason


@action
def note_found_wrong(item_id: str, because: VoteReason, *, actor: Actor) -> int:
    """A second assessor found that an item is not what was said of it; how many of our votes are others by that."""
    if not policy.may_wish_votes(actor):
        raise Refused
    FoundWrong.objects.update_or_create(
        item_id=item_id, defaults={"owner_id": actor.agency_id, "because": because}
    )
    return note_judgement(item_id, actor=actor)
