"""A name server that says what the test tells it, and remembers who asked for what."""

import ipaddress
import threading
from collections import Counter, deque
from types import TracebackType
from typing import Self

from dnslib import AAAA, CNAME, QTYPE, RCODE, RR, A
from dnslib.server import BaseResolver, DNSHandler, DNSServer

# A name maps to addresses, or to one "cname:target"; a deque of lists answers differently each time (rebinding).
Answer = list[str] | deque[list[str]]


class DnsPeer(BaseResolver):
    def __init__(self, names: dict[str, Answer] | None = None) -> None:
        self.names: dict[str, Answer] = dict(names or {})
        self.failing: set[str] = set()
        self.silent: set[str] = set()
        self.asked: Counter[str] = Counter()
        self._lock = threading.Lock()
        self._servers: list[DNSServer] = []
        self.host = "127.0.0.1"
        self.port = 0

    @property
    def address(self) -> str:
        """As SEAWALL_DNS wants it."""
        return f"{self.host}:{self.port}"

    def resolve(self, request, handler):
        name = str(request.q.qname).rstrip(".").lower()
        kind = QTYPE[request.q.qtype]
        reply = request.reply()
        with self._lock:
            self.asked[f"{name} {kind}"] += 1
            if name in self.silent:
                raise _Silent
            if name in self.failing:
                reply.header.rcode = RCODE.SERVFAIL
                return reply
            self._fill(reply, name, kind)
        return reply

    def _fill(self, reply, name: str, kind: str) -> None:
        for _step in range(12):
            values = self.names.get(name)
            if values is None:
                reply.header.rcode = RCODE.NXDOMAIN
                return
            if isinstance(values, deque):
                # Changes with every question for an IPv4 address; the last answer stays.
                values = values.popleft() if len(values) > 1 and kind == "A" else values[0]
            target = next((value[6:] for value in values if value.startswith("cname:")), None)
            if target is None:
                self._add_addresses(reply, name, kind, values)
                return
            reply.add_answer(RR(name, QTYPE.CNAME, rdata=CNAME(target), ttl=5))
            name = target
        return

    def _add_addresses(self, reply, name: str, kind: str, values: list[str]) -> None:
        for value in values:
            version = ipaddress.ip_address(value).version
            if kind == "A" and version == 4:
                reply.add_answer(RR(name, QTYPE.A, rdata=A(value), ttl=5))
            if kind == "AAAA" and version == 6:
                reply.add_answer(RR(name, QTYPE.AAAA, rdata=AAAA(value), ttl=5))

    def __enter__(self) -> Self:
        for _attempt in range(20):
            try:
                self._listen()
                break
            except OSError:
                # The port that was free for one protocol was taken for the other: try another one.
                self._close()
                self.port = 0
        for server in self._servers:
            threading.Thread(target=server.server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def _listen(self) -> None:
        for tcp in (True, False):
            server = DNSServer(
                self, address=self.host, port=self.port, tcp=tcp, handler=_Handler, logger=_Quiet()
            )
            self.port = server.server.server_address[1]
            self._servers.append(server)

    def _close(self) -> None:
        for server in self._servers:
            server.server.server_close()
        self._servers.clear()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for server in self._servers:
            server.server.shutdown()
        self._close()


class _Silent(Exception):
    pass


class _Handler(DNSHandler):
    def handle(self) -> None:
        try:
            super().handle()
        except _Silent:
            return


class _Quiet:
    """dnslib's own logger prints every question."""

    def __getattr__(self, name):
        return lambda *args: None
