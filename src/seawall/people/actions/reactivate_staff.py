from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor, require_fresh
from seawall.core.errors import Refused, WrongState
from seawall.people import policy
from seawall.people.actions.end_all_sessions import locked
from seawall.people.models import Staff


@action
def reactivate_staff(staff: Staff, *, actor: Actor) -> None:
    staff = locked(staff)
    if not policy.may_manage(actor, staff):
        raise Refused
    require_fresh(actor)
    if staff.is_active:
        raise WrongState
    staff.is_active = True
    staff.save(update_fields=["is_active"])
    record("people.staff_reactivated", actor=actor, subject=staff)
