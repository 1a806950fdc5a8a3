from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused, WrongState
from seawall.federation import policy
from seawall.federation.models import Sighting


@action
def look_at_sighting(sighting: Sighting, *, actor: Actor) -> Sighting:
    """A person has seen it and knows what to do; should it come again, it is shown again."""
    sighting = Sighting.objects.select_for_update().get(pk=sighting.pk)
    if not policy.may_look_at(actor, sighting):
        raise Refused
    if sighting.looked_at is not None:
        raise WrongState
    sighting.looked_at, sighting.looked_by_id = clock.now(), actor.id
    sighting.save(update_fields=["looked_at", "looked_by", "changed_at"])
    record("federation.sighting_looked_at", actor=actor, subject=sighting, list=sighting.list_id)
    return sighting
