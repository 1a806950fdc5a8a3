from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.core.events import announce
from seawall.material import policy
from seawall.material.events import CanarySeen
from seawall.material.models import Canary


@action
def notice_canary(canary: Canary, by: str, *, actor: Actor) -> None:
    """A fingerprint that one receiver alone was given has come back. `by`: the access key that asked with it, or whoever of
    ours brought it (an id)."""
    # Nothing is locked and nothing changes: this is part of deeds that hold items already, or have written into the trail.
    if not policy.may_notice_canary(actor, canary):
        raise Refused
    record("material.canary_seen", actor=actor, subject=canary, list=canary.list_id, by=by)
    announce(
        CanarySeen(
            owner_id=canary.owner_id,
            canary_id=canary.id,
            list_id=canary.list_id,
            receiver=canary.receiver,
            by=by,
        )
    )
