from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.people import policy
from seawall.people.models import AccessKey


@action
def flag_access_key(key: AccessKey, *, actor: Actor) -> None:
    """Ask the administrator to look at what a key asks. It goes on working: what looks like guessing may be a busy day."""
    key = AccessKey.objects.select_for_update().get(pk=key.pk)
    if not policy.may_note_key_use(actor, key):
        raise Refused
    key.flagged_at = clock.now()
    key.save(update_fields=["flagged_at"])
    record("people.key_flagged", actor=actor, subject=key, beside=key.beside)
