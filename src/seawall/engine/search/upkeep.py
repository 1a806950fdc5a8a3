"""Work that nobody waits for: one thread that seals and merges while searches and changes go on."""

import logging
import threading
from collections.abc import Callable

from seawall.engine.errors import EngineError

log = logging.getLogger(__name__)
# After the disk refused, trying again at every change would only make it worse.
PAUSE_S = 30.0


class Upkeep:
    """Calls `step` until it says that nothing is left to do, whenever it is woken."""

    def __init__(self, step: Callable[[], bool]) -> None:
        self._step = step
        self._thread: threading.Thread | None = None
        self._woken, self._stopped = threading.Event(), threading.Event()
        # Why the last attempt failed, in words for the operator; empty when it did not.
        self.trouble = ""

    def wake(self) -> None:
        self._woken.set()
        if self._thread is None and not self._stopped.is_set():
            # A daemon: a program may end at any moment, as a crash may come at any moment; nothing committed is lost.
            self._thread = threading.Thread(target=self._run, name="seawall-index", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Let the step at hand finish, and do no other."""
        self._stopped.set()
        self._woken.set()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        while self._woken.wait() and not self._stopped.is_set():
            self._woken.clear()
            try:
                while not self._stopped.is_set() and self._step():
                    self.trouble = ""
            except (EngineError, OSError, MemoryError) as error:
                self.trouble = str(error) or type(error).__name__
                log.warning("the index could not be tidied (%s), and works on as it is", type(error).__name__)
                self._stopped.wait(PAUSE_S)
