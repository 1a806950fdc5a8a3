"""What an index is to those who ask it, be it one folder or spread over machines."""

from typing import Any, Protocol

from seawall.engine.search.matches import Matches, Places
from seawall.engine.search.view import Pairs


class Searched(Protocol):
    """As `Index`, which says what each of these takes, answers and raises. `ClusterIndex` is another."""

    @property
    def kind(self) -> str: ...

    def add(self, ids: Any, codes: Any, mark: int | None = None) -> int: ...

    def remove(self, ids: Any, mark: int | None = None) -> int: ...

    def search(self, codes: Any, radius: Any = 31, limit: int = 1000) -> Matches: ...

    def search_places(self, codes: Any, radius: Any = 31, limit: int = 1000) -> Places: ...

    def pairs(self, ids: Any = None) -> Pairs: ...
