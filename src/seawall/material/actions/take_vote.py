from typing import TYPE_CHECKING

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import NotFound, WrongState
from seawall.core.events import announce
from seawall.material import policy
from seawall.material.events import EntryDoubted
from seawall.material.models import Canary, Item, ListEntry, Vote
from seawall.material.states import EntryState, VoteReason
from seawall.material.turns import next_turn, touch
from seawall.people.queries import HeldKey

if TYPE_CHECKING:
    from seawall.material.models import List


@action
def take_vote(list: "List", entry_id: str, *, reason: VoteReason, key: HeldKey, actor: Actor) -> None:
    """The word of an organisation that pulls the list on what it was told: one for each entry, the last one counts. A canary takes it
    like any other entry, or its receiver would know it by that."""
    if actor != key.actor or not policy.may_take_list(key, list):
        raise NotFound
    canary = Canary.objects.filter(list=list, receiver=key.holder, entry_id=entry_id).first()
    if canary is not None:
        # The turn before the row: recomputing has taken it when it moves canaries.
        Canary.objects.filter(pk=canary.pk).update(turn=next_turn(), doubted=not reason.up)
        record("material.voted", actor=actor, subject=canary, up=reason.up, reason=reason.value)
        return
    entry = _told(list, entry_id)
    Vote.objects.update_or_create(
        entry=entry,
        holder=key.holder,
        defaults={"owner_id": entry.owner_id, "up": reason.up, "reason": reason},
    )
    touch(entry.item)
    record("material.voted", actor=actor, subject=entry, up=reason.up, reason=reason.value)
    if not reason.up:
        announce(EntryDoubted(owner_id=entry.owner_id, entry_id=entry.id, by=""))


def _told(list: "List", entry_id: str) -> ListEntry:
    """Locked, its item first. What was only proposed is not there for anybody outside."""
    found = ListEntry.objects.filter(pk=entry_id, list=list, turn__isnull=False).first()
    if found is None:
        raise NotFound
    item = Item.objects.select_for_update().get(pk=found.item_id)
    entry = ListEntry.objects.select_for_update().get(pk=found.pk)
    if entry.state != EntryState.SHARED or item.quarantined_at is not None:
        raise WrongState
    entry.item = item
    return entry
