"""Servers of others are asked beside one another: each has a thread of its own as long as something is due there, so that one which hangs, is
slow or has thousands of things to hear holds up no other."""

import logging
import threading
from collections.abc import Callable, Iterable

from django.db import connection

from seawall.core.lease_queue import where
from seawall.core.repeated import Repeated

log = logging.getLogger("seawall.threads")
# More than a node has others to ask, and less than would press its machine: whoever waits for an answer costs a thread and nothing else.
MOST_THREADS = 64
Due = Callable[[], Iterable[str]]


def keep_asking(
    name: str, due: Due, ask: Callable[[str], object], stopping: threading.Event, *, pause: float
) -> None:
    """In the calling thread, until the event is set. `due` names those at whom something is due now, the longest first; `ask` does it for one
    of them, never twice at a time in this process. Those under way are daemons: what they have begun is begun again by a lease."""
    busy: dict[str, threading.Thread] = {}

    def begin_due() -> None:
        for ended in [one for one, thread in busy.items() if not thread.is_alive()]:
            del busy[ended]
        for one in due():
            if len(busy) >= MOST_THREADS:
                return
            if one not in busy:
                busy[one] = threading.Thread(
                    target=_ask, args=(name, one, ask), name=f"{name} {one}", daemon=True
                )
                busy[one].start()

    Repeated(name, begin_due, pause).run(stopping)


def _ask(name: str, asked_id: str, ask: Callable[[str], object]) -> None:
    try:
        ask(asked_id)
    except Exception as error:
        # Broad, as in the worker: whatever goes wrong with one, its lease runs out and it is due again, and the others go on.
        log.warning("%s: %s is left: %s", name, asked_id, where(error))
    finally:
        connection.close()


def let_go_of_database() -> None:
    """Before each wait for somebody else's server: PostgreSQL has a hundred connections, and those who hang must not hold them. One to SQLite
    holds up nobody, and remembers what it has read."""
    if connection.vendor == "postgresql" and not connection.in_atomic_block:
        connection.close()
