"""One web program under granian: `python -m seawall.config.door HOST PORT WORKERS THREADS`, started by the supervisor.

No access log: at the public door not even the operator may see who came from where and opened what.
"""

import os
import sys

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from seawall.config.supervisor import die_with_parent

# Requests beyond this wait in the kernel: with few threads a longer queue here would only hide that we are slow.
WAITING = 64


def main(host: str, port: int, workers: int, threads: int) -> None:
    # granian's own worker process must not outlive it either.
    os.register_at_fork(after_in_child=die_with_parent)
    Server(
        "seawall.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        backpressure=WAITING,
        log_access=False,
        log_level=LogLevels.warning,
        websockets=False,
        respawn_failed_workers=True,
        respawn_interval=0.5,
        workers_kill_timeout=15,
    ).serve()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
