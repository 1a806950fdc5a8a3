from collections.abc import Collection

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.core.events import announce
from seawall.identification import policy
from seawall.identification.events import ItemsPlaced
from seawall.identification.models import Change, Series
from seawall.identification.moving import locked, move, must_be_open, own_items, write_change
from seawall.identification.states import ChangeKind, Things


@action
def add_items(series: Series, item_ids: Collection[str], *, actor: Actor) -> Change:
    """Put items into a series that stand in none."""
    series = locked(series.id)[series.id]
    if not policy.may_change(actor, series):
        raise Refused
    must_be_open(series)
    items = own_items(actor, item_ids)
    change = write_change(ChangeKind.ADDED, series, actor=actor)
    move(change, Things(items), None, series)
    record("identification.items_added", actor=actor, subject=series, items=len(items))
    announce(ItemsPlaced(series.owner_id, change.id))
    return change
