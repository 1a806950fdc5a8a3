from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.people import policy
from seawall.people.actions.end_all_sessions import locked, new_session_version
from seawall.people.models import Staff
from seawall.people.states import Factor


@action
def note_factor_added(staff: Staff, factor: Factor, *, actor: Actor) -> None:
    """A way to sign in was added by the person: recorded, and every session begun before ends."""
    _change("people.factor_added", staff, factor, actor)


@action
def note_factor_removed(staff: Staff, factor: Factor, *, actor: Actor) -> None:
    _change("people.factor_removed", staff, factor, actor)


@action
def note_codes_renewed(staff: Staff, *, actor: Actor) -> None:
    _change("people.recovery_codes_renewed", staff, Factor.RECOVERY_CODES, actor)


def _change(what: str, staff: Staff, factor: Factor, actor: Actor) -> None:
    staff = locked(staff)
    if not policy.may_change_own(actor, staff):
        raise Refused
    new_session_version(staff)
    record(what, actor=actor, subject=staff, factor=factor.value)
