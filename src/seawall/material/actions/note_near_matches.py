from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.core.events import announce
from seawall.material import flood, policy
from seawall.material.events import NearMatchesNoted
from seawall.material.models import Item
from seawall.material.near import NearItems
from seawall.material.pairs import Pair, lock_items, note_pairs


@action
def note_near_matches(item: Item, found: NearItems, *, actor: Actor) -> int:
    """Keep which items a new one looks like, for a person to say the same or not; how many pairs there are comes back."""
    items = lock_items([item.id, *(near.item_id for near in found.near)])
    if not policy.may_note_near(actor, items[item.id]):
        raise Refused
    pairs = [Pair(item.id, near.item_id, found.digest, near.distance, near.list_id) for near in found.near]
    noted = note_pairs(pairs, items)
    lately = flood.matched_lately(items.values())
    lately[item.id] = max(lately[item.id], found.flood)
    flooded = flood.quarantine([(each, lately[each.id]) for each in items.values()], actor)
    if noted or flooded:
        record("material.near_matched", actor=actor, subject=item, found=len(noted), flooded=len(flooded))
    if noted:
        announce(NearMatchesNoted(owner_id=item.owner_id, item_id=item.id))
    return len(noted)
