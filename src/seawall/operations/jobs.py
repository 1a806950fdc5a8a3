"""What the node does by itself about operations."""

from datetime import timedelta

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.jobs import outside, task
from seawall.operations.actions import (
    draft_renewal,
    drop_table,
    find_clashes,
    keep_links,
    keep_outcome,
    lapse_request,
    note_no_linking,
    take_piece,
)
from seawall.operations.deconflicting.reads import measure_to_warn
from seawall.operations.linking.queries import link_search_to_keep
from seawall.operations.queries import old_tables, table_to_take
from seawall.operations.referring.reading import referral_to_keep
from seawall.operations.requesting.radar import lapsed_now, renewals_due
from seawall.operations.states import FoundLink

# What was refused can be downloaded for so long, and a table that nobody took waits for so long.
WORDS_STAY = timedelta(days=30)


@task
def take_next_piece(*, owner_id: str, table_id: str) -> None:
    """One piece in a transaction: whoever looks sees how far it is, and after a break it goes on with the next."""
    actor = Actor.system(owner_id)
    take_piece(table_to_take(actor, table_id), actor=actor)


@task
@outside("seawall.operations.linking.looks.found_links")
def keep_found_links(found: list[FoundLink] | None, *, owner_id: str, search_id: str) -> None:
    actor = Actor.system(owner_id)
    search = link_search_to_keep(actor, search_id)
    if found is None:
        note_no_linking(search, actor=actor)
    else:
        keep_links(search, found, actor=actor)


@task
def forget_tables() -> None:
    for table in old_tables(clock.now() - WORDS_STAY):
        drop_table(table, actor=Actor.system(table.owner_id))


@task
def draft_renewals() -> None:
    """In time before a preservation ends. What a person has drafted or dropped is left as it is."""
    for one in renewals_due():
        draft_renewal(one, actor=Actor.system(one.owner_id))


@task
def lapse_requests() -> None:
    for one in lapsed_now():
        lapse_request(one, actor=Actor.system(one.owner_id))


@task
def find_clashes_of(*, owner_id: str, measure_id: str) -> None:
    actor = Actor.system(owner_id)
    find_clashes(measure_to_warn(actor, measure_id), actor=actor)


@task
def keep_outcome_of(*, owner_id: str, referral_id: str) -> None:
    actor = Actor.system(owner_id)
    keep_outcome(referral_to_keep(actor, referral_id), actor=actor)
