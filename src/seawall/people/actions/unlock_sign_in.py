from axes.models import AccessAttempt

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.people import policy
from seawall.people.models import Staff
from seawall.people.sign_in.lockout import account_code


@action
def unlock_sign_in(staff: Staff, *, actor: Actor) -> int:
    """Forget the failed tries, so that the person may try again at once."""
    if not policy.may_unlock(actor, staff):
        raise Refused
    forgotten, _ = AccessAttempt.objects.filter(username=account_code(staff.email)).delete()
    record("people.sign_in_unlocked", actor=actor, subject=staff, count=forgotten)
    return forgotten
