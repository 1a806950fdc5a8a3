"""A name server for the sites of the little internet, over UDP and TCP."""

import socketserver
import struct
from threading import Thread
from types import TracebackType
from typing import Any, Self

import dns.exception
import dns.flags
import dns.message
import dns.rcode
import dns.rdatatype
import dns.rrset

from seawall.demo.internet.world import LOOPBACK, world

TTL = 5


def answer(question: bytes) -> bytes:
    """The reply to one question; sites have an IPv4 address, every other name does not exist."""
    asked = dns.message.from_wire(question)
    reply = dns.message.make_response(asked)
    reply.flags |= dns.flags.AA
    for one in asked.question:
        site = world().sites.get(one.name.to_text(omit_final_dot=True).lower().removeprefix("www."))
        if site is None:
            reply.set_rcode(dns.rcode.NXDOMAIN)
        elif one.rdtype == dns.rdatatype.A:
            reply.answer.append(dns.rrset.from_text(one.name, TTL, "IN", "A", site.host.address))
    return reply.to_wire()


class _Datagram(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        question, channel = self.request
        channel.sendto(answer(question), self.client_address)


class _Stream(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        (length,) = struct.unpack("!H", self.rfile.read(2))
        reply = answer(self.rfile.read(length))
        self.wfile.write(struct.pack("!H", len(reply)) + reply)


class _Quiet(socketserver.ThreadingMixIn):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A broken question gets no answer, as everywhere."""


class _Udp(_Quiet, socketserver.UDPServer):
    pass


class _Tcp(_Quiet, socketserver.TCPServer):
    allow_reuse_address = True


class NameServer:
    def __init__(self, port: int = 0) -> None:
        # A connection that was just closed keeps its port; for datagrams nothing does. So the stream chooses.
        self._tcp = _Tcp((LOOPBACK, port), _Stream)
        self.port: int = self._tcp.server_address[1]
        self._udp = _Udp((LOOPBACK, self.port), _Datagram)

    def __enter__(self) -> Self:
        for server in (self._udp, self._tcp):
            Thread(target=server.serve_forever, args=(0.1,), daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for server in (self._udp, self._tcp):
            server.shutdown()
            server.server_close()
