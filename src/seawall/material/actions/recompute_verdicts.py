from collections.abc import Sequence

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.core.events import announce
from seawall.material import policy
from seawall.material.events import VerdictsChanged
from seawall.material.models import Item
from seawall.material.settling import standing, write_verdicts
from seawall.material.turns import follow, touch


@action
def recompute_verdicts(item_ids: Sequence[str], *, actor: Actor) -> int:
    """Compute the verdicts of these items by the tables in force; returns how many items changed category.

    A new table re-opens nothing: states and opinions stay as they are, and what was held before is kept.
    """
    if not policy.may_recompute(actor):
        raise Refused
    items = Item.objects.select_for_update().filter(owner_id=actor.agency_id, pk__in=item_ids).order_by("id")
    computed = list(items)
    changed = [item for item in computed if write_verdicts(item, standing(item))]
    touch(*computed)
    follow(*computed)
    record(
        "material.verdicts_recomputed",
        actor=actor,
        subject=actor.agency_id,
        items=len(computed),
        changed=len(changed),
    )
    for item in changed:
        announce(VerdictsChanged(owner_id=item.owner_id, item_id=item.id))
    return len(changed)
