from django.db.models import Count, Q, QuerySet

from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.core.ids import checked_id
from seawall.material import policy
from seawall.material.models import Item, List, ListEntry
from seawall.material.queries.found import the
from seawall.material.states import EntryState


def lists_for(actor: Actor) -> QuerySet[List]:
    if not policy.may_read_some(actor):
        raise Refused
    shared, proposed = (
        Count("entries", filter=Q(entries__state=s)) for s in (EntryState.SHARED, EntryState.PROPOSED)
    )
    lists = List.objects.filter(owner_id=actor.agency_id).order_by("name")
    return lists.annotate(shared=shared, proposed=proposed)


def one_list_for(actor: Actor, list_id: str) -> List:
    return the(lists_for(actor).filter(pk=checked_id(list_id, "lst")).first())


def entries_for(actor: Actor, list: List) -> QuerySet[ListEntry]:
    """Newest first, tombstones among them, with the votes counted."""
    up, down = (Count("votes", filter=Q(votes__up=answer)) for answer in (True, False))
    entries = _entries(actor).filter(list=list).order_by("-id")
    return entries.select_related("item", "source", "proposed_by").annotate(votes_up=up, votes_down=down)


def one_entry_for(actor: Actor, entry_id: str) -> ListEntry:
    return the(_entries(actor).filter(pk=checked_id(entry_id, "ent")).first())


def _entries(actor: Actor) -> QuerySet[ListEntry]:
    return ListEntry.objects.filter(list__in=lists_for(actor).values("pk"))


def entries_of_item_for(actor: Actor, item: Item) -> QuerySet[ListEntry]:
    return _entries(actor).filter(item=item).select_related("list").order_by("-id")


def open_entries_for(actor: Actor, item_id: str) -> QuerySet[ListEntry]:
    """Where the item is proposed or shared."""
    return _entries(actor).filter(item_id=item_id).exclude(state=EntryState.WITHDRAWN).order_by("id")
