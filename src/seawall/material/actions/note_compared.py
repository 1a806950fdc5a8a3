from collections.abc import Collection

from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.material import policy
from seawall.material.models import Item
from seawall.material.pairs import lock_items


@action
def note_compared(item_ids: Collection[str], *, actor: Actor) -> int:
    """Keep that these items were asked what they look like; what was found is noted by itself, and nothing leaves no line."""
    items = lock_items(item_ids)
    if not all(policy.may_note_near(actor, item) for item in items.values()):
        raise Refused
    return Item.objects.filter(pk__in=items).update(compared_at=clock.now())
