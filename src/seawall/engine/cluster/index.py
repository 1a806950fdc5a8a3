"""The door: an index over the nodes of a Ray cluster, searched and changed like one on a single machine."""

import os
import time
from typing import Any, Self, cast

import numpy as np
from ray.exceptions import RayError

from seawall.engine.cluster import merged, office
from seawall.engine.cluster import roll as rolls
from seawall.engine.cluster.asking import LOOK_SECONDS, Asker, Question
from seawall.engine.cluster.changes import STORING_SECONDS
from seawall.engine.cluster.errors import Unfinished
from seawall.engine.cluster.replica import Change
from seawall.engine.cluster.spread import by_shard
from seawall.engine.cluster.talk import CHANGE, ask, got, put
from seawall.engine.cluster.warden import About, ShardState
from seawall.engine.codes import Codes, Ids, Radii, as_codes, as_ids, as_radii
from seawall.engine.errors import BadInput
from seawall.engine.search.index import Index, Kind
from seawall.engine.search.manifest import WIDTHS
from seawall.engine.search.matches import Matches, Places
from seawall.engine.search.view import Pairs

PATIENCE_SECONDS = 60.0
# Queries that a replica is asked at once: enough for the kernel to be at its best, few enough that little is asked again
# when a node is lost.
PIECE = 8192
# Codes that are loaded from a folder at once.
LOADING = 1 << 20
# Shorter ones travel with the question, longer ones are put once where all nodes can fetch them.
SHORT_BYTES = 1 << 16
_MARKS = 1 << 63


class ClusterIndex:
    """As `Index`: the same arguments, the same answers, over shards in several replicas each.

    An answer is always whole: it holds everything that was acknowledged before the search began. If a shard has no living
    replica, a call waits `patience` seconds for one and then raises `ShardLost`. Threads may share one; a forked process may not.
    """

    def __init__(self, warden: Any, patience: float) -> None:
        self._asker = Asker(warden, patience)
        self._about: About = self._asker.of_warden("about")
        self.kind = self._about.kind

    @classmethod
    def create(
        cls,
        folder: str | os.PathLike[str],
        *,
        kind: Kind = "pdq",
        shards: int = 8,
        replicas: int = 2,
        patience: float = PATIENCE_SECONDS,
    ) -> Self:
        """An empty index of so many shards, which stay so many, each in so many replicas on different nodes.

        `folder` is a path on a disk of each node's own; on this node it also holds the roll, so this should be the one that
        outlives the others: Ray's head. Raises `BadInput` if there is an index in `folder` already.
        """
        path = office.checked(folder)
        if kind not in WIDTHS or not 0 < shards <= rolls.MOST_SHARDS or replicas < 1:
            raise BadInput(
                f"a kind of {', '.join(WIDTHS)}, 1 to {rolls.MOST_SHARDS} shards, 1 or more replicas"
            )
        if office.running(path) or (path / rolls.NAME).exists():
            raise BadInput(f"there is an index in {path} already: open it")
        path.mkdir(parents=True, exist_ok=True)
        rolls.write(path, rolls.new(kind, shards, replicas))
        return cls.open(path, patience=patience)

    @classmethod
    def open(cls, folder: str | os.PathLike[str], *, patience: float = PATIENCE_SECONDS) -> Self:
        """The index as it runs, from anywhere in the cluster; or started again, from the node that holds its roll.

        Where it has to be started, this returns when every shard has a living replica, or when for `patience` seconds no
        other one has come. Raises `BadInput` if it does not run and its roll is not here, `Damaged` if the roll is not what was written, `WardenLost`.
        """
        path = office.checked(folder)
        warden = office.running(path)
        if warden is not None:
            return cls(warden, patience)
        index = cls(office.start(path), patience)
        index._wait_for_shards()
        return index

    def _wait_for_shards(self) -> None:
        """Many processes take long to start on few processors: this waits as long as more of them come."""
        most, since = 0, time.monotonic()
        while (living := sum(bool(keys) for _, keys in self._asker.bearings())) < self._about.shards:
            if living > most:
                most, since = living, time.monotonic()
            if time.monotonic() - since > self._asker.patience:
                return
            time.sleep(LOOK_SECONDS)

    def stop(self) -> None:
        """End its processes on all nodes, for everybody. What is stored stays on the disks: `open` goes on with it."""
        office.stop(self._asker.warden, self._about.cluster)

    def add(self, ids: Any, codes: Any, mark: int | None = None) -> int:
        """Add codes under ids (uint64[n], uint8[n, width]); returns how many pairs were new.

        When it returns, every living replica has them on its disk, and `mark` is noted: the application's own note of how
        far it has come. Raises `BadInput`, `NotWritten` (nothing was stored), `ShardLost` (nothing either), `Unfinished`.
        """
        ids, codes = as_ids(ids), as_codes(codes, width=self._about.width)
        if len(ids) != len(codes):
            raise BadInput(f"{len(ids)} ids for {len(codes)} codes")
        return self._change(ids, codes, mark)

    def remove(self, ids: Any, mark: int | None = None) -> int:
        """Withdraw all codes that these ids (uint64[n]) carry now; returns how many. Errors are those of `add`."""
        return self._change(as_ids(ids), None, mark)

    def load(self, folder: str | os.PathLike[str]) -> int:
        """Add all that an index folder or a snapshot on this machine holds, and its mark; returns how many pairs were new."""
        with Index.open(folder, kind=cast(Kind, self.kind)) as index:
            (ids, codes), mark = index.pairs(), index.mark
        starts = range(0, max(1, len(ids)), LOADING)
        return sum(
            self.add(ids[at : at + LOADING], codes[at : at + LOADING], mark if at == starts[-1] else None)
            for at in starts
        )

    def search(self, codes: Any, radius: Any = 31, limit: int = 1000) -> Matches:
        """As `Index.search`: all codes within `radius` bits of each query, nearest first, at most `limit` a query.

        Raises `ShardLost` or `WardenLost` rather than answer in part.
        """
        queries, radii = self._checked(codes, radius, limit)
        pieces = [slice(at, at + PIECE) for at in range(0, max(1, len(queries)), PIECE)]
        found = self._asker.answers(
            [
                question
                for piece in pieces
                for question in self._questions(queries[piece], radii[piece], limit)
            ]
        )
        shards = self._about.shards
        return merged.of_pieces(
            [
                merged.of_shards(
                    found[at * shards :][:shards], queries=len(radii[piece]), limit=limit
                ).matches
                for at, piece in enumerate(pieces)
            ]
        )

    def search_places(self, codes: Any, radius: Any = 31, limit: int = 1000) -> Places:
        """As `search`, with a number for each matched code, the same for the same code within this one answer."""
        queries, radii = self._checked(codes, radius, limit)
        # In one piece: two replicas of a shard number their codes each in its own way.
        found = self._asker.answers(self._questions(queries, radii, limit))
        return merged.of_shards(found, queries=len(queries), limit=limit)

    def pairs(self, ids: Any = None) -> Pairs:
        """The ids with their codes, uint64[n] and uint8[n, width], in any order: of these ids, or all there are."""
        questions = [Question(shard, "pairs", (None,)) for shard in range(self._about.shards)]
        if ids is not None:
            parts = by_shard(np.unique(as_ids(ids)), None, self._about.shards)
            questions = [Question(shard, "pairs", (mine,)) for shard, (mine, _) in parts.items()]
        nothing = Pairs(np.empty(0, np.uint64), np.empty((0, self._about.width), np.uint8))
        found: list[Pairs] = [nothing, *self._asker.answers(questions)]
        return Pairs(
            np.concatenate([part.ids for part in found]), np.concatenate([part.codes for part in found])
        )

    def __len__(self) -> int:
        """How many pairs of id and code it holds."""
        return sum(self._asker.answers([Question(s, "size", ()) for s in range(self._about.shards)]))

    @property
    def mark(self) -> int | None:
        """The last mark noted, or None. All that was added or withdrawn with it or before is stored."""
        mark: int | None = self._asker.of_warden("mark")
        return mark

    def state(self) -> list[ShardState]:
        """For the operator: of each shard, where its living replicas are and what is wrong."""
        state: list[ShardState] = self._asker.of_warden("state")
        return state

    def _checked(self, codes: Any, radius: Any, limit: int) -> tuple[Codes, Radii]:
        queries = as_codes(codes, width=self._about.width)
        if limit < 0:
            raise BadInput("a limit is 0, for none, or more")
        return queries, as_radii(radius, len(queries))

    def _questions(self, queries: Codes, radii: Radii, limit: int) -> list[Question]:
        words = (queries if queries.nbytes <= SHORT_BYTES else put(queries), radii, limit)
        return [Question(shard, "search", words) for shard in range(self._about.shards)]

    def _change(self, ids: Ids, codes: Codes | None, mark: int | None) -> int:
        if mark is not None and not -_MARKS <= mark < _MARKS:
            raise BadInput("a mark is a whole number of 64 bits")
        parts = {shard: Change(*part) for shard, part in by_shard(ids, codes, self._about.shards).items()}
        patience = self._asker.patience
        # Waits for a warden that is just being started again: a change sent into its absence may be lost, or not.
        self._asker.of_warden("about")
        answer = ask(self._asker.warden, "change", parts, mark, patience, group=CHANGE)
        try:
            count: int = got(answer, patience + 2 * STORING_SECONDS)
        except RayError as error:
            raise Unfinished(
                f"the warden was lost while storing ({type(error).__name__}): repeat the change"
            ) from error
        return count
