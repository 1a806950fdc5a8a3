from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused, WrongState
from seawall.core.ids import new_id
from seawall.identification import policy
from seawall.identification.models import VaultEntry, Victim
from seawall.identification.vault.marks import checked_value, mark_of, rough_mark_of
from seawall.identification.vault.sealing import sealed_for
from seawall.identification.vault.words import REVIEW_DAYS, ToKeep


@action
def keep_in_vault(victim: Victim, given: ToKeep, *, actor: Actor) -> VaultEntry:
    """One field about the person, sealed at once. The trail learns its kind, and nothing of it."""
    victim = Victim.objects.select_for_update().get(pk=victim.pk)
    if not policy.may_keep_in_vault(actor, victim):
        raise Refused
    if victim.series_id is None:
        raise WrongState(_("This victim was entered by mistake and taken back."))
    words = checked_value(given.kind, given.value, "value")
    entry_id = new_id("vlt")
    entry = VaultEntry.objects.create(
        id=entry_id,
        owner_id=victim.owner_id,
        victim=victim,
        kind=given.kind,
        sealed=sealed_for(entry_id, words),
        mark=mark_of(victim.owner_id, given.kind, words),
        rough_mark=rough_mark_of(victim.owner_id, given.kind, words),
        by_id=actor.id,
    )
    record("identification.vault_kept", actor=actor, subject=victim, entry=entry.id, kind=given.kind.value)
    return entry


@action
def renew_in_vault(victim: Victim, *, actor: Actor) -> Victim:
    """Somebody has looked whether these data are still needed, and they are: again in a year."""
    victim = Victim.objects.select_for_update().get(pk=victim.pk)
    if not policy.may_keep_in_vault(actor, victim):
        raise Refused
    day = clock.now().date() + timedelta(days=REVIEW_DAYS)
    renewed = victim.vault.filter(erased_at=None).update(review_on=day, changed_at=clock.now())
    if not renewed:
        raise WrongState(_("The vault keeps nothing of this child."))
    record("identification.vault_renewed", actor=actor, subject=victim, entries=renewed)
    return victim
