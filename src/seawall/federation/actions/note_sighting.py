from typing import TYPE_CHECKING

from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.federation import policy
from seawall.federation.models import Sighting
from seawall.federation.states import SightingWay
from seawall.people.queries import holder_of_key

if TYPE_CHECKING:
    from seawall.material.models import List


@action
def note_sighting(list: "List", receiver: str, *, canary_id: str, by: str, actor: Actor) -> Sighting:
    """Put it before a reviewer, once for each canary and whoever came with it; again only when it comes again after a look."""
    if not policy.may_note_sighting(actor, list):
        raise Refused
    holder = holder_of_key(by)
    sighting, new = Sighting.objects.select_for_update().get_or_create(
        canary_id=canary_id,
        by=by,
        defaults={
            "owner_id": list.owner_id,
            "list": list,
            "receiver": receiver,
            "holder": holder,
            "way": _way(holder, receiver),
        },
    )
    if not new:
        sighting.times, sighting.last_at = sighting.times + 1, clock.now()
        sighting.looked_at, sighting.looked_by_id = None, None  # type: ignore[assignment]
        sighting.save(update_fields=["times", "last_at", "looked_at", "looked_by", "changed_at"])
    record("federation.copy_seen", actor=actor, subject=sighting, list=list.id, way=sighting.way, by=by)
    return sighting


def _way(holder: str, receiver: str) -> SightingWay:
    if not holder:
        return SightingWay.BROUGHT
    return SightingWay.OWN if holder == receiver else SightingWay.ASKED
