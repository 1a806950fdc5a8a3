from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor, require_fresh
from seawall.core.errors import Refused, WrongState
from seawall.people import policy
from seawall.people.actions.open_access_key import apply_terms, check_terms, facts_of
from seawall.people.models import AccessKey
from seawall.people.states import KeyTerms


@action
def change_access_key(key: AccessKey, terms: KeyTerms, *, actor: Actor) -> None:
    """Other lists, limits or another last day; the secret stays. Obeyed by every process within a second."""
    key = AccessKey.objects.select_for_update().get(pk=key.pk)
    if not policy.may_manage_key(actor, key):
        raise Refused
    require_fresh(actor)
    if key.revoked_at is not None:
        raise WrongState
    check_terms(terms)
    apply_terms(key, terms)
    key.save()
    record("people.key_changed", actor=actor, subject=key, **facts_of(terms))
