"""Ports for servers that tests start, on loopback."""

import fcntl
import os
import random
import socket
import tempfile
from pathlib import Path
from typing import IO

# Below what the system lends to connections (32,768 and up): such a port can be taken between the look and the use.
LOWEST, HIGHEST = 12_000, 32_600
# Kept open until this process ends, so that no two runs side by side choose the same port before either uses it.
_claims: list[IO[bytes]] = []


def free_port(*offsets: int) -> int:
    """A port that is free, and its neighbours at these offsets too; nobody else is given them while this process lives."""
    while True:
        port = random.randrange(LOWEST, HIGHEST)
        wanted = [port + offset for offset in (0, *offsets)]
        if all(is_free(one) and _is_ours(one) for one in wanted):
            return port


def is_free(port: int) -> bool:
    with socket.socket() as place:
        # Connections that were just closed do not count; somebody who listens does.
        place.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            place.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _is_ours(port: int) -> bool:
    folder = Path(tempfile.gettempdir()) / f"seawall-test-ports-{os.getuid()}"
    folder.mkdir(exist_ok=True)
    claim = (folder / str(port)).open("wb")
    try:
        fcntl.flock(claim, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        claim.close()
        return False
    _claims.append(claim)
    return True
