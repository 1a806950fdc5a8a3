from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor, require_fresh
from seawall.core.errors import Refused, WrongState
from seawall.people import policy
from seawall.people.access import digest_of, new_secret
from seawall.people.models import AccessKey


@action
def renew_access_key(key: AccessKey, *, actor: Actor) -> tuple[AccessKey, str]:
    """Another secret for the same key, taken by the provider that holds it; the old one opens nothing within a second.

    Scopes, lists, limits and the last day stay as they are: those belong to the agency that opened the key.
    """
    key = AccessKey.objects.select_for_update().get(pk=key.pk)
    if not policy.may_renew_key(actor, key):
        raise Refused
    require_fresh(actor)
    if key.revoked_at is not None or key.expires_at <= clock.now():
        raise WrongState
    secret = new_secret()
    key.digest = digest_of(secret)
    key.save(update_fields=["digest", "changed_at"])
    # Two agencies answer for it, so it stands in both trails; in one's own always as the second.
    record("people.key_renewed", actor=Actor.key_holder(key.owner_id, key.id), subject=key, by=actor.id)
    record("people.key_renewed", actor=actor, subject=key)
    return key, secret
