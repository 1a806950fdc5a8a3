from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.core.events import announce
from seawall.takedown import policy
from seawall.takedown.actions.locks import locked_hold, locked_location, subject_ids_of
from seawall.takedown.events import HoldReleased
from seawall.takedown.models import Hold
from seawall.takedown.states import HoldState, LocationState, ReleaseReason, check_hold_step


@action
def release_hold(hold: Hold, *, reason: ReleaseReason, actor: Actor) -> Hold:
    """Removal may begin. By the police; or by the hotline, which then answers for the recorded reason."""
    location = locked_location(hold.location)
    hold = locked_hold(hold)
    if not policy.may_release_hold(actor, hold):
        raise Refused
    check_hold_step(hold.state, HoldState.RELEASED)
    hold.state, hold.release_reason, hold.ended_at = HoldState.RELEASED, reason, clock.now()
    hold.save()
    if location.state == LocationState.HELD:
        location.state = LocationState.OPEN if location.traced_at else LocationState.WAITING
        location.forget_question()
        location.save(update_fields=["state", "question", "asked_at", "changed_at"])
    record("hold.released", actor=actor, subject=hold, location=location.id, reason=reason.value)
    announce(HoldReleased(location.owner_id, location.id, hold.id, subject_ids_of(location)))
    return hold
