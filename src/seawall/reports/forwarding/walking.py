"""Who makes the next call. Each tipline that has something due gets a thread, so that one which hangs holds up neither another nor the jobs.

A killed process leaves a lease that runs out; whoever comes next asks the tipline what holds.
"""

import logging
import threading
from collections.abc import Callable, Iterable
from datetime import timedelta

from django.db import DatabaseError

from seawall.core.actors import Actor
from seawall.core.beside import keep_asking, let_go_of_database
from seawall.core.lease_queue import where
from seawall.core.outside.from_settings import guard
from seawall.reports.actions import begin_step, note_step
from seawall.reports.actions.note_step import StepLost
from seawall.reports.forwarding.calling import Answered, Step, call
from seawall.reports.models import Forwarding
from seawall.reports.queries import due_forwardings

log = logging.getLogger("seawall.forwarding")
# Longer than any call may take (calling.SECONDS), so that no two are made of one forwarding at a time.
LEASE = timedelta(minutes=3)
PAUSE = 2.0
# Then the next comes that has waited longest, if more tiplines wait than there are threads.
ROUND = 20
# More than a bundle has files: whoever goes on for longer is going in circles.
MOST_STEPS = 500
Calling = Callable[[Step], Answered]


def by_guard(step: Step) -> Answered:
    return call(step, guard())


def forward_due(calling: Calling = by_guard) -> int:
    """Those that are due now, one after the other, in the calling thread."""
    found = list(due_forwardings())
    for one in found:
        forward(one, calling)
    return len(found)


def forward(one: Forwarding, calling: Calling = by_guard) -> None:
    """Call after call until it is filed, a person is needed, or it has to wait. Run twice or anew, it goes on where it stands."""
    actor = Actor.system(one.owner_id)
    for _number in range(MOST_STEPS):
        step = begin_step(one, LEASE, actor=actor)
        if step is None:
            return
        let_go_of_database()
        try:
            note_step(step, calling(step), actor=actor)
        except StepLost:
            log.warning("forwarding %s was changed, or taken over by another", one.id)
            return


def keep_forwarding(stopping: threading.Event) -> None:
    """A thread of the worker, until it is told to stop. Whoever comes next asks the tipline what holds."""
    keep_asking("tiplines", _due_tiplines, lambda one: _forward_all(one, stopping), stopping, pause=PAUSE)


def _due_tiplines() -> Iterable[str]:
    """The longest due first."""
    return dict.fromkeys(due_forwardings().values_list("tipline_id", flat=True))


def _forward_all(tipline_id: str, stopping: threading.Event) -> None:
    for one in due_forwardings().filter(tipline_id=tipline_id)[:ROUND]:
        if stopping.is_set():
            return
        _forward_or_leave(one)


def _forward_or_leave(one: Forwarding) -> None:
    try:
        forward(one)
    except DatabaseError:
        raise
    except Exception as error:
        # Broad, as in the worker: whatever goes wrong with one, its lease runs out, it is counted, and the others go on.
        log.warning("forwarding %s is left: %s", one.id, where(error))
