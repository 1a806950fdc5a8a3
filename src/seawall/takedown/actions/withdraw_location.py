from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.core.events import announce
from seawall.takedown import policy
from seawall.takedown.actions.locks import locked_location, subject_ids_of
from seawall.takedown.events import LocationWithdrawn
from seawall.takedown.models import Location
from seawall.takedown.states import LocationState, check_location_step


@action
def withdraw_location(location: Location, *, actor: Actor) -> Location:
    """It was opened by mistake, or is not to be removed after all: nobody looks at it or writes about it any more."""
    location = locked_location(location)
    if not policy.may_withdraw(actor, location):
        raise Refused
    withdraw(location)
    record("location.withdrawn", actor=actor, subject=location)
    announce(LocationWithdrawn(location.owner_id, location.id, subject_ids_of(location), actor.id))
    return location


def withdraw(location: Location) -> None:
    """The change itself, for every deed that ends with it."""
    check_location_step(location.state, LocationState.WITHDRAWN)
    location.state, location.next_check_at = LocationState.WITHDRAWN, None
    location.forget_question()
    location.save()
