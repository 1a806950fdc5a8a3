"""One web program under granian, in this process.

No access log: at the public door not even the operator may see who came from where and opened what.
"""

import os
import sys
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.utils.module_loading import import_string
from granian.constants import HTTPModes, Interfaces, Loops
from granian.http import HTTP1Settings
from granian.log import LogLevels
from granian.server.mp import MPServer

from seawall.config.arriving import Arrivals
from seawall.config.programs import PROGRAMS, Program
from seawall.config.supervisor import alone

# Connections; those beyond wait in the kernel. One that is slow or idle costs some kilobytes, but none of the threads.
AT_ONCE = 512
# Of a head, and of what a connection reads ahead.
HEAD_BYTES = 64 << 10


class InThisProcess(MPServer):
    """granian would watch over workers of its own; ours are watched by the supervisor, and one process less is needed."""

    def _spawn_workers(self, spawn_target: Any, target_loader: Any) -> None:
        self._spawn_worker(0, spawn_target, target_loader).inner.run()
        target_loader().end()
        # Not as Python ends: granian's own threads may still let go of what they hold of it, and fall over when it is gone.
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(0)


def open_door(program: Program, host: str, port: int, threads: int) -> None:
    """Until SIGTERM. A process that was forked for this learns only now which program it is."""
    for name, value in program.settings().items():
        setattr(settings, name, value)
    application = get_wsgi_application()
    if program.first:
        import_string(program.first)()
    seconds = settings.ARRIVAL_SECONDS
    arrivals = Arrivals(application, threads=threads, seconds=seconds, most=settings.ARRIVAL_BYTES)

    def loaded(target: str) -> Arrivals:
        return arrivals

    InThisProcess(
        program.name,
        address=host,
        port=port,
        interface=Interfaces.RSGI,
        loop=Loops.asyncio,
        workers=1,
        backpressure=AT_ONCE,
        # Of HTTP/2 neither a head nor an idle connection could be given a time; a proxy in front may speak it.
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(header_read_timeout=1000 * seconds, max_buffer_size=HEAD_BYTES),
        log_access=False,
        log_level=LogLevels.error,
        websockets=False,
    ).serve(target_loader=loaded)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "seawall.config.settings")
    alone(sys.argv[1])
    open_door(PROGRAMS[sys.argv[1]], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
