"""What happens at the door, as lines in the trail. Nobody's e-mail address is ever written: an id, or "unknown"."""

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.people import policy
from seawall.people.models import Staff
from seawall.people.states import Ending


@action
def note_sign_in(staff: Staff, factor: str, *, actor: Actor) -> None:
    _only_oneself(actor, staff)
    record("people.signed_in", actor=actor, subject=staff, factor=factor or "none")


@action
def note_failed_sign_in(staff: Staff | None, step: str, *, locked: bool, actor: Actor) -> None:
    """The actor is the node: nobody has proven yet who they are."""
    if not policy.may_note_failure(actor, staff):
        raise Refused
    subject = staff.id if staff else "unknown"
    record("people.sign_in_failed", actor=actor, subject=subject, step=step, locked=locked)


@action
def note_sign_out(staff: Staff, *, actor: Actor) -> None:
    _only_oneself(actor, staff)
    record("people.signed_out", actor=actor, subject=staff)


@action
def note_session_over(staff: Staff, ending: Ending, *, actor: Actor) -> None:
    _only_oneself(actor, staff)
    record("people.session_over", actor=actor, subject=staff, reason=ending.value)


@action
def note_confirmed(staff: Staff, factor: str, *, actor: Actor) -> None:
    _only_oneself(actor, staff)
    record("people.factor_confirmed", actor=actor, subject=staff, factor=factor)


def _only_oneself(actor: Actor, staff: Staff) -> None:
    if not policy.may_change_own(actor, staff):
        raise Refused
