from collections.abc import Mapping

from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.material import flood, policy
from seawall.material.models import Hits
from seawall.material.pairs import lock_items


@action
def count_hits(near: Mapping[str, int], *, actor: Actor) -> int:
    """Add up how many different pictures looked like each item (by id), as the match interface found; how many items
    are quarantined for it comes back. Equal bytes do not count: the same file may be asked for by everybody."""
    if not policy.may_count_hits(actor):
        raise Refused
    items = {item.id: item for item in lock_items(near).values() if item.owner_id == actor.agency_id}
    hour = clock.now().replace(minute=0, second=0, microsecond=0)
    before = dict(Hits.objects.filter(item_id__in=items, hour=hour).values_list("item_id", "count"))
    counts = {item_id: before.get(item_id, 0) + near[item_id] for item_id in items}
    # The items are locked, so nobody else counts them meanwhile; one by one, thousands would take minutes.
    Hits.objects.bulk_create(
        [Hits(item_id=item_id, hour=hour, count=count) for item_id, count in counts.items()],
        update_conflicts=True,
        unique_fields=["item", "hour"],
        update_fields=["count"],
    )
    return len(flood.quarantine([(items[item_id], count) for item_id, count in counts.items()], actor))
