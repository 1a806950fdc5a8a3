"""An HTTP connection to a vetted address and nowhere else, that ends at a moment, however slowly the far side speaks."""

import functools
import http.client
import io
import socket
import ssl
import time
from typing import Any

from seawall.core.outside.guard import Guard, Target

# So long one wait for a single piece may be; the whole has its own end.
LONGEST_WAIT = 20.0


@functools.cache
def trusting() -> ssl.SSLContext:
    """Certificates are checked, by the machine's own authorities."""
    return ssl.create_default_context()


def secured(plain: socket.socket, host: str) -> ssl.SSLSocket:
    """TLS with the server of this name. After one that is not trusted the machine's authorities are read anew, so that one that was added
    holds from the next attempt on. Errors: ssl.SSLError, OSError."""
    try:
        return trusting().wrap_socket(plain, server_hostname=host)
    except ssl.SSLCertVerificationError:
        trusting.cache_clear()
        raise


class Pinned(http.client.HTTPConnection):
    """Name and certificate are those of the host. Errors: OSError, TimeoutError among them; http.client.HTTPException;
    guard.Forbidden."""

    def __init__(self, target: Target, guard: Guard, seconds: float) -> None:
        super().__init__(target.host.strip("[]"), target.port, timeout=seconds)
        self._target, self._guard = target, guard
        self._end = time.monotonic() + seconds

    def connect(self) -> None:
        plain = self._guard.connect(self._target, left(self._end))
        plain.settimeout(left(self._end))
        if self._target.scheme == "https":
            plain = secured(plain, self.host)
        self.sock: Any = Ending(plain, self._end)


class Ending:
    """What http.client and imaplib ask of a socket; each wait is cut to what is left."""

    def __init__(self, plain: socket.socket, end: float) -> None:
        self._plain, self._end = plain, end

    def sendall(self, piece: Any) -> None:
        self._plain.settimeout(left(self._end))
        self._plain.sendall(piece)

    def makefile(self, *_args: Any, **_more: Any) -> io.BufferedReader:
        return io.BufferedReader(_Arriving(self._plain, self._end))

    def shutdown(self, how: int) -> None:
        self._plain.shutdown(how)

    def close(self) -> None:
        self._plain.close()


class _Arriving(io.RawIOBase):
    def __init__(self, plain: socket.socket, end: float) -> None:
        self._plain, self._end = plain, end
        # It keeps the socket open after http.client has closed its own end of it.
        self._inner = plain.makefile("rb", buffering=0)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        self._plain.settimeout(left(self._end))
        return self._inner.readinto(buffer)

    def close(self) -> None:
        self._inner.close()
        super().close()


def left(end: float) -> float:
    left = end - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return min(left, LONGEST_WAIT)
