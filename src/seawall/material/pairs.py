"""A near match is one row for two items, whichever of them asked. The actions that write it lock both items first."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from seawall.core import clock
from seawall.material.models import Item, Match
from seawall.material.states import FingerprintKind, MatchAnswer


@dataclass(frozen=True, slots=True)
class Pair:
    """`asking` looked like `item`, which may stand on a list; `digest` is of the asking one's fingerprint."""

    asking_id: str
    item_id: str
    digest: str
    distance: int
    list_id: str | None = None


def lock_items(item_ids: Iterable[str]) -> dict[str, Item]:
    """In the order of their ids, so that two deeds about the same items wait for each other instead of for ever."""
    items = Item.objects.select_for_update().filter(pk__in=set(item_ids)).order_by("id")
    return {item.id: item for item in items}


def note_pairs(pairs: Iterable[Pair], items: dict[str, Item]) -> list[Match]:
    """The rows as they are now, new or changed; what a person called not the same stays as it is and is left out."""
    noted = [_note(pair, items[pair.item_id].owner_id) for pair in pairs]
    return [match for match in noted if match.answer != MatchAnswer.NOT_SAME]


def _note(pair: Pair, owner_id: str) -> Match:
    both = (pair.asking_id, pair.item_id)
    match = Match.objects.filter(Q(asking_id__in=both, item_id__in=both)).first() or Match(owner_id=owner_id)
    if match.answer == MatchAnswer.NOT_SAME:
        return match
    if pair.list_id or match._state.adding:
        # The item on the list is the one that was found, also where it was the other that asked first.
        match.asking_id, match.item_id, match.query = pair.asking_id, pair.item_id, pair.digest
        match.list_id = pair.list_id  # type: ignore[assignment]
    match.kind, match.distance, match.last_at = FingerprintKind.PDQ, pair.distance, clock.now()
    match.save()
    return match
