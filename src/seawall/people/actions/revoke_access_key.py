from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused, WrongState
from seawall.people import policy
from seawall.people.models import AccessKey


@action
def revoke_access_key(key: AccessKey, *, actor: Actor) -> None:
    """For good, and refused everywhere within a second. No second factor is asked: closing a door must be quick."""
    key = AccessKey.objects.select_for_update().get(pk=key.pk)
    if not policy.may_manage_key(actor, key):
        raise Refused
    if key.revoked_at is not None:
        raise WrongState
    key.revoked_at = clock.now()
    key.save(update_fields=["revoked_at", "changed_at"])
    record("people.key_revoked", actor=actor, subject=key)
