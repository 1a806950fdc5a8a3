from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused, WrongState
from seawall.material import policy
from seawall.material.canaries import is_canary
from seawall.material.models import Item, List, ListEntry
from seawall.material.states import EntryState, ItemState


@action
def propose_entry(item: Item, list: List, *, actor: Actor) -> ListEntry:
    """Put a confirmed item before the reviewers of a list."""
    item = Item.objects.select_for_update().get(pk=item.pk)
    if not (policy.may_propose(actor, item) and policy.may_propose(actor, list)):
        raise Refused
    if item.state != ItemState.CONFIRMED:
        raise WrongState(_("Only an item that two independent opinions agree on can enter a list."))
    if not item.fingerprints.exists():
        raise WrongState(_("This item has no fingerprint, so there is nothing to put on a list."))
    if is_canary(item):
        raise WrongState(
            _(
                "One of its fingerprints was invented by this node, for a copy of a list. There is no such file."
            )
        )
    if list.entries.filter(item=item).exclude(state=EntryState.WITHDRAWN).exists():
        raise WrongState(_("This item is on that list already."))
    entry = ListEntry.objects.create(
        owner_id=item.owner_id,
        list=list,
        item=item,
        source_id=item.owner_id,
        handling=list.handling,
        proposed_by_id=actor.id,
    )
    record("material.entry_proposed", actor=actor, subject=entry, item=item.id, list=list.id)
    return entry
