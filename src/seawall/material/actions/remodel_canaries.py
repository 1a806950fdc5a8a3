from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused, WrongState
from seawall.material import policy
from seawall.material.models import Canary, ListEntry
from seawall.material.planting import some_entries, some_entry


@action
def remodel_canaries(entry: ListEntry, *, actor: Actor) -> int:
    """Give the canaries that look like a withdrawn entry another model: its categories may vanish with its opinions, and a
    canary without any would stand out."""
    if not policy.may_plant(actor, entry):
        raise Refused
    models = some_entries(entry.list, 1)
    if not models and some_entry(entry.list) is None:
        return 0
    if not models:
        # The one that was chosen was withdrawn meanwhile. Another is chosen by another try: this one holds its item.
        raise WrongState
    moved = Canary.objects.filter(like=entry).update(like=models[0])
    if moved:
        record("material.canaries_planted", actor=actor, subject=entry.list, canaries=moved)
    return moved
