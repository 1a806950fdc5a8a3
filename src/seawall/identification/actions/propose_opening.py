from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from seawall.approvals.actions import propose
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Invalid, Refused
from seawall.identification import policy
from seawall.identification.models import Victim
from seawall.identification.vault.intents import finding_of, opening_of
from seawall.identification.vault.words import Sought, VaultPurpose


@action
def propose_opening(
    victim: Victim, entry_ids: Collection[str], *, purpose: VaultPurpose, words: str, actor: Actor
) -> str:
    """Ask a second keeper to let the actor open these fields, once; the id of the approval comes back."""
    if not policy.may_open_vault(actor, victim):
        raise Refused
    entries = list(victim.vault.filter(pk__in=set(entry_ids), erased_at=None))
    if not entries or len(entries) < len(set(entry_ids)):
        raise Invalid({"entries": _("Choose what has to be opened, and no more than that.")})
    return propose(opening_of(victim, entries, purpose.value), words, actor=actor).id


@action
def propose_finding(sought: Sought, words: str, *, actor: Actor) -> str:
    """Ask a second person to let the actor look for a name in the vault. The name is not kept: it is typed again afterwards."""
    if not policy.may_find_in_vault(actor):
        raise Refused
    intent = finding_of(actor.agency_id, sought)
    return propose(intent, words, actor=actor).id
