"""One replica of one shard: an index folder on the disk of its node, and the process that answers from it."""

import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from seawall.engine.cluster.errors import Behind
from seawall.engine.cluster.gift import Gifts, received
from seawall.engine.cluster.talk import here
from seawall.engine.codes import Codes, Ids
from seawall.engine.errors import BadInput
from seawall.engine.search.disk import NotWritten
from seawall.engine.search.index import Index, Kind
from seawall.engine.search.journal import Unsure


@dataclass(frozen=True)
class Place:
    """Where a replica's folder lies on its node's disk, and what is in it."""

    base: Path
    kind: Kind
    shard: int
    token: str

    @property
    def folder(self) -> Path:
        return self.base / f"{self.shard}-{self.token}"


class Change(NamedTuple):
    """Codes to add under ids, or, without codes, ids to withdraw."""

    ids: Ids
    codes: Codes | None


class Answer(NamedTuple):
    """What a replica says, and the number of the last change that was in it at least when it said so."""

    version: int
    said: Any


class Replica:
    """Counts the changes: change n is taken by a replica that has had n - 1 of them, and by no other.

    The count is the index's mark, so that it is stored with the change, whole or not at all.
    """

    def __init__(self, place: Place) -> None:
        self._place = place
        self._gifts = Gifts(place.folder)
        self._index: Index | None = None
        self._changing = threading.Lock()
        self._version = 0
        # Whose changes are taken: a warden's term of office begins when it has heard this replica's version.
        self._term = 0

    def begin(self) -> None:
        """A replica of an empty shard."""
        self._place.folder.mkdir(parents=True)
        self._open()

    def resume(self) -> None:
        """The replica whose folder is here. Raises `Damaged`, `BadInput` if there is none."""
        if self._index is None:
            if not self._place.folder.is_dir():
                raise BadInput(f"there is no replica in {self._place.folder}")
            self._open()

    def copy(self, source: Any) -> None:
        """A replica like the one that `source` is the actor of, as it is now."""
        received(source, self._place.folder)
        self._open()

    def _open(self) -> None:
        self._index = Index.open(self._place.folder, writable=True, kind=self._place.kind)
        self._version = self._index.mark or 0

    def obey(self, term: int) -> int:
        """Take changes of this term alone; returns the version. What was sent before and is late can no longer come."""
        with self._changing:
            if term <= self._term:
                raise Behind(f"term {term} is over")
            self._term = term
            self._opened()
            return self._version

    def apply(self, term: int, version: int, change: Change) -> int | str:
        """Store a change; returns the pairs added or withdrawn, or why the disk did not take it and nothing has changed."""
        with self._changing:
            if term != self._term or version != self._version + 1:
                raise Behind(f"at {self._version} of term {self._term}, not {version} of term {term}")
            try:
                count = self._store(change, version)
            except NotWritten as refusal:
                if not isinstance(refusal, Unsure):
                    return str(refusal)
                self._close()
                raise
            self._version = version
            return count

    def _store(self, change: Change, version: int) -> int:
        if change.codes is None:
            return self._opened().remove(change.ids, version)
        return self._opened().add(change.ids, change.codes, version)

    def search(self, codes: Codes, radius: Any, limit: int) -> Answer:
        """As `Index.search_places`."""
        # Read first: what is searched afterwards holds this much at least.
        version = self._version
        return Answer(version, self._opened().search_places(codes, radius, limit))

    def pairs(self, ids: Ids | None) -> Answer:
        version = self._version
        return Answer(version, self._opened().pairs(ids))

    def size(self) -> Answer:
        version = self._version
        return Answer(version, len(self._opened()))

    def node(self) -> str:
        """Where it runs; it answers this whether it is open or not."""
        return here()

    def trouble(self) -> str:
        """Why tidying in the background failed last, if it did."""
        return self._opened().trouble

    def give(self) -> list[tuple[str, int]]:
        """Make a copy ready to be fetched; the names and lengths of its files."""
        return self._gifts.make(self._opened())

    def piece(self, name: str, offset: int, length: int) -> bytes:
        return self._gifts.piece(name, offset, length)

    def given(self) -> None:
        self._gifts.clear()

    def _close(self) -> None:
        """What is on the disk is no longer certain: nothing is answered until the folder was opened again."""
        self._opened().close()
        self._index = None

    def _opened(self) -> Index:
        if self._index is None:
            raise Behind("this replica is not open")
        return self._index
