from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused, WrongState
from seawall.core.events import announce
from seawall.people import policy
from seawall.people.actions.end_all_sessions import locked, new_session_version
from seawall.people.events import StaffDeactivated
from seawall.people.models import Staff


@action
def deactivate_staff(staff: Staff, *, actor: Actor) -> None:
    """Close the door for somebody who left. The person stays on record: the trail names their deeds."""
    staff = locked(staff)
    if not policy.may_manage(actor, staff):
        raise Refused
    if not staff.is_active:
        raise WrongState
    staff.is_active = False
    staff.save(update_fields=["is_active"])
    new_session_version(staff)
    record("people.staff_deactivated", actor=actor, subject=staff)
    announce(StaffDeactivated(owner_id=staff.agency_id, staff_id=staff.id))
