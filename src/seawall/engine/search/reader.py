"""A reading process: before each search it looks whether the manifest was replaced or the journal grew.

A segment that the writer commits meanwhile was checked by it a moment before. Every byte of it is checked here, too, but beside the
searches and not before the next of them, which would wait seconds for a large one."""

import threading
from pathlib import Path

from seawall.engine.errors import Damaged
from seawall.engine.search import manifest as manifests
from seawall.engine.search.kernel import Kernel
from seawall.engine.search.segment_file import Checks
from seawall.engine.search.state import State, latest


class Reader:
    def __init__(self, folder: Path, kernel: Kernel) -> None:
        self._folder, self._kernel = folder, kernel
        # As text: a path object costs a third of a single search.
        self._manifest = str(folder / manifests.NAME)
        self._lock = threading.Lock()
        self._state: State | None = latest(folder, kernel)
        self._damage: Damaged | None = None

    def state(self) -> State:
        """The last committed state: what any process has added or withdrawn before this call is in it."""
        with self._lock:
            if self._damage:
                # Begun anew, a journal that lost its end would look like a shorter one.
                raise self._damage
            # Interrupted half-way, a record could be read but not obeyed: the next call then begins anew.
            state, self._state = self._state, None
            try:
                self._state = self._next(state)
            except BaseException as error:
                self._damage = error if isinstance(error, Damaged) else None
                if state:
                    state.close()
                raise
            return self._state

    def _next(self, state: State | None) -> State:
        if state and state.is_current(self._manifest):
            state.follow()
            return state
        later: Checks = []
        new = latest(self._folder, self._kernel, state, later)
        if state:
            state.close(but=new)
        if later:
            threading.Thread(target=self._check, args=(later,), name="seawall-check", daemon=True).start()
        return new

    def _check(self, checks: Checks) -> None:
        try:
            for check in checks:
                check()
        except Damaged as damage:
            # Told by the next search and by all after it.
            self._damage = damage

    def close(self) -> None:
        with self._lock:
            if self._state:
                self._state.close()
            self._state = None

    def __del__(self) -> None:
        """Like a file's: who forgets to close it has not lost a dozen descriptors for good."""
        if hasattr(self, "_state"):
            self.close()
