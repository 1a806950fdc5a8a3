"""Looks after one shard: lets out replicas that are silent, starts those again that stopped, makes new ones from a copy."""

import logging
import secrets
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

from ray.exceptions import RayError

from seawall.engine.cluster.nodes import Nodes, end, living
from seawall.engine.cluster.replica import Place
from seawall.engine.cluster.roll import RollFile
from seawall.engine.cluster.shard import Seat, Shard
from seawall.engine.cluster.talk import CHANGE, LIFE, ask, got
from seawall.engine.errors import EngineError
from seawall.engine.search.index import Kind

log = logging.getLogger(__name__)

# Between two looks at a shard whose replicas all seem well.
PAUSE_SECONDS = 2.0
# A replica that gives no sign of life for so long is ended; it has a thread for nothing else.
SILENCE_SECONDS = 20.0
# Opening a folder reads and checks all of it.
OPENING_SECONDS = 1800.0
COPYING_SECONDS = 4 * 3600.0
STORING_SECONDS = 60.0
# Changes that came while a replica was copied are stored in it while more come; the last few while none can.
FEW = 4
_FAULTS = (RayError, EngineError, OSError, ValueError)


class Mender:
    def __init__(
        self, shard: Shard, *, folder: Path, roll: RollFile, nodes: Nodes, next_term: Callable[[], int]
    ) -> None:
        self._shard, self._roll, self._nodes, self._next_term = shard, roll, nodes, next_term
        self._base = folder / "replicas" / roll.roll.cluster
        self._swept: list[str] = []
        self._kept: set[str] = set()

    def start(self) -> None:
        threading.Thread(target=self._run, name=f"mender {self._shard.number}", daemon=True).start()

    def _run(self) -> None:
        while True:
            self._shard.call.clear()
            try:
                self._shard.trouble = self.look()
            # Whatever it was, this thread must go on: without it the next loss would be the last.
            except Exception as fault:
                self._shard.trouble = f"{type(fault).__name__}: {fault}".split("\n")[0]
                log.warning("shard %d is not whole yet: %s", self._shard.number, type(fault).__name__)
            self._shard.call.wait(PAUSE_SECONDS)

    def look(self) -> str:
        """One round; what is not as it should be afterwards, for the operator."""
        trouble = self._let_out_the_silent()
        if not self._members:
            self._begin()
        self._sweep()
        for token in self._members:
            if token not in self._shard.standing.tokens:
                try:
                    self._resume(token)
                except _FAULTS as fault:
                    trouble = f"{type(fault).__name__}: {fault}".split("\n")[0]
        self._shard.all_met()
        while self._shard.standing.seats and self._lacking and self._copy():
            trouble = ""
        return trouble or (f"{self._lacking} replicas too few" if self._lacking else "")

    @property
    def _members(self) -> tuple[str, ...]:
        return self._roll.roll.members[self._shard.number]

    @property
    def _lacking(self) -> int:
        return max(0, self._roll.roll.replicas - len(self._shard.standing.seats))

    def _place(self, token: str) -> Place:
        return Place(self._base, cast(Kind, self._roll.roll.kind), self._shard.number, token)

    def _let_out_the_silent(self) -> str:
        trouble = ""
        asked = {
            seat.key: (seat, ask(seat.actor, "trouble", group=LIFE)) for seat in self._shard.standing.seats
        }
        for key, (seat, answer) in asked.items():
            try:
                trouble = got(answer, SILENCE_SECONDS) or trouble
            except (RayError, EngineError):
                # Ended first: a change that waits for it holds the shard until then.
                self._end(seat)
                self._shard.let_out(key)
        return trouble

    def _sweep(self) -> None:
        """End and remove what is left of replicas that are no longer on the roll: when one has left it, and when a node has come."""
        nodes, tokens = living(), {*self._members, *self._shard.standing.tokens}
        if not set(nodes) <= set(self._swept) or not self._kept <= tokens:
            self._nodes.sweep(self._place(""), tokens)
            self._swept = nodes
        self._kept = tokens

    def _begin(self) -> None:
        """The first replicas of a shard in which nothing was ever stored."""
        seats: list[Seat] = []
        try:
            while len(seats) < self._roll.roll.replicas:
                seat = self._new("begin", [seat.node for seat in seats])
                if seat is None:
                    break
                seats.append(seat)
                got(ask(seat.actor, "obey", seat.term, group=CHANGE), OPENING_SECONDS)
            if seats:
                self._roll.enrol(self._shard.number, {seat.token for seat in seats})
        except BaseException:
            for seat in seats:
                self._end(seat)
            raise
        if self._roll.roll.era == 1:
            # Nothing can be left of replicas that never were.
            self._swept = living()
        with self._shard.changing:
            for seat in seats:
                self._shard.let_in(seat, 0)

    def _new(self, method: str, but: list[str], *words: Any, seconds: float = OPENING_SECONDS) -> Seat | None:
        """A replica with a new name on a node that is none of these; None if there is no such node."""
        token = secrets.token_hex(8)
        node = self._nodes.take(token, but)
        if node is None:
            return None
        seat = Seat(token, self._next_term(), node, self._nodes.start(self._place(token), node))
        try:
            got(ask(seat.actor, method, *words, group=CHANGE), seconds)
        except BaseException:
            self._end(seat)
            raise
        return seat

    def _end(self, seat: Seat) -> None:
        end(seat.actor)
        self._nodes.forget(seat.token)

    def _resume(self, token: str) -> None:
        """A replica on the roll that does not run, or that this warden has not met yet."""
        place = self._place(token)
        # On storage that nodes share it would be found everywhere; two on one node are lost together.
        node = self._nodes.find(place, [seat.node for seat in self._shard.standing.seats])
        if node is None:
            return
        actor = self._nodes.start(place, node)
        seat = Seat(token, self._next_term(), node, actor)
        try:
            seat = seat._replace(node=got(ask(actor, "node", group=LIFE), SILENCE_SECONDS))
            self._nodes.note(token, seat.node)
            got(ask(seat.actor, "resume", group=CHANGE), OPENING_SECONDS)
            self._let_in_if_whole(seat)
        except BaseException:
            self._end(seat)
            raise

    def _let_in_if_whole(self, seat: Seat) -> None:
        with self._shard.changing:
            version: int = got(ask(seat.actor, "obey", seat.term, group=CHANGE), SILENCE_SECONDS)
            standing = self._shard.standing
            # On the roll it holds all that was acknowledged. What was not may be in one replica and not in another:
            # the first that is back decides.
            if seat.token in self._members and (not standing.seats or version == standing.version):
                return self._shard.let_in(seat, version)
            if standing.seats:
                self._roll.enrol(self._shard.number, standing.tokens)
        self._end(seat)

    def _copy(self) -> bool:
        """One more replica, from a living one; False if there is no node for it."""
        source, *_ = seats = self._shard.standing.seats
        self._shard.since = {}
        try:
            seat = self._new("copy", [seat.node for seat in seats], source.actor, seconds=COPYING_SECONDS)
            if seat is not None:
                self._catch_up(seat, source)
            return seat is not None
        finally:
            self._shard.since = None

    def _catch_up(self, seat: Seat, source: Seat) -> None:
        try:
            version: int = got(ask(seat.actor, "obey", seat.term, group=CHANGE), SILENCE_SECONDS)
            while self._shard.standing.version - version > FEW:
                version = self._hand_on(seat, version)
            with self._shard.changing:
                while version < self._shard.standing.version:
                    version = self._hand_on(seat, version)
                self._enrol(seat, version, source)
        except BaseException:
            self._end(seat)
            raise

    def _enrol(self, seat: Seat, version: int, source: Seat) -> None:
        standing = self._shard.standing
        # A source that was let out may hold what was never acknowledged, and so does its copy.
        if source not in standing.seats or version != standing.version:
            raise EngineError("the replica that was copied was lost meanwhile")
        # With it the dead ones leave the roll: what they hold is held by this one.
        self._roll.enrol(self._shard.number, {*standing.tokens, seat.token})
        self._shard.let_in(seat, version)

    def _hand_on(self, seat: Seat, version: int) -> int:
        change = (self._shard.since or {}).pop(version + 1, None)
        if change is None:
            raise EngineError("a change that came while a replica was copied was not kept for it")
        answer = ask(seat.actor, "apply", seat.term, version + 1, change, group=CHANGE)
        said = got(answer, STORING_SECONDS)
        if isinstance(said, str):
            raise EngineError(said)
        return version + 1
