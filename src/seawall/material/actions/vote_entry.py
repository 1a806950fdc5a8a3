from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused, WrongState
from seawall.material import policy
from seawall.material.models import ListEntry, Vote
from seawall.material.states import EntryState, VoteReason


@action
def vote_entry(entry: ListEntry, reason: VoteReason, *, actor: Actor) -> Vote:
    """Stand for an entry or doubt it; the reason says which. A second vote of the same person replaces the first."""
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
    record("material.voted", actor=actor, subject=entry, up=vote.up, reason=reason.value)
    return vote
