from seawall.approvals.actions import spend
from seawall.approvals.queries import approval_for
from seawall.approvals.states import Intent
from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor, require_fresh
from seawall.core.errors import Refused
from seawall.identification import policy
from seawall.identification.models import Victim
from seawall.identification.vault.holding import why_kept
from seawall.identification.vault.intents import finding_of, opening_of
from seawall.identification.vault.marks import rough_mark_of
from seawall.identification.vault.reads import birth_date_of, kinds_of, named_in_vault, sounding_in_vault
from seawall.identification.vault.sealing import opened_for
from seawall.identification.vault.words import Found, NameFound, Opened, Sought, VaultKind


@action
def reveal_vault(victim: Victim, approval_id: str, *, actor: Actor) -> list[Opened]:
    """What a second keeper has agreed to, shown once to whoever proposed it. No approval, or no line in the trail: no name."""
    if not policy.may_open_vault(actor, victim):
        raise Refused
    require_fresh(actor)
    approval = approval_for(actor, approval_id)
    if approval.proposed_by_id != actor.id:
        raise Refused
    wanted, purpose = approval.shown.get("entries", []), approval.shown.get("purpose", "")
    mine = victim.vault.select_for_update().filter(erased_at=None)
    entries = list(mine.filter(pk__in=wanted).order_by("id"))
    spend(approval, opening_of(victim, entries, purpose), actor=actor)
    found = [Opened(VaultKind(one.kind), opened_for(one.id, one.sealed)) for one in entries]
    record(
        "identification.vault_opened",
        actor=actor,
        subject=victim,
        purpose=purpose,
        entries=len(found),
        approval=approval.id,
        second=str(approval.decided_by_id),
    )
    return found


@action
def reveal_found(sought: Sought, approval_id: str, *, actor: Actor) -> list[Found]:
    """Under which pseudonyms data of this name are kept, and what stands in the way of erasing them. Nothing is opened for it."""
    if not policy.may_find_in_vault(actor):
        raise Refused
    require_fresh(actor)
    approval = approval_for(actor, approval_id)
    if approval.proposed_by_id != actor.id:
        raise Refused
    intent = finding_of(actor.agency_id, sought)
    spend(approval, intent, actor=actor)
    found = _found(actor.agency_id, sought, intent)
    record(
        "identification.vault_searched",
        actor=actor,
        subject=actor.agency_id,
        reference=sought.reference,
        found=len(found),
        approval=approval.id,
        second=str(approval.decided_by_id),
    )
    return found


def _found(owner_id: str, sought: Sought, intent: Intent) -> list[Found]:
    """Those of the same name first."""
    born = str(intent.content["birth_date"])
    same = named_in_vault(owner_id, str(intent.content["name"]))
    alike = sounding_in_vault(owner_id, rough_mark_of(owner_id, VaultKind.NAME, sought.name))
    named = {one.id: (one, NameFound.ALIKE) for one in alike} | {
        one.id: (one, NameFound.SAME) for one in same
    }
    return [
        Found(one.id, one.code, how, birth_date_of(one, born), kinds_of(one), why_kept(one))
        for one, how in sorted(named.values(), key=lambda pair: (pair[1] is NameFound.ALIKE, pair[0].id))
    ]
