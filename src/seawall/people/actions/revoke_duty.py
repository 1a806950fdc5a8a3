from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor, Duty
from seawall.core.errors import Refused, WrongState
from seawall.core.events import announce
from seawall.people import policy
from seawall.people.actions.end_all_sessions import locked, new_session_version
from seawall.people.events import DutyChanged
from seawall.people.models import Staff


@action
def revoke_duty(staff: Staff, duty: Duty, *, actor: Actor) -> None:
    staff = locked(staff)
    if not policy.may_manage(actor, staff):
        raise Refused
    gone, _ = staff.grants.filter(duty=duty).delete()
    if not gone:
        raise WrongState
    new_session_version(staff)
    record("people.duty_revoked", actor=actor, subject=staff, duty=str(duty))
    announce(DutyChanged(owner_id=staff.agency_id, staff_id=staff.id))
