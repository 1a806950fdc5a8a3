from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Invalid, Refused
from seawall.core.events import announce
from seawall.people.queries import agencies
from seawall.people.states import AgencyKind
from seawall.takedown import policy
from seawall.takedown.actions.locks import locked_location, subject_ids_of
from seawall.takedown.events import HoldAsked
from seawall.takedown.models import Hold, Location
from seawall.takedown.states import HoldReason, LocationState, check_location_step

# The question itself runs out: a hotline does not wait for ever for an answer while the page is up.
LONGEST_QUESTION = timedelta(days=3)


@action
def ask_hold(
    location: Location, *, police_id: str, reason: HoldReason, expires_at: datetime, actor: Actor
) -> Hold:
    """Ask a police agency whether it wants to look first. Until it answers, or the question ends, nothing is sent."""
    location = locked_location(location)
    if not policy.may_ask_hold(actor, location):
        raise Refused
    check_location_step(location.state, LocationState.HELD)
    police = agencies().filter(pk=police_id, kind=AgencyKind.POLICE).first()
    if police is None:
        raise Invalid({"police": _("Choose a police agency.")})
    if not clock.now() < expires_at <= clock.now() + LONGEST_QUESTION:
        raise Invalid({"expires_at": _("Choose an end within the next three days.")})
    hold = Hold.objects.create(
        owner_id=location.owner_id,
        location=location,
        police=police,
        reason=reason,
        asked_by_id=actor.id,
        expires_at=expires_at,
    )
    location.state = LocationState.HELD
    location.forget_question()
    location.save(update_fields=["state", "question", "asked_at", "changed_at"])
    record(
        "hold.asked", actor=actor, subject=hold, location=location.id, police=police.id, reason=reason.value
    )
    announce(HoldAsked(location.owner_id, location.id, hold.id, police.id, subject_ids_of(location)))
    return hold
