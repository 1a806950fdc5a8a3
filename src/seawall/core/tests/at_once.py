"""Several people at the same moment, for a database that lets them."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connection

from seawall.core.errors import SeawallError


def at_once(*deeds: Callable[[], Any]) -> list[Any]:
    """Each deed in a thread and a connection of its own, started together; what it returned or why it was refused. Any other error, such as
    a deadlock, is raised."""
    start = Barrier(len(deeds))

    def run(deed: Callable[[], Any]) -> Any:
        start.wait()
        try:
            return deed()
        except SeawallError as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as threads:
        return list(threads.map(run, deeds))
