from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused, WrongState
from seawall.core.events import announce
from seawall.takedown import policy
from seawall.takedown.actions.locks import locked_hold, locked_location, subject_ids_of
from seawall.takedown.events import HoldExpired
from seawall.takedown.models import Hold
from seawall.takedown.states import HoldState, LocationState, Question, check_hold_step


@action
def expire_hold(hold: Hold, *, actor: Actor) -> Hold:
    """Time ran out. That asks a question on the desk and sends nothing: only a person sends."""
    location = locked_location(hold.location)
    hold = locked_hold(hold)
    if not policy.may_expire(actor, hold):
        raise Refused
    check_hold_step(hold.state, HoldState.EXPIRED)
    if hold.expires_at > clock.now():
        raise WrongState
    hold.state, hold.ended_at = HoldState.EXPIRED, clock.now()
    hold.save(update_fields=["state", "ended_at", "changed_at"])
    if location.state == LocationState.HELD:
        location.state = LocationState.OPEN if location.traced_at else LocationState.WAITING
        location.ask(Question.HOLD_EXPIRED, since=hold.expires_at)
        location.save(update_fields=["state", "question", "asked_at", "changed_at"])
    record("hold.expired", actor=actor, subject=hold, location=location.id)
    announce(HoldExpired(location.owner_id, location.id, hold.id, subject_ids_of(location)))
    return hold
