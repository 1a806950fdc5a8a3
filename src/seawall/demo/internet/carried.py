"""What the sites carry: invented pages that a host can take down and put back, kept in one file of the demo's folder."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from threading import Lock

from seawall.core import clock
from seawall.demo.internet.world import Site, world


@dataclass(frozen=True, slots=True)
class Page:
    site: str
    path: str
    title: str
    up: bool = True
    since: str = ""

    @property
    def key(self) -> str:
        return f"{self.site}{self.path}"

    @property
    def owner(self) -> Site:
        return world().sites[self.site]


class Carried:
    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self._lock = Lock()
        self._pages: dict[str, Page] = {}
        if file is not None and file.exists():
            self._pages = {entry.key: entry for entry in map(_page, json.loads(file.read_text()))}

    def carry(self, pages: Iterable[Page]) -> None:
        with self._lock:
            self._pages.update((page.key, page) for page in pages)
            self._save()

    def set_up(self, key: str, *, up: bool) -> bool:
        """Whether there is such a page at all."""
        with self._lock:
            page = self._pages.get(key)
            if page is None:
                return False
            self._pages[key] = replace(page, up=up, since=clock.now().isoformat(timespec="seconds"))
            self._save()
        return True

    def find(self, key: str) -> Page | None:
        return self._pages.get(key)

    def all(self) -> list[Page]:
        with self._lock:
            return list(self._pages.values())

    def _save(self) -> None:
        if self._file is not None:
            draft = self._file.with_suffix(".draft")
            draft.write_text(json.dumps([asdict(page) for page in self._pages.values()], indent=1))
            draft.replace(self._file)


def _page(entry: dict[str, object]) -> Page:
    return Page(**entry)  # type: ignore[arg-type]
