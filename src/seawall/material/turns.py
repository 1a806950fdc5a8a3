"""The order in which matching, and whoever takes a list over, learn of changes. Every deed that changes what they know of
an item calls `touch`, after it has locked the item and before it writes into the trail."""

from collections.abc import Collection

from django.db.models import F

from seawall.material.models import Canary, Item, List, ListEntry, Turn
from seawall.material.states import EntryState

ONE_ROW = 1


def next_turn() -> int:
    """The next number, locked until the deed ends: the next deed that changes something waits for this one to commit."""
    return next_turns(1)


def next_turns(count: int) -> int:
    """The last of so many numbers in a row."""
    counter = Turn.objects.filter(pk=ONE_ROW)
    if not counter.update(number=F("number") + count):
        Turn.objects.get_or_create(pk=ONE_ROW)
        counter.update(number=F("number") + count)
    return counter.values_list("number", flat=True).get()


def last_turn() -> int:
    """Every change up to it is committed and can be read; what comes later has a higher one."""
    return Turn.objects.filter(pk=ONE_ROW).values_list("number", flat=True).first() or 0


def touch(*items: Item) -> None:
    """Let every process learn these items anew, and everybody who takes over a list on which they stand."""
    if items:
        turn = next_turn()
        move([item.pk for item in items], turn)
        for item in items:
            item.turn = turn


def move(item_ids: Collection[str], turn: int) -> None:
    """Put these items, locked by whoever calls, and their entries at a turn that was just taken."""
    Item.objects.filter(pk__in=item_ids).update(turn=turn)
    # Entries are locked by nobody who has not locked their item first, so this waits for no one.
    ListEntry.objects.filter(item_id__in=item_ids, state=EntryState.SHARED).update(turn=turn)


def follow(*items: Item) -> None:
    """Let canaries move with the entries that they look like. Only where many change at once: one that always moved together with
    a single other entry would give itself away."""
    if items:
        Canary.objects.filter(like__item_id__in=[item.pk for item in items]).update(turn=items[0].turn)


def touch_list(list: List) -> None:
    """Let every process learn the list's switch, radius and stance anew."""
    list.turn = next_turn()
    List.objects.filter(pk=list.pk).update(turn=list.turn)
