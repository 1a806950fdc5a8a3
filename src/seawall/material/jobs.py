"""What the node does with material by itself."""

import threading
from dataclasses import dataclass
from datetime import timedelta

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.jobs import outside, plan, task
from seawall.material.actions import (
    ask_recompute,
    match_past,
    note_compared,
    note_near_matches,
    recompute_verdicts,
    remodel_canaries,
    withdraw_entry,
)
from seawall.material.asking.draining import drain_calls as drain
from seawall.material.matching.keeper import keep
from seawall.material.models import Hits
from seawall.material.near import NearItems, near_items
from seawall.material.past import Past, past_of
from seawall.material.queries import (
    one_entry_for,
    one_item_for,
    one_list_for,
    open_entries_for,
    overlooked_items_for,
    stale_items_for,
)
from seawall.material.states import WithdrawalReason
from seawall.people.queries import agencies

# So many items fit into one transaction that a person waiting for one of them does not notice.
BATCH = 200
# A batch of those that nobody has looked at keeps a processor busy for about a second; as long is left to people and other jobs.
PAUSE = timedelta(seconds=1)


@task
def withdraw_entries(*, owner_id: str, item_id: str) -> None:
    """What is no longer confirmed must not stay on a list; a false match harms people who cannot defend themselves."""
    actor = Actor.system(owner_id)
    for entry in open_entries_for(actor, item_id):
        withdraw_entry(entry, WithdrawalReason.NO_LONGER_CONFIRMED, actor=actor)


def look_around(*, owner_id: str, item_id: str) -> NearItems:
    """The index is searched with no transaction open: on one machine nobody could write meanwhile."""
    return near_items(one_item_for(Actor.system(owner_id), item_id))


@task
@outside(look_around)
def find_near(found: NearItems, *, owner_id: str, item_id: str) -> None:
    """What a new item, or one with a new fingerprint, looks like. Of two items that look alike the later finds the earlier."""
    actor = Actor.system(owner_id)
    note_near_matches(one_item_for(actor, item_id), found, actor=actor)
    # Its row is locked by now; nothing new is waited for.
    note_compared([item_id], actor=actor)


@dataclass(frozen=True, slots=True)
class Overlooked:
    """Some of an agency's items that were never asked what they look like, and which of them look like something."""

    owner_id: str = ""
    item_ids: tuple[str, ...] = ()
    near: tuple[str, ...] = ()


def look_at_overlooked() -> Overlooked:
    """Of the first agency that has some; one question of an index for each where none is left."""
    for agency in agencies():
        items = list(overlooked_items_for(Actor.system(agency.id))[:BATCH])
        if items:
            near = tuple(item.id for item in items if _has_near(near_items(item)))
            return Overlooked(agency.id, tuple(item.id for item in items), near)
    return Overlooked()


def _has_near(found: NearItems) -> bool:
    return bool(found.near or found.flood)


@task
@outside(look_at_overlooked)
def find_overlooked(some: Overlooked) -> None:
    """One batch of what was here before anybody looked for near matches, then the next, until none is left."""
    if not some.item_ids:
        return
    for item_id in some.near:
        find_near.enqueue(owner_id=some.owner_id, item_id=item_id)
    # The job is promised in this very transaction: what it cannot do is seen among the failed jobs, not asked for ever.
    note_compared(some.item_ids, actor=Actor.system(some.owner_id))
    plan(find_overlooked, PAUSE)


def look_back(*, owner_id: str, entry_id: str, item_id: str) -> NearItems:
    actor = Actor.system(owner_id)
    radius = one_entry_for(actor, entry_id).list.radius
    return near_items(one_item_for(actor, item_id), radius)


@task
@outside(look_back)
def find_past(found: NearItems, *, owner_id: str, entry_id: str, item_id: str) -> None:
    """A list has grown: what came before and looks like the new entry."""
    actor = Actor.system(owner_id)
    match_past(one_entry_for(actor, entry_id), found, actor=actor)


def look_back_at_list(*, owner_id: str, list_id: str, after: str = "") -> Past:
    return past_of(one_list_for(Actor.system(owner_id), list_id), after, BATCH)


@task
@outside(look_back_at_list)
def find_past_of_list(past: Past, *, owner_id: str, list_id: str, after: str = "") -> None:
    """A list matches otherwise than before: what came before, for one batch of its entries, then the next."""
    for item_id in past.unpaired:
        find_near.enqueue(owner_id=owner_id, item_id=item_id)
    for entry_id, item_id in past.unnamed:
        find_past.enqueue(owner_id=owner_id, entry_id=entry_id, item_id=item_id)
    if past.last:
        find_past_of_list.enqueue(owner_id=owner_id, list_id=list_id, after=past.last)


@task
def remodel(*, owner_id: str, entry_id: str, item_id: str) -> None:
    """What looks like a withdrawn entry shall look like one that stands."""
    actor = Actor.system(owner_id)
    remodel_canaries(one_entry_for(actor, entry_id), actor=actor)


@task
def forget_hits() -> None:
    """Counts of past hours have had their say."""
    Hits.objects.filter(hour__lt=clock.now() - timedelta(hours=2)).delete()


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


def keep_index(stopping: threading.Event) -> None:
    """A thread of the worker: what the database says of fingerprints is in the index folders a moment later."""
    keep(stopping)


def drain_calls(stopping: threading.Event) -> None:
    """A thread of the worker: the lines of machines' calls enter the trail."""
    drain(stopping)
