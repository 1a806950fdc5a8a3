"""What HTTP peers share: they listen on loopback from entering to leaving, and count connections as they are accepted, before any byte."""

import ssl
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self


class HttpPeer:
    host = "127.0.0.1"

    def __init__(
        self,
        handler: type[BaseHTTPRequestHandler],
        *,
        port: int = 0,
        ssl_context: ssl.SSLContext | None = None,
    ) -> None:
        self.connections = 0
        self._server = _Server((self.host, port), handler)
        self._server.peer = self
        if ssl_context is not None:
            self._server.socket = ssl_context.wrap_socket(self._server.socket, server_side=True)
        self.port = self._server.server_address[1]

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    # Whoever answers knows its own kind.
    peer: Any
    daemon_threads = True

    def get_request(self) -> Any:
        request = super().get_request()
        self.peer.connections += 1
        return request

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that leaves early is what the guard does on purpose."""
