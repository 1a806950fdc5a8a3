from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.core.events import announce
from seawall.takedown import policy
from seawall.takedown.actions.locks import locked_location, subject_ids_of
from seawall.takedown.events import LocationBack
from seawall.takedown.models import Location
from seawall.takedown.states import LocationState, Question, check_location_step


@action
def reopen_back(location: Location, *, actor: Actor) -> Location:
    """It is there again. Open once more, with the question whether to write again."""
    location = locked_location(location)
    if not policy.may_check(actor, location):
        raise Refused
    check_location_step(location.state, LocationState.OPEN)
    location.state = LocationState.OPEN
    location.ask(Question.BACK)
    location.gone_at, location.checks_made = None, 0
    location.times_back += 1
    location.save()
    record("location.back", actor=actor, subject=location, times=location.times_back)
    announce(LocationBack(location.owner_id, location.id, subject_ids_of(location)))
    return location
