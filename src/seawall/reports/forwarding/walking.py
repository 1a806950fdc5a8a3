"""Who makes the next call. Each tipline that has something due gets a thread, so that one which hangs holds up neither another nor the jobs.

A killed process leaves a lease that runs out; whoever comes next asks the tipline what holds.
"""

import logging
import threading
from collections.abc import Callable
from datetime import timedelta

from django.db import DatabaseError, connection

from seawall.core.actors import Actor
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
MOST_AT_ONCE = 4
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
        try:
            note_step(step, calling(step), actor=actor)
        except StepLost:
            log.warning("forwarding %s was changed, or taken over by another", one.id)
            return


def keep_forwarding(stopping: threading.Event) -> None:
    """A thread of the worker, until it is told to stop. Threads under way are daemons: who comes next asks the tipline what holds."""
    busy: dict[str, threading.Thread] = {}
    try:
        while not stopping.wait(PAUSE):
            busy = {id_: thread for id_, thread in busy.items() if thread.is_alive()}
            try:
                _begin_due(busy, stopping)
            except DatabaseError as error:
                log.warning("nothing can be forwarded: %s", type(error).__qualname__)
                connection.close()
    finally:
        connection.close()


def _begin_due(busy: dict[str, threading.Thread], stopping: threading.Event) -> None:
    """The longest due first."""
    for tipline_id in dict.fromkeys(due_forwardings().values_list("tipline_id", flat=True)):
        if len(busy) >= MOST_AT_ONCE:
            return
        if tipline_id not in busy:
            busy[tipline_id] = threading.Thread(target=_in_thread, args=(tipline_id, stopping), daemon=True)
            busy[tipline_id].start()


def _in_thread(tipline_id: str, stopping: threading.Event) -> None:
    try:
        for one in due_forwardings().filter(tipline_id=tipline_id):
            if stopping.is_set():
                return
            _forward_or_leave(one)
    except DatabaseError as error:
        log.warning("tipline %s is left: %s", tipline_id, type(error).__qualname__)
    finally:
        connection.close()


def _forward_or_leave(one: Forwarding) -> None:
    try:
        forward(one)
    except DatabaseError:
        raise
    except Exception as error:
        # Broad, as in the worker: whatever goes wrong with one, its lease runs out, it is counted, and the others go on.
        log.warning("forwarding %s is left: %s", one.id, where(error))
