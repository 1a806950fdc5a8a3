"""What the node does by itself about what it gives to others, and about what it tells those from whom it takes."""

import secrets

from seawall.core.actors import Actor
from seawall.core.jobs import task
from seawall.federation.actions import note_found_wrong, note_judgement, note_sighting
from seawall.federation.queries import items_without_votes, on_votings, receivers_for
from seawall.federation.reading import keep_reading
from seawall.federation.voting.sending import keep_voting
from seawall.material.actions import add_canaries
from seawall.material.queries import one_entry_for, one_list_for
from seawall.material.states import VoteReason

__all__ = [
    "find_votes",
    "find_votes_of_all",
    "grow_canaries",
    "keep_reading",
    "keep_voting",
    "note_sighting_of",
    "vote_as_found",
    "vote_as_judged",
]

# As a list grows, so do the canaries in each copy; by chance, so that nobody can count to the next.
ONE_IN = 200
# Of items at a time: each is a few questions of the database, and a job has a lease of seconds.
BATCH = 50


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


@task
def vote_as_judged(*, owner_id: str, item_id: str) -> None:
    note_judgement(item_id, actor=Actor.system(owner_id))


@task
def vote_as_found(*, owner_id: str, item_id: str, because: str) -> None:
    note_found_wrong(item_id, VoteReason(because), actor=Actor.system(owner_id))


@task
def find_votes(*, owner_id: str, source_id: str, after: str = "") -> None:
    """What people here have found already about entries of a source, for one batch of them, then the next."""
    actor = Actor.system(owner_id)
    found = items_without_votes(source_id, after, BATCH)
    for item_id in found:
        note_judgement(item_id, actor=actor)
    if len(found) == BATCH:
        find_votes.enqueue(owner_id=owner_id, source_id=source_id, after=found[-1])


@task
def find_votes_of_all() -> None:
    """A source may have brought an item that people here had judged before."""
    for voting in on_votings():
        find_votes.enqueue(owner_id=voting.owner_id, source_id=voting.source_id)
