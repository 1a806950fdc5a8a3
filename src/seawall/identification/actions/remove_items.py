from collections.abc import Collection

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.identification import policy
from seawall.identification.models import Change, Series
from seawall.identification.moving import locked, move, must_be_open, own_items, write_change
from seawall.identification.states import ChangeKind, Things


@action
def remove_items(series: Series, item_ids: Collection[str], *, actor: Actor) -> Change:
    """Take items out: they stand in no series then, and are not lost."""
    series = locked(series.id)[series.id]
    if not policy.may_change(actor, series):
        raise Refused
    must_be_open(series)
    items = own_items(actor, item_ids)
    change = write_change(ChangeKind.REMOVED, series, actor=actor)
    move(change, Things(items), series, None)
    record("identification.items_removed", actor=actor, subject=series, items=len(items))
    return change
