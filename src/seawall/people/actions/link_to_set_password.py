from django.contrib.auth.tokens import default_token_generator
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor, require_fresh
from seawall.core.errors import Refused, WrongState
from seawall.people import policy
from seawall.people.actions.end_all_sessions import locked, new_session_version
from seawall.people.models import Staff


@action
def link_to_set_password(staff: Staff, *, actor: Actor) -> dict[str, str]:
    """The parts of a link that sets a password once, within a day. It is shown once and kept nowhere.

    The old password and every older link stop working; second factors stay and are asked for as ever.
    """
    staff = locked(staff)
    if not policy.may_manage(actor, staff):
        raise Refused
    require_fresh(actor)
    if not staff.is_active:
        raise WrongState
    staff.set_unusable_password()
    staff.save(update_fields=["password"])
    new_session_version(staff)
    record("people.password_link_made", actor=actor, subject=staff)
    return {
        "uidb64": urlsafe_base64_encode(force_bytes(staff.pk)),
        "token": default_token_generator.make_token(staff),
    }
