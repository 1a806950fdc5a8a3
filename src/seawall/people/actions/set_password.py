from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Invalid, Refused
from seawall.people import policy
from seawall.people.actions.end_all_sessions import locked, new_session_version
from seawall.people.models import Staff


@action
def set_password(staff: Staff, password: str, *, actor: Actor) -> None:
    """One's own password, or the first one by the node's command line. All sessions end."""
    staff = locked(staff)
    if not policy.may_set_password(actor, staff):
        raise Refused
    try:
        validate_password(password, staff)
    except ValidationError as error:
        raise Invalid({"password": " ".join(error.messages)}) from error
    staff.set_password(password)
    staff.save(update_fields=["password"])
    new_session_version(staff)
    record("people.password_set", actor=actor, subject=staff)
