"""Ports for servers that tests start, on loopback."""

import random
import socket

# Below what the system lends to connections (32,768 and up): such a port can be taken between the look and the use.
LOWEST, HIGHEST = 12_000, 32_600


def free_port(*offsets: int) -> int:
    """A port that is free, and its neighbours at these offsets too. At random, so that two runs at once hardly meet."""
    while True:
        port = random.randrange(LOWEST, HIGHEST)
        if all(is_free(port + offset) for offset in (0, *offsets)):
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
