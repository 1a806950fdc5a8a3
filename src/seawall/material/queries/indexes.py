from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from seawall.engine import Index
from seawall.engine.errors import EngineError
from seawall.engine.search import kernel
from seawall.material.matching import follower, loading
from seawall.material.matching.folders import KINDS, is_made_from
from seawall.material.matching.keeper import bring_up


@dataclass(frozen=True, slots=True)
class IndexState:
    """One index folder as an operator looks at it. `fault` is empty when it can be searched."""

    kind: str
    codes: int
    turn: int
    fault: str


@dataclass(frozen=True, slots=True)
class IndexesState:
    folder: Path
    kernel: str
    # The last turn of the database, up to which an index should have come.
    turn: int
    indexes: tuple[IndexState, ...]


def indexes_state() -> IndexesState:
    """How far the index folders of this machine are: counts alone, so that no viewer is asked for."""
    folder = Path(settings.INDEX)
    turn, identity = loading.latest()
    known = is_made_from(folder, identity)
    states = (_state_of(folder, kind.value, known) for kind in KINDS)
    return IndexesState(folder, kernel.said(), turn, tuple(states))


def _state_of(folder: Path, kind: str, known: bool) -> IndexState:
    if not known:
        return IndexState(kind, 0, 0, "not made from this database yet")
    try:
        with Index.open(folder / kind) as index:
            return IndexState(kind, len(index), index.mark or 0, "")
    except (EngineError, FileNotFoundError) as error:
        return IndexState(kind, 0, 0, str(error))


def bring_up_index() -> None:
    """Wait until the index folders hold all that the database holds now, by us or by whoever keeps them."""
    bring_up(follower.here().folders, loading.latest()[0])
