from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.core.events import announce
from seawall.takedown import policy
from seawall.takedown.actions.locks import locked_location, subject_ids_of
from seawall.takedown.actions.withdraw_location import withdraw
from seawall.takedown.events import LocationCorrected
from seawall.takedown.models import Location
from seawall.takedown.states import LocationState


@action
def correct_location(location: Location, *, actor: Actor) -> Location:
    """A second assessor found that its removal was asked for by mistake: nobody looks at it or writes about it any more, and the reports
    learn of it. Withdrawn already, it stays so."""
    location = locked_location(location)
    if not policy.may_correct(actor, location):
        raise Refused
    if location.state != LocationState.WITHDRAWN:
        withdraw(location)
    # What was wrong is no ground to write to anybody again, should it be opened anew.
    location.grounds = {}
    location.save(update_fields=["grounds", "changed_at"])
    record("location.corrected", actor=actor, subject=location)
    announce(LocationCorrected(location.owner_id, location.id, subject_ids_of(location)))
    return location
