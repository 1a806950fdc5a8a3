from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused, WrongState
from seawall.core.events import announce
from seawall.material import policy
from seawall.material.events import EntryWithdrawn
from seawall.material.models import Item, ListEntry
from seawall.material.states import STEPS, EntryState, WithdrawalReason
from seawall.material.turns import touch


@action
def withdraw_entry(entry: ListEntry, because: WithdrawalReason, *, actor: Actor) -> ListEntry:
    """Recall an entry. It stays as a tombstone, so that everybody who took it over learns that it is void."""
    item = Item.objects.select_for_update().get(pk=entry.item_id)
    entry = ListEntry.objects.select_for_update().get(pk=entry.pk)
    if not policy.may_withdraw(actor, entry):
        raise Refused
    if EntryState.WITHDRAWN not in STEPS[EntryState(entry.state)]:
        raise WrongState
    touch(item)
    was_shared = entry.state == EntryState.SHARED
    # Who has taken it over learns of it at this turn; of what was never shared nobody has to.
    entry.turn = item.turn if was_shared else None
    entry.state, entry.withdrawn_at, entry.withdrawn_because = EntryState.WITHDRAWN, clock.now(), because
    entry.save(update_fields=["state", "withdrawn_at", "withdrawn_because", "turn", "changed_at"])
    record("material.entry_withdrawn", actor=actor, subject=entry, item=entry.item_id, because=because.value)
    if was_shared:
        announce(EntryWithdrawn(owner_id=entry.owner_id, entry_id=entry.id, item_id=entry.item_id))
    return entry
