"""One thing done again and again in a thread beside the work of a process: following what others changed, draining files."""

import logging
import threading
from collections.abc import Callable

from django.db import DatabaseError, connection

from seawall.core.lease_queue import where

log = logging.getLogger("seawall.threads")
PAUSE_AFTER_TROUBLE = 1.0


class Repeated:
    """Starts when asked and goes on until stopped, or until its process ends; a fork does not take it along.

    What `deed` raises is logged by kind and place, once in a row, and does not end the thread: the next turn tries again.
    """

    def __init__(self, name: str, deed: Callable[[], object], pause: float) -> None:
        self.name, self.pause = name, pause
        self._deed, self._stopping = deed, threading.Event()
        self._thread: threading.Thread | None = None
        self._said = ""

    def start(self) -> None:
        self._stopping.clear()
        self._thread = threading.Thread(target=self.run, args=(self._stopping,), name=self.name, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Waits for the turn that is under way."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join()

    def run(self, stopping: threading.Event) -> None:
        """In the calling thread, until the event is set."""
        try:
            while not stopping.is_set():
                stopping.wait(self.pause if self._turn() else PAUSE_AFTER_TROUBLE)
        finally:
            connection.close()

    def _turn(self) -> bool:
        try:
            self._deed()
        except Exception as error:
            # Broad, as in the worker: a thread that ends unseen would be worse than any error it could meet.
            self._complain(error)
            return False
        self._said = ""
        return True

    def _complain(self, error: Exception) -> None:
        if isinstance(error, DatabaseError):
            connection.close()
        if where(error) != self._said:
            log.error("%s: %s", self.name, where(error))
        self._said = where(error)
