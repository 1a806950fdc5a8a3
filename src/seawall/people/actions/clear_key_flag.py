from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused, WrongState
from seawall.people import policy
from seawall.people.models import AccessKey


@action
def clear_key_flag(key: AccessKey, *, actor: Actor) -> None:
    """An administrator has looked at what the key asked and spoken with its holder, and it may go on."""
    key = AccessKey.objects.select_for_update().get(pk=key.pk)
    if not policy.may_manage_key(actor, key):
        raise Refused
    if key.flagged_at is None:
        raise WrongState
    key.flagged_at, key.beside = None, 0
    key.save(update_fields=["flagged_at", "beside", "changed_at"])
    record("people.key_flag_cleared", actor=actor, subject=key)
