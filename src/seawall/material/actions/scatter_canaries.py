from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.material import policy
from seawall.material.models import Canary, List, ListEntry
from seawall.material.planting import next_to, number, plant, some_entries
from seawall.material.states import EntryState

# Few enough to cost nobody anything, enough that a part of a list that is found somewhere holds one.
LEAST, MOST, ONE_IN = 3, 50, 200


@action
def scatter_canaries(list: List, receiver: str, *, actor: Actor) -> int:
    """Put canaries among what the list holds already, for somebody who has pulled nothing yet. A receiver that has some keeps
    them: what vanishes from a copy without a word would give itself away."""
    if not policy.may_plant(actor, list):
        raise Refused
    models = some_entries(list, _how_many(list))
    if Canary.objects.filter(list=list, receiver=receiver).exists():
        return 0
    canaries = [plant(like, receiver, beside=next_to(like)) for like in models]
    if canaries:
        number(canaries)
        record("material.canaries_planted", actor=actor, subject=list, canaries=len(canaries))
    return len(canaries)


def _how_many(list: List) -> int:
    shared = ListEntry.objects.filter(list=list, state=EntryState.SHARED).count()
    return min(shared, LEAST) + min(shared // ONE_IN, MOST - LEAST)
