"""A list as the ordered log of its changes, for whoever takes it over.

Each entry stands in it once, at the turn of its last change: shared, changed, taken back. Whoever has read up to a place
knows the list as it was there, and learns of every later change at a later place. What was taken back is never told in
full again, however far behind a reader is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

from django.db.models import Max, Model, QuerySet

from seawall.core.errors import NotFound
from seawall.core.ids import checked_id
from seawall.material import policy
from seawall.material.models import Canary, List, ListEntry
from seawall.material.states import QUARANTINED, EntryState
from seawall.material.telling import told, told_canaries
from seawall.material.turns import last_turn
from seawall.people.queries import HeldKey
from seawall.wire.listed import Entry

M = TypeVar("M", bound=Model)


class Place(NamedTuple):
    """Up to where somebody has read: many entries may have changed in one turn, and then their ids order them."""

    turn: int
    entry_id: str


BEGINNING = Place(0, "")
TOLD = (
    *("list_id", "item_id", "handling", "state", "turn", "withdrawn_because"),
    *("item__state", "item__quarantined_at"),
)


@dataclass(frozen=True, slots=True)
class Change:
    """`entry` as it is now; where it is to be dropped there is none, and `because` says why (a reason of withdrawal, or
    quarantined: then it may come back)."""

    place: Place
    entry: Entry | None = None
    because: str = ""


class Changes(NamedTuple):
    """`more`: there are later ones already."""

    changes: tuple[Change, ...]
    more: bool


def changes_for(key: HeldKey, list: List, *, after: Place, most: int, until: int | None = None) -> Changes:
    """The next changes of the list up to the turn `until`, and of the holder's own canaries among them; it reveals, so nothing may be
    given away without a line in the trail."""
    _must_take(key, list)
    # First of all: what is committed while we read has a higher turn, and waits for the next time. Without that bound an
    # entry of a lower turn could be missed that was not committed yet when a later part was read.
    upto = last_turn() if until is None else min(until, last_turn())
    entries = _with_items(_since(_log(list), after, "pk").filter(turn__lte=upto))[: most + 1]
    canaries = _since(_canaries(key, list), after, "entry_id").filter(turn__lte=upto).select_related("like")
    found = sorted([*_changes([*entries]), *_planted([*canaries[: most + 1]])], key=lambda one: one.place)
    return Changes(tuple(found[:most]), len(found) > most)


def count_changes_for(key: HeldKey, list: List, *, after: Place, until: int) -> int:
    """How many changes `changes_for` would tell, page by page."""
    _must_take(key, list)
    logs = (_since(_log(list), after, "pk"), _since(_canaries(key, list), after, "entry_id"))
    return sum(log.filter(turn__lte=until).count() for log in logs)


def one_change_for(key: HeldKey, list: List, entry_id: str) -> Change:
    """What `changes_for` tells of one entry; it reveals as well. Raises `NotFound`."""
    _must_take(key, list)
    entry_id = checked_id(entry_id, "ent")
    entries = _changes([*_with_items(_log(list).filter(pk=entry_id))])
    found = entries or _planted([*_canaries(key, list).filter(entry_id=entry_id).select_related("like")])
    if not found:
        raise NotFound
    return found[0]


def latest_change_for(key: HeldKey, list: List) -> int:
    """The turn of the list's last change, 0 while nothing was ever shared: a step in an index."""
    _must_take(key, list)
    logs: tuple[QuerySet[Any], ...] = (_log(list), _canaries(key, list))
    return max(log.aggregate(last=Max("turn"))["last"] or 0 for log in logs)


def is_past(key: HeldKey, list: List, place: Place) -> bool:
    """Whether this place was ever in the log. Places only grow, so the entry it names stands there or later; if not, the
    database was put back to an earlier day, and what was told since is not known any more."""
    _must_take(key, list)
    if place == BEGINNING or _log(list).filter(pk=place.entry_id, turn__gte=place.turn).exists():
        return True
    return _canaries(key, list).filter(entry_id=place.entry_id, turn__gte=place.turn).exists()


def _must_take(key: HeldKey, list: List) -> None:
    if not policy.may_take_list(key, list):
        raise NotFound


def _log(list: List) -> QuerySet[ListEntry]:
    return ListEntry.objects.filter(list=list, turn__isnull=False)


def _with_items(log: QuerySet[ListEntry]) -> QuerySet[ListEntry]:
    """With as much as is told of them: reading the times of each would be a fifth of the work."""
    return log.select_related("item").only(*TOLD)


def _canaries(key: HeldKey, list: List) -> QuerySet[Canary]:
    return Canary.objects.filter(list=list, receiver=key.holder)


def _since(log: QuerySet[M], after: Place, id_field: str) -> QuerySet[M]:
    """What stands later, in order; `id_field` holds the id that is told."""
    done = {"turn": after.turn, f"{id_field}__lte": after.entry_id}
    return log.filter(turn__gte=after.turn).exclude(**done).order_by("turn", id_field)


def _changes(entries: Sequence[ListEntry]) -> list[Change]:
    because = {entry.id: why for entry in entries if (why := _dropped_because(entry))}
    full = {one.entry: one for one in told([entry for entry in entries if entry.id not in because])}
    return [
        Change(Place(entry.turn or 0, entry.id), full.get(entry.id), because.get(entry.id, ""))
        for entry in entries
    ]


def _planted(canaries: Sequence[Canary]) -> list[Change]:
    pairs = zip(canaries, told_canaries(canaries), strict=True)
    return [Change(Place(canary.turn, canary.entry_id), entry) for canary, entry in pairs]


def _dropped_because(entry: ListEntry) -> str:
    if entry.state == EntryState.WITHDRAWN:
        return entry.withdrawn_because
    # Nothing acts on what is in quarantine; releasing the item is a change of its own.
    return QUARANTINED if entry.item.quarantined_at else ""
