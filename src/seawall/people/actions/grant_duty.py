from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor, Duty, require_fresh
from seawall.core.errors import Refused, WrongState
from seawall.core.events import announce
from seawall.people import policy
from seawall.people.actions.add_staff import check_duties
from seawall.people.actions.end_all_sessions import locked, new_session_version
from seawall.people.events import DutyChanged
from seawall.people.models import DutyGrant, Staff


@action
def grant_duty(staff: Staff, duty: Duty, *, actor: Actor) -> None:
    """Give a colleague of one's own agency a duty; never oneself."""
    staff = locked(staff)
    if not policy.may_manage(actor, staff):
        raise Refused
    require_fresh(actor)
    held = staff.duties()
    if duty in held or not staff.is_active:
        raise WrongState
    check_duties([*held, duty], staff.agency)
    DutyGrant.objects.create(staff=staff, duty=duty, granted_by=actor.id)
    new_session_version(staff)
    record("people.duty_granted", actor=actor, subject=staff, duty=str(duty))
    announce(DutyChanged(owner_id=staff.agency_id, staff_id=staff.id))
