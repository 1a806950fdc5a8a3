from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused, WrongState
from seawall.core.events import announce
from seawall.material import policy
from seawall.material.events import EntryShared
from seawall.material.models import Item, ListEntry
from seawall.material.states import STEPS, EntryState, ItemState
from seawall.material.turns import touch


@action
def share_entry(entry: ListEntry, *, actor: Actor) -> ListEntry:
    """Let the entry leave the house. Whoever proposed it cannot also share it: four eyes, always."""
    # The item first: it must not lose its confirmation between the question and the answer.
    item = Item.objects.select_for_update().get(pk=entry.item_id)
    entry = ListEntry.objects.select_for_update().get(pk=entry.pk)
    if not policy.may_share(actor, entry) or entry.proposed_by_id == actor.id:
        raise Refused
    if EntryState.SHARED not in STEPS[EntryState(entry.state)]:
        raise WrongState
    if item.state != ItemState.CONFIRMED:
        raise WrongState(_("Only an item that two independent opinions agree on can enter a list."))
    touch(item)
    entry.state, entry.shared_at, entry.turn = EntryState.SHARED, clock.now(), item.turn
    entry.shared_by_id = actor.id
    entry.save(update_fields=["state", "shared_at", "shared_by", "turn", "changed_at"])
    record("material.entry_shared", actor=actor, subject=entry, item=item.id, list=entry.list_id)
    announce(EntryShared(owner_id=entry.owner_id, entry_id=entry.id, item_id=item.id))
    return entry
