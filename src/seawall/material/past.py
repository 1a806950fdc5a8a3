"""What a list would have found, had it always matched as it does now. Asked outside of any transaction, some entries at a
time; nothing is noted here, and what is noted already is not asked for again."""

from dataclasses import dataclass, field

from django.db.models import Q

from seawall.material.models import Item, List, ListEntry, Match
from seawall.material.near import Near, near_items
from seawall.material.states import EntryState


@dataclass(frozen=True, slots=True)
class Past:
    """Of some entries of a list, those whose item looks like something that is not noted yet."""

    # Ids of entry and item: something within the list's radius is not noted as a match of a list.
    unnamed: list[tuple[str, str]] = field(default_factory=list)
    # Ids of items: something beyond it, but near all the same, is no pair yet.
    unpaired: list[str] = field(default_factory=list)
    # The last of these entries, if there may be more.
    last: str = ""


def past_of(one: List, after: str, most: int) -> Past:
    """Of at most so many shared entries of the list, those behind the entry `after`. Raises `NotReady`."""
    shared = ListEntry.objects.filter(list=one, state=EntryState.SHARED, id__gt=after)
    entries = list(shared.select_related("item").order_by("id")[:most])
    past = Past(last=entries[-1].id if len(entries) == most else "")
    for entry in entries:
        found = near_items(entry.item)
        noted = _noted(entry.item, found.near)
        if found.flood or any(
            one.has_within(near.distance) and not noted.get(near.item_id) for near in found.near
        ):
            past.unnamed.append((entry.id, entry.item_id))
        if any(near.item_id not in noted and not one.has_within(near.distance) for near in found.near):
            past.unpaired.append(entry.item_id)
    return past


def _noted(item: Item, near: tuple[Near, ...]) -> dict[str, bool]:
    """By the other item, for pairs that are noted: whether as a match of a list that has it within its radius now."""
    others = [one.item_id for one in near]
    pairs = Match.objects.filter(Q(item=item, asking_id__in=others) | Q(asking=item, item_id__in=others))
    return {
        match.asking_id if match.item_id == item.id and match.asking_id else match.item_id: bool(
            match.list and match.list.has_within(match.distance)
        )
        for match in pairs.select_related("list")
    }
