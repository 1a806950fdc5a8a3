"""What this process knows for matching, and how it keeps up: every change of any process is in the catalogue of every
other within a fraction of a second, whatever the keeper of the index folders does meanwhile."""

import logging
import os
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection

from seawall.core.errors import NotReady
from seawall.material.matching import loading
from seawall.material.matching.canaries import Canaries
from seawall.material.matching.catalogue import Catalogue
from seawall.material.matching.folders import Folders
from seawall.material.matching.keeper import bring_up
from seawall.material.matching.look import Standing
from seawall.material.matching.packed import Packed, Vocabulary

log = logging.getLogger("seawall.matching")
# One question of a fraction of a millisecond each time; what was withdrawn is found no longer than this.
PAUSE_S = 0.05
PAUSE_WITHOUT_DATABASE_S = 1.0
# A catalogue that has not heard from the database for so long might still hold what was withdrawn.
LONGEST_SILENCE_S = 5.0


@dataclass(frozen=True, slots=True)
class Staleness:
    """How far this process is from what the database says. Seconds; infinite while there is nothing yet."""

    # Since the database was last asked.
    silence_s: float
    # For how long the index folders have lacked something; 0 when they lack nothing.
    behind_s: float

    @property
    def ready(self) -> bool:
        return self.silence_s < LONGEST_SILENCE_S and self.behind_s < LONGEST_SILENCE_S


class Follower:
    def __init__(self, folder: Path) -> None:
        self.folders = Folders(folder)
        self._catalogue: Catalogue | None = None
        self.identity = ""
        self._heard_at = -float("inf")
        # The index folders lack this turn, since then.
        self._lacking, self._lacking_since = 0, -float("inf")
        self._step, self._starting = threading.Lock(), threading.Lock()
        self._thread: threading.Thread | None = None

    def standing(self) -> Standing:
        """As of some moments ago. Raises `NotReady` before the first step, and after a long silence."""
        if self._catalogue is None or time.monotonic() - self._heard_at > LONGEST_SILENCE_S:
            raise NotReady
        return Standing(self._catalogue, self.folders)

    def staleness(self) -> Staleness:
        now = time.monotonic()
        behind = now - self._lacking_since if self._lacking else 0.0
        return Staleness(now - self._heard_at, behind if self._catalogue is not None else float("inf"))

    def step(self) -> None:
        """Read what has changed, in the calling thread."""
        with self._step:
            asked_at = time.monotonic()
            turn, identity = loading.latest()
            self._catalogue = self._caught_up(self._catalogue, turn, identity)
            self.identity, self._heard_at = identity, asked_at
            self.folders.mend(identity)
            self._note(turn, asked_at)

    def _caught_up(self, known: Catalogue | None, turn: int, identity: str) -> Catalogue:
        if known is None or identity != self.identity or turn < known.turn:
            return loaded(turn)
        if turn == known.turn:
            return known
        changed = packed_past("turn", known.turn, known.vocabulary)
        canaries = known.canaries.with_more(new) if (new := loading.canaries_since(known.turn)) else None
        after = known.followed(changed, loading.lists_since(known.turn), turn)
        return after.with_canaries(canaries) if canaries else after

    def _note(self, turn: int, now: float) -> None:
        mark = self.folders.mark()
        if mark is not None and mark >= turn:
            self._lacking = 0
        elif not self._lacking or (mark is not None and mark >= self._lacking):
            self._lacking, self._lacking_since = turn or 1, now

    def follow(self) -> None:
        """Step in a thread of its own from now on. Started by the first who asks, so never before a fork."""
        with self._starting:
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="seawall-follower", daemon=True)
                self._thread.start()

    def _run(self) -> None:
        while True:
            try:
                self.step()
                time.sleep(PAUSE_S)
            except DatabaseError as error:
                log.warning("matching cannot ask the database: %s", type(error).__name__)
                connection.close()
                time.sleep(PAUSE_WITHOUT_DATABASE_S)


def loaded(turn: int) -> Catalogue:
    """Everything, as it is at this turn or later; what changes meanwhile is read again by the next step."""
    packed = packed_past("number", 0, Vocabulary())
    lists = {facts.list_id: facts for facts in loading.lists_since(0)}
    canaries = Canaries().with_more(loading.canaries_since(0))
    return Catalogue(packed, Packed.empty(packed.vocabulary), lists, turn, canaries)


def packed_past(field: str, after: int, vocabulary: Vocabulary) -> Packed:
    parts = [loading.packed_in(these, vocabulary) for these in loading.ranges(field, after)]
    return parts[0] if len(parts) == 1 else Packed.empty(vocabulary).joined(parts)


_here: tuple[int, Follower] | None = None
_choosing = threading.Lock()


def here() -> Follower:
    """The follower of this process; a forked child begins its own."""
    global _here
    with _choosing:
        if _here is None or _here[0] != os.getpid():
            _here = (os.getpid(), Follower(Path(settings.INDEX)))
        return _here[1]


def use(follower: Follower | None) -> None:
    """Another follower for this process: a test's own."""
    global _here
    _here = None if follower is None else (os.getpid(), follower)


def standing() -> Standing:
    """For the match path: no question to the database, never a wait. Raises `NotReady`."""
    follower = here()
    follower.follow()
    return follower.standing()


def standing_now(turn: int | None = None) -> Standing:
    """For jobs and commands: with everything that was committed before this call in the catalogue, and in the index
    with everything up to `turn`, or all of it too. Asks the database, and may wait for the keeper. Raises `NotReady`."""
    follower = here()
    follower.step()
    catalogue, folders = follower.standing()
    bring_up(folders, catalogue.turn if turn is None else turn)
    folders.mend(follower.identity)
    return Standing(catalogue, folders)


def staleness() -> Staleness:
    follower = here()
    follower.follow()
    return follower.staleness()
