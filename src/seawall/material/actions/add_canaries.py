from collections.abc import Sequence

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.material import policy
from seawall.material.models import Canary, List
from seawall.material.planting import number, plant, some_entries


@action
def add_canaries(list: List, receivers: Sequence[str], *, actor: Actor) -> Sequence[Canary]:
    """One more for each of these receivers, as the newest change of its copy; none while there is nothing that it could look like."""
    if not policy.may_plant(actor, list):
        raise Refused
    models = some_entries(list, len(receivers))
    canaries = [plant(like, receiver) for like, receiver in zip(models, receivers, strict=False)]
    if canaries:
        turn = number(canaries)
        Canary.objects.filter(pk__in=[canary.pk for canary in canaries]).update(turn=turn)
        record("material.canaries_planted", actor=actor, subject=list, canaries=len(canaries))
    return canaries
