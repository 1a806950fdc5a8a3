from datetime import timedelta

from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.core.events import announce
from seawall.core.web_addresses import Address
from seawall.takedown import policy
from seawall.takedown.actions.locks import subject_ids_of
from seawall.takedown.events import LocationOpened
from seawall.takedown.grounds import Kept
from seawall.takedown.models import Location, LocationSubject
from seawall.takedown.states import LocationState

# Before a notice is sent the place is looked at as well: much disappears by itself.
FIRST_CHECK_AFTER = timedelta(minutes=15)


@action
def open_location(
    address: Address,
    *,
    actor: Actor,
    subject_id: str = "",
    bundle_id: str = "",
    grounds: Kept | None = None,
) -> Location:
    """Begin the removal of one address. The same place again joins the work that runs; nothing is done twice."""
    if not policy.may_open(actor):
        raise Refused
    location, is_new = Location.objects.select_for_update().get_or_create(
        owner_id=actor.agency_id,
        digest=address.digest,
        defaults={
            "url": address.url,
            "next_check_at": clock.now() + FIRST_CHECK_AFTER,
        },
    )
    if subject_id:
        LocationSubject.objects.get_or_create(
            location=location, subject_id=subject_id, defaults={"bundle_id": bundle_id}
        )
    if location.state == LocationState.WITHDRAWN:
        location.state = LocationState.WAITING
    if location.state == LocationState.GONE:
        # Reported anew: it may be back, so the next look is now.
        location.next_check_at = clock.now()
    location.grounds = grounds or location.grounds
    location.save(update_fields=["state", "grounds", "next_check_at", "changed_at"])
    record("location.opened", actor=actor, subject=location, new=is_new, state=location.state)
    announce(LocationOpened(location.owner_id, location.id, subject_ids_of(location)))
    return location
