"""Who says the next vote. Each source that has something due gets a thread for a small round of them, so that one which hangs, or is to hear
thousands, holds up neither another nor the reading.

A killed process leaves a lease that runs out; whoever comes next says the same vote again, which counts once.
"""

import logging
import threading
from collections.abc import Callable
from datetime import timedelta

from django.db import DatabaseError

from seawall.core.actors import Actor
from seawall.core.beside import keep_asking, let_go_of_database
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
# Then the next comes whose votes have waited longest, if more sources wait than there are threads.
ROUND = 20
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
    let_go_of_database()
    try:
        note_vote(step, calling(step), actor=actor)
    except StepLost:
        log.warning("vote %s was taken over by another, or its source was moved", step.vote_id)
        return False
    return True


def keep_voting(stopping: threading.Event) -> None:
    """A thread of the worker, until it is told to stop. What was begun and not answered is begun again."""
    keep_asking(
        "votes",
        lambda: due_votings().values_list("pk", flat=True),
        lambda voting_id: _round(voting_id, stopping),
        stopping,
        pause=PAUSE,
    )


def _round(voting_id: str, stopping: threading.Event) -> None:
    voting, calling = Voting.objects.get(pk=voting_id), Caller(guard())
    try:
        for _vote in range(ROUND):
            if not vote_once(voting, calling):
                return
            let_go_of_database()
            if stopping.wait(PACE):
                return
    except DatabaseError:
        raise
    except Exception:
        # Broad, as in the worker: whatever goes wrong with one source is told at its page.
        put_off_voting(voting, actor=Actor.system(voting.owner_id))
        raise
