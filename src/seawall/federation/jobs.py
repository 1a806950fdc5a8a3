"""What the node does by itself about what it gives to others."""

import secrets

from seawall.core.actors import Actor
from seawall.core.jobs import task
from seawall.federation.actions import note_sighting
from seawall.federation.queries import receivers_for
from seawall.federation.reading import keep_reading
from seawall.material.actions import add_canaries
from seawall.material.queries import one_entry_for, one_list_for

__all__ = ["grow_canaries", "keep_reading", "note_sighting_of"]

# As a list grows, so do the canaries in each copy; by chance, so that nobody can count to the next.
ONE_IN = 200


@task
def grow_canaries(*, owner_id: str, entry_id: str, item_id: str) -> None:
    actor = Actor.system(owner_id)
    entry = one_entry_for(actor, entry_id)
    lucky = [one for one in receivers_for(actor, entry.list_id) if secrets.randbelow(ONE_IN) == 0]
    add_canaries(entry.list, lucky, actor=actor)


@task
def note_sighting_of(*, owner_id: str, canary_id: str, list_id: str, receiver: str, by: str) -> None:
    actor = Actor.system(owner_id)
    note_sighting(one_list_for(actor, list_id), receiver, canary_id=canary_id, by=by, actor=actor)
