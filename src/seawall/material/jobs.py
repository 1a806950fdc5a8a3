"""What the node does with material by itself."""

from seawall.core.actors import Actor
from seawall.core.jobs import task
from seawall.material.actions import ask_recompute, recompute_verdicts, withdraw_entry
from seawall.material.queries import open_entries_for, stale_items_for
from seawall.material.states import WithdrawalReason
from seawall.people.queries import agencies

# So many items fit into one transaction that a person waiting for one of them does not notice.
BATCH = 200


@task
def withdraw_entries(*, owner_id: str, item_id: str) -> None:
    """What is no longer confirmed must not stay on a list; a false match harms people who cannot defend themselves."""
    actor = Actor.system(owner_id)
    for entry in open_entries_for(actor, item_id):
        withdraw_entry(entry, WithdrawalReason.NO_LONGER_CONFIRMED, actor=actor)


@task
def recompute(*, owner_id: str, batch: int = BATCH) -> None:
    """One batch of the items whose verdicts are not those of the tables in force, then the next."""
    actor = Actor.system(owner_id)
    item_ids = list(stale_items_for(actor).values_list("pk", flat=True)[:batch])
    if item_ids:
        recompute_verdicts(item_ids, actor=actor)
        recompute.enqueue(owner_id=owner_id, batch=batch)


@task
def recompute_due() -> None:
    """Once a day: a table may have come into force overnight."""
    for agency in agencies():
        ask_recompute(actor=Actor.system(agency.id))
