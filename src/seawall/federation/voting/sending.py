"""Who says the next vote. Each source that has something due gets a thread, so that one which hangs holds up neither another nor the reading.

A killed process leaves a lease that runs out; whoever comes next says the same vote again, which counts once.
"""

import logging
import threading
from collections.abc import Callable
from datetime import timedelta

from django.db import DatabaseError, connection

from seawall.core.actors import Actor
from seawall.core.lease_queue import where
from seawall.core.outside.from_settings import guard
from seawall.federation.actions import begin_vote, note_vote, put_off_voting
from seawall.federation.actions.note_vote import StepLost
from seawall.federation.models import Voting
from seawall.federation.queries import due_votings
from seawall.federation.voting.calling import Answered, Caller, Step

log = logging.getLogger("seawall.votes")
# Longer than the three calls of a vote may take together (calling.SECONDS).
LEASE = timedelta(minutes=5)
PAUSE = 2.0
# Between two votes at one source: a Seawall node lets a key in 20,000 times a day, and its list is read with the same key.
PACE = 5.0
MOST_AT_ONCE = 4
Calling = Callable[[Step], Answered]


def vote_due(calling: Calling | None = None) -> int:
    """All that is due now, source after source, in the calling thread; how many sources that were."""
    found = list(due_votings())
    for voting in found:
        while vote_once(voting, calling or Caller(guard())):
            pass
    return len(found)


def vote_once(voting: Voting, calling: Calling) -> bool:
    """The next vote of a source; False where there is none for now."""
    actor = Actor.system(voting.owner_id)
    step = begin_vote(voting, LEASE, actor=actor)
    if step is None:
        return False
    try:
        note_vote(step, calling(step), actor=actor)
    except StepLost:
        log.warning("vote %s was taken over by another, or its source was moved", step.vote_id)
        return False
    return True


def keep_voting(stopping: threading.Event) -> None:
    """A thread of the worker, until it is told to stop. Threads under way are daemons: what they began is begun again."""
    busy: dict[str, threading.Thread] = {}
    try:
        while not stopping.wait(PAUSE):
            busy = {id_: thread for id_, thread in busy.items() if thread.is_alive()}
            try:
                _begin_due(busy, stopping)
            except DatabaseError as error:
                log.warning("no vote can be sent: %s", type(error).__qualname__)
                connection.close()
    finally:
        connection.close()


def _begin_due(busy: dict[str, threading.Thread], stopping: threading.Event) -> None:
    for voting in due_votings():
        if len(busy) >= MOST_AT_ONCE:
            return
        if voting.id not in busy:
            busy[voting.id] = threading.Thread(target=_in_thread, args=(voting, stopping), daemon=True)
            busy[voting.id].start()


def _in_thread(voting: Voting, stopping: threading.Event) -> None:
    calling = Caller(guard())
    try:
        while vote_once(voting, calling) and not stopping.wait(PACE):
            connection.close()
    except DatabaseError as error:
        log.warning("votes of %s are left: %s", voting.id, type(error).__qualname__)
    except Exception as error:
        # Broad, as in the worker: whatever goes wrong with one source is told at its page, and the others go on.
        log.warning("votes of %s are left: %s", voting.id, where(error))
        put_off_voting(voting, actor=Actor.system(voting.owner_id))
    finally:
        connection.close()
