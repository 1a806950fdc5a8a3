from collections.abc import Collection

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.core.events import announce
from seawall.identification import policy
from seawall.identification.events import ItemsPlaced
from seawall.identification.models import Series
from seawall.identification.moving import move, new_series, own_items, write_change
from seawall.identification.states import ChangeKind, Things


@action
def open_series(item_ids: Collection[str], *, actor: Actor) -> Series:
    """A new series of items that stand in none."""
    if not policy.may_open(actor):
        raise Refused
    items = own_items(actor, item_ids)
    series = new_series(actor)
    change = write_change(ChangeKind.OPENED, series, actor=actor)
    move(change, Things(items), None, series)
    record("identification.series_opened", actor=actor, subject=series, items=len(items))
    announce(ItemsPlaced(series.owner_id, change.id))
    return series
