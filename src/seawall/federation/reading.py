"""A source is read: by whom, for how long, and what comes next when that fails.

Each source that is due gets a thread of its own and a lease, so that one which hangs holds up nobody else, and one whose process was
killed is read on by the next from its checkpoint.
"""

import logging
import threading
from collections.abc import Iterator, Mapping
from datetime import timedelta

from seawall.core.actors import Actor
from seawall.core.beside import keep_asking, let_go_of_database
from seawall.core.lease_queue import where
from seawall.core.many_rows import roomy
from seawall.core.outside.from_settings import guard
from seawall.federation.actions import end_run, lease_source, take_batch
from seawall.federation.actions.take_batch import LeaseLost
from seawall.federation.credentials import opened
from seawall.federation.models import Source
from seawall.federation.queries import due_sources
from seawall.federation.sources import folder, hash_sharing, node, stopncii
from seawall.federation.sources.batches import Asking, Batch, Read, Troubled
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
# However many are read, so many pages are taken at once: more would hold up each other, and whoever works with the database.
TAKING = threading.BoundedSemaphore(4)


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
        with roomy():
            for batch in _read_in_peace(READERS[source.kind](asking_of(source))):
                with TAKING:
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


def _read_in_peace(batches: Iterator[Batch]) -> Iterator[Batch]:
    while True:
        let_go_of_database()
        if (batch := next(batches, None)) is None:
            return
        yield batch


def _end(source: Source, lease: str, troubled: Troubled, actor: Actor) -> None:
    end_run(source, troubled.trouble, lease=lease, checkpoint=troubled.checkpoint, actor=actor)


def keep_reading(stopping: threading.Event) -> None:
    """A thread of the worker, until it is told to stop. The next reading finds the checkpoint where the last one left it."""
    keep_asking(
        "sources", lambda: due_sources().values_list("pk", flat=True), _in_turn, stopping, pause=PAUSE
    )


def _in_turn(source_id: str) -> None:
    if lease := lease_of(Source.objects.get(pk=source_id)):
        read_source(source_id, lease)
