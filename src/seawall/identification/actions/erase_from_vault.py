from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor, require_fresh
from seawall.core.errors import Refused, WrongState
from seawall.identification import policy
from seawall.identification.models import Victim
from seawall.identification.vault.holding import why_kept
from seawall.identification.vault.intents import checked_reference
from seawall.identification.vault.words import EraseGround


@action
def erase_from_vault(victim: Victim, ground: EraseGround, *, reference: str, actor: Actor) -> int:
    """Everything that the vault keeps of this child is gone for good; how much there was and why it went stays."""
    victim = Victim.objects.select_for_update().get(pk=victim.pk)
    if not policy.may_erase_from_vault(actor, victim):
        raise Refused
    require_fresh(actor)
    reference = checked_reference(reference)
    if kept := why_kept(victim, ground):
        raise WrongState(kept[0].label)
    standing = victim.vault.select_for_update().filter(erased_at=None)
    erased = standing.update(
        sealed="",
        mark="",
        rough_mark="",
        ground=ground,
        erased_at=clock.now(),
        erased_by=actor.id,
        changed_at=clock.now(),
    )
    if not erased:
        raise WrongState(_("The vault keeps nothing of this child."))
    record(
        "identification.vault_erased",
        actor=actor,
        subject=victim,
        entries=erased,
        ground=ground.value,
        reference=reference,
    )
    return erased
