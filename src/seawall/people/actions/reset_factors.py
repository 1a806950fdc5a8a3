from allauth.mfa.models import Authenticator

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor, require_fresh
from seawall.core.errors import Refused
from seawall.people import policy
from seawall.people.actions.end_all_sessions import locked, new_session_version
from seawall.people.models import Staff


@action
def reset_factors(staff: Staff, *, actor: Actor) -> None:
    """For a lost telephone and lost recovery codes. The old password goes too: whoever knows it could enrol a factor.

    Only a new link to set a password (`link_to_set_password`), handed over in person, lets the colleague back in.
    """
    staff = locked(staff)
    if not policy.may_manage(actor, staff):
        raise Refused
    require_fresh(actor)
    count, _ = Authenticator.objects.filter(user_id=staff.id).delete()
    staff.set_unusable_password()
    staff.save(update_fields=["password"])
    new_session_version(staff)
    record("people.factors_reset", actor=actor, subject=staff, count=count)
