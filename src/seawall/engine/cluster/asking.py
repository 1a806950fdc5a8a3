"""Asking each shard one question, or several: of one of its whole replicas, of another if that one does not answer, until
every answer is there. What is answered by a replica that is behind is not taken."""

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ray.exceptions import RayError

from seawall.engine.cluster.changes import lost
from seawall.engine.cluster.errors import ShardLost, WardenLost
from seawall.engine.cluster.replica import Answer
from seawall.engine.cluster.talk import ask, got, ready
from seawall.engine.cluster.warden import Bearings

Key = tuple[str, int]
# Questions on their way to the replicas of one shard: enough for all their threads. More would wait there and look slow.
AT_ONCE = 8
# A replica that takes longer is not given up, but another is asked as well.
SLOW_SECONDS = 10.0
# Between two looks at who is whole, while an answer is missing.
LOOK_SECONDS = 0.1
WARDEN_SECONDS = 10.0


class Question(NamedTuple):
    shard: int
    method: str
    words: tuple[Any, ...]


@dataclass
class _Open:
    """A question that is not answered yet."""

    place: int
    question: Question
    tried: set[Key] = field(default_factory=set)
    # How many are asked now, and when the last one was.
    waiting: int = 0
    asked: float = 0.0
    # Since when now and then nobody was left to be asked.
    nobody: float | None = None
    # What went wrong last, for the error.
    fault: str = ""


class Asker:
    """Threads may share it."""

    def __init__(self, warden: Any, patience: float) -> None:
        self.warden, self.patience = warden, patience
        self._actors: dict[Key, Any] = {}
        self._turn = 0

    def answers(self, questions: Sequence[Question]) -> list[Any]:
        """The answer to each question, which must be a good one. Raises `ShardLost`, `WardenLost`."""
        self._turn += 1
        return _Round(self, questions, self._turn).answers()

    def bearings(self) -> Bearings:
        """Which replicas are whole now: all that was acknowledged before this call is in each of them."""
        found: Bearings = self.of_warden("bearings")
        missing = {key for _, keys in found for key in keys} - self._actors.keys()
        if missing:
            self._actors = self.of_warden("actors")
        return found

    def actor(self, key: Key) -> Any | None:
        return self._actors.get(key)

    def of_warden(self, method: str, *words: Any) -> Any:
        """What the warden says to a question that may be asked twice."""
        deadline = time.monotonic() + self.patience
        while True:
            try:
                return got(ask(self.warden, method, *words), WARDEN_SECONDS)
            except RayError as error:
                if time.monotonic() > deadline:
                    raise WardenLost(f"the warden does not answer: {type(error).__name__}") from error
                time.sleep(LOOK_SECONDS)


class _Round:
    def __init__(self, asker: Asker, questions: Sequence[Question], turn: int) -> None:
        self._asker, self._turn = asker, turn
        self._open = {place: _Open(place, question) for place, question in enumerate(questions)}
        self._said: list[Any] = [None] * len(questions)
        # What is on its way, with its question and whom it was asked.
        self._asked: dict[Any, tuple[_Open, Key]] = {}

    def answers(self) -> list[Any]:
        self._bearings = self._asker.bearings()
        # An answer with all of this in it is right, whoever gives it and whatever happens meanwhile.
        self._wanted = [version for version, _ in self._bearings]
        while self._open:
            self._ask()
            self._collect()
            self._wait_for_others()
        return self._said

    def _ask(self) -> None:
        now = time.monotonic()
        # Those that are slow do not count: others would wait for a replica that hangs.
        busy = Counter(
            one.question.shard for one, _ in self._asked.values() if now - one.asked < SLOW_SECONDS
        )
        for one in self._open.values():
            shard = one.question.shard
            if busy[shard] >= AT_ONCE or one.waiting and now - one.asked < SLOW_SECONDS:
                continue
            key = self._next(one)
            if key is not None:
                self._asked[self._put(one, key, now)] = one, key
                busy[shard] += 1

    def _put(self, one: _Open, key: Key, now: float) -> Any:
        one.tried.add(key)
        one.waiting, one.asked = one.waiting + 1, now
        return ask(self._asker.actor(key), one.question.method, *one.question.words)

    def _next(self, one: _Open) -> Key | None:
        """A replica not asked yet; each question and each call begins with another, so that all have work."""
        keys = self._bearings[one.question.shard][1]
        left = [key for key in keys if key not in one.tried and self._asker.actor(key) is not None]
        return left[(self._turn + one.place) % len(left)] if left else None

    def _collect(self) -> None:
        if not self._asked:
            return
        ready(list(self._asked), SLOW_SECONDS)
        for answer in ready(list(self._asked), 0, count=len(self._asked)):
            one, _ = self._asked.pop(answer)
            one.waiting -= 1
            if one.place in self._open:
                self._take(one, answer)

    def _take(self, one: _Open, answer: Any) -> None:
        try:
            said: Answer = got(answer, SLOW_SECONDS)
        # What was asked was found good here, so whatever a replica raises is its own fault; another may do better.
        except Exception as fault:
            one.fault, said = f" ({type(fault).__name__})", Answer(-1, None)
        if said.version < max(0, self._wanted[one.question.shard]):
            one.nobody = one.nobody or time.monotonic()
            ask(self._asker.warden, "suspect", [one.question.shard])
            return
        self._said[one.place] = said.said
        del self._open[one.place]

    def _wait_for_others(self) -> None:
        """Where nobody is left to be asked, or takes long: look who is whole now, and give up when that was so for too long."""
        now = time.monotonic()
        alone = [one for one in self._open.values() if not one.waiting and self._next(one) is None]
        slow = any(one.waiting and now - one.asked > SLOW_SECONDS for one in self._open.values())
        for one in alone:
            one.nobody = one.nobody or now
        overdue = {
            one.question.shard: one.fault for one in alone if now - (one.nobody or now) > self._asker.patience
        }
        if overdue:
            shards = tuple(sorted(overdue))
            raise ShardLost(lost(shards) + next(filter(None, overdue.values()), ""), shards)
        if alone or slow:
            time.sleep(LOOK_SECONDS)
            self._look(alone)

    def _look(self, alone: list[_Open]) -> None:
        self._bearings = self._asker.bearings()
        for one in alone:
            # One that is listed still may have been out of reach for a moment only.
            one.tried.clear()
        for shard, (version, _) in enumerate(self._bearings):
            # Where the wanted version was not known, it is that of the first replica that is back.
            if self._wanted[shard] < 0:
                self._wanted[shard] = version
        whole = {key for _, keys in self._bearings for key in keys}
        for answer, (one, key) in list(self._asked.items()):
            # From one that was let out no answer need come, ever.
            if key not in whole:
                del self._asked[answer]
                one.waiting -= 1
