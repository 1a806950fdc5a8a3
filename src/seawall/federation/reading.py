"""A source is read: by whom, for how long, and what comes next when that fails.

Each source that is due gets a thread of its own and a lease, so that one which hangs holds up nobody else, and one whose process was
killed is read on by the next from its checkpoint.
"""

import logging
import threading
from collections.abc import Mapping
from datetime import timedelta

from django.db import DatabaseError, connection

from seawall.core.actors import Actor
from seawall.core.lease_queue import where
from seawall.core.outside.from_settings import guard
from seawall.federation.actions import end_run, lease_source, take_batch
from seawall.federation.actions.take_batch import LeaseLost
from seawall.federation.credentials import opened
from seawall.federation.models import Source
from seawall.federation.queries import due_sources
from seawall.federation.sources import folder, hash_sharing, node, stopncii
from seawall.federation.sources.batches import Asking, Read, Troubled
from seawall.federation.states import SourceKind, Trouble

log = logging.getLogger("seawall.sources")
READERS: Mapping[str, Read] = {
    SourceKind.HASH_SHARING: hash_sharing.read,
    SourceKind.STOPNCII: stopncii.read,
    SourceKind.NODE: node.read,
    SourceKind.FOLDER: folder.read,
}
# Longer than a page may take to come and to be taken: whoever has it begins each page with a new one.
LEASE = timedelta(minutes=5)
PAUSE = 2.0
# More of them at once would hold up each other, and whoever works with the database.
MOST_AT_ONCE = 4


def read_due() -> int:
    """Those that are due now, one after the other, in the calling thread."""
    found = [(source, lease) for source in due_sources() if (lease := lease_of(source))]
    for source, lease in found:
        read_source(source.id, lease)
    return len(found)


def lease_of(source: Source) -> str:
    """Empty where another reads it already."""
    return lease_source(source, LEASE, actor=Actor.system(source.owner_id))


def read_source(source_id: str, lease: str) -> None:
    """From the checkpoint to the end; whoever has lost the lease leaves it to the other."""
    source = Source.objects.get(pk=source_id)
    actor = Actor.system(source.owner_id)
    try:
        _end(source, lease, _read(source, lease, actor), actor)
    except LeaseLost:
        log.warning("source %s is read by somebody else, or was changed", source.id)


def asking_of(source: Source) -> Asking:
    return Asking(source.name, source.place, source.checkpoint, opened(source.credentials), guard())


def _read(source: Source, lease: str, actor: Actor) -> Troubled:
    try:
        for batch in READERS[source.kind](asking_of(source)):
            take_batch(source, batch, lease=lease, lasting=LEASE, actor=actor)
    except Troubled as troubled:
        return troubled
    except LeaseLost:
        raise
    except Exception as error:
        # Whatever goes wrong with one source is told at its page, and the others go on.
        log.warning("source %s missed: %s", source.id, where(error))
        return Troubled(Trouble.OURS)
    return Troubled(Trouble.NONE)


def _end(source: Source, lease: str, troubled: Troubled, actor: Actor) -> None:
    end_run(source, troubled.trouble, lease=lease, checkpoint=troubled.checkpoint, actor=actor)


def keep_reading(stopping: threading.Event) -> None:
    """A thread of the worker: begins a thread for each source that is due, until it is told to stop. Those under way are daemons: their
    next page finds the checkpoint where it was left."""
    at_once: list[threading.Thread] = []
    try:
        while not stopping.wait(PAUSE):
            at_once = [thread for thread in at_once if thread.is_alive()]
            try:
                _begin_due(at_once)
            except DatabaseError as error:
                log.warning("sources cannot be read: %s", type(error).__qualname__)
                connection.close()
    finally:
        connection.close()


def _begin_due(at_once: list[threading.Thread]) -> None:
    for source in due_sources()[: MOST_AT_ONCE - len(at_once)]:
        if lease := lease_of(source):
            thread = threading.Thread(target=_in_thread, args=(source.id, lease), daemon=True)
            thread.start()
            at_once.append(thread)


def _in_thread(source_id: str, lease: str) -> None:
    try:
        read_source(source_id, lease)
    except DatabaseError as error:
        log.warning("source %s is left: %s", source_id, type(error).__qualname__)
    finally:
        connection.close()
