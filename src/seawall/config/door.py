"""One web program under granian, in this process.

No access log: at the public door not even the operator may see who came from where and opened what.
"""

import os
import sys
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.mp import MPServer

from seawall.config.programs import PROGRAMS, Program
from seawall.config.supervisor import alone

# Requests beyond this wait in the kernel: with few threads a longer queue here would only hide that we are slow.
WAITING = 64


class InThisProcess(MPServer):
    """granian would watch over workers of its own; ours are watched by the supervisor, and one process less is needed."""

    def _spawn_workers(self, spawn_target: Any, target_loader: Any) -> None:
        self._spawn_worker(0, spawn_target, target_loader).inner.run()
        sys.exit(0)


def open_door(program: Program, host: str, port: int, threads: int) -> None:
    """Until SIGTERM. A process that was forked for this learns only now which program it is."""
    for name, value in program.settings().items():
        setattr(settings, name, value)
    application = get_wsgi_application()

    def loaded(target: str) -> Callable[..., Any]:
        return application

    InThisProcess(
        program.name,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=threads,
        backpressure=WAITING,
        log_access=False,
        log_level=LogLevels.error,
        websockets=False,
    ).serve(target_loader=loaded)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "seawall.config.settings")
    alone(sys.argv[1])
    open_door(PROGRAMS[sys.argv[1]], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
