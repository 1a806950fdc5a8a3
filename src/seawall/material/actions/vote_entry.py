from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused, WrongState
from seawall.core.events import announce
from seawall.material import policy
from seawall.material.events import EntryDoubted
from seawall.material.models import Item, ListEntry, Vote
from seawall.material.states import EntryState, VoteReason
from seawall.material.turns import touch


@action
def vote_entry(entry: ListEntry, reason: VoteReason, *, actor: Actor) -> Vote:
    """Stand for an entry or doubt it; the reason says which. A second vote of the same person replaces the first."""
    item = Item.objects.select_for_update().get(pk=entry.item_id)
    entry = ListEntry.objects.select_for_update().get(pk=entry.pk)
    if not policy.may_vote(actor, entry):
        raise Refused
    if entry.state == EntryState.WITHDRAWN:
        raise WrongState(_("This entry was withdrawn; there is nothing left to vote on."))
    vote, _new = Vote.objects.update_or_create(
        entry=entry,
        voter_id=actor.id,
        defaults={"owner_id": actor.agency_id, "up": reason.up, "reason": reason},
    )
    touch(item)
    record("material.voted", actor=actor, subject=entry, up=vote.up, reason=reason.value)
    if not reason.up and entry.state == EntryState.SHARED:
        announce(EntryDoubted(owner_id=entry.owner_id, entry_id=entry.id, by=actor.id))
    return vote
