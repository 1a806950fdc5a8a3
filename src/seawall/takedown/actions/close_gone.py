from datetime import timedelta

from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.core.events import announce
from seawall.takedown import policy
from seawall.takedown.actions.locks import locked_location, subject_ids_of
from seawall.takedown.events import LocationGone
from seawall.takedown.models import Location
from seawall.takedown.states import LocationState, check_location_step

# It is looked at again: much comes back.
FIRST_LOOK_AFTER_GONE = timedelta(hours=24)


@action
def close_gone(location: Location, *, actor: Actor) -> Location:
    """It is no longer there: closed for now, and watched for a year."""
    location = locked_location(location)
    if not policy.may_check(actor, location):
        raise Refused
    check_location_step(location.state, LocationState.GONE)
    location.state, location.gone_at = LocationState.GONE, clock.now()
    location.checks_made, location.next_check_at = 0, clock.now() + FIRST_LOOK_AFTER_GONE
    location.forget_question()
    location.save()
    record("location.gone", actor=actor, subject=location)
    announce(LocationGone(location.owner_id, location.id, subject_ids_of(location)))
    return location
