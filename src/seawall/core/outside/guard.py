"""Whom we may connect to. Every reported address is hostile until shown otherwise.

A page under report may name our own machines (loopback, private networks, cloud metadata), hide them in another
notation or tunnel, or answer the name question twice with different addresses (rebinding). So a name is resolved
once, all its addresses are vetted, and the connection goes to exactly one of those: see `pinned.py` and takedown's `head.py`.
"""

import ipaddress
import socket
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from seawall.core.outside.resolve import Resolver
from seawall.core.web_addresses import DEFAULT_PORTS

Ip = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network


class Refusal(StrEnum):
    LOOPBACK = "loopback"
    PRIVATE = "private"
    LINK_LOCAL = "link_local"
    MULTICAST = "multicast"
    RESERVED = "reserved"
    TUNNEL = "tunnel"
    NAME = "special_name"
    ONION = "onion"
    PORT = "port"


class Forbidden(Exception):
    """Not connected to. Carries the reason, never the address."""

    def __init__(self, reason: Refusal) -> None:
        self.reason = reason
        super().__init__(reason.value)


# An IPv6 address of one of these carries an IPv4 address that the far side would be reached by: ::/96 and
# ::ffff:0:0/96 (mapped), 64:ff9b::/96 and /48 (NAT64, RFC 6052, 8215), 2002::/16 (6to4), 2001::/32 (Teredo).
# They are refused whole: no real host needs them, and unwrapping them all is where guards fail.
TUNNELS = tuple(
    ipaddress.ip_network(block)
    for block in (
        "::/96",
        "::ffff:0:0/96",
        "::ffff:0:0:0/96",
        "64:ff9b::/96",
        "64:ff9b:1::/48",
        "2002::/16",
        "2001::/32",
        "192.88.99.0/24",
    )
)
# RFC 5214: an ISATAP address ends in 0:5efe:<IPv4> or 200:5efe:<IPv4>.
ISATAP = (0x00005EFE, 0x02005EFE)

# Names that never lead to a public host (RFC 6761, 6762, 8375, 9476); a resolver might answer them all the same.
SPECIAL_NAMES = ("localhost", "local", "internal", "home.arpa", "arpa", "lan", "alt", "i2p")

# The Fetch standard's list of ports that browsers refuse, and the services of a typical machine room.
BAD_PORTS = frozenset(
    [1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104]
    + [
        109,
        110,
        111,
        113,
        115,
        117,
        119,
        123,
        135,
        137,
        138,
        139,
        143,
        161,
        179,
        389,
        427,
        445,
        465,
        512,
        513,
    ]
    + [514, 515, 526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 631, 636, 873, 989, 990, 993, 995]
    + [1433, 1521, 1719, 1720, 1723, 2049, 2375, 2376, 2379, 3306, 3389, 3659, 4045, 4190, 5060, 5061, 5432]
    + [
        5900,
        6000,
        6379,
        6566,
        6665,
        6666,
        6667,
        6668,
        6669,
        6679,
        6697,
        9100,
        9200,
        10080,
        10250,
        11211,
        27017,
    ]
)


def why_not(ip: Ip) -> Refusal | None:
    """The reason not to connect to this address, or None for a public one."""
    if any(ip in block for block in TUNNELS if block.version == ip.version):
        # ::1 and :: lie in ::/96; call them by their own names.
        return Refusal.LOOPBACK if ip.is_loopback else Refusal.TUNNEL
    if ip.version == 6 and (int(ip) >> 32) & 0xFFFFFFFF in ISATAP:
        return Refusal.TUNNEL
    if ip.is_loopback:
        return Refusal.LOOPBACK
    if ip.is_link_local:
        return Refusal.LINK_LOCAL
    if ip.is_multicast:
        return Refusal.MULTICAST
    if ip.is_unspecified or ip.is_reserved or getattr(ip, "is_site_local", False):
        return Refusal.RESERVED
    # Also carrier-grade NAT, documentation and benchmarking blocks: nothing that is not globally routed.
    return None if ip.is_global else Refusal.PRIVATE


@dataclass(frozen=True, slots=True)
class Target:
    """Where exactly to connect. `host` goes into the Host header and the TLS name, `ip` into the socket."""

    scheme: str
    host: str
    port: int
    ips: tuple[Ip, ...]

    @property
    def authority(self) -> str:
        return self.host if self.port == DEFAULT_PORTS[self.scheme] else f"{self.host}:{self.port}"


class Guard:
    """`allowed` networks are let through whatever they are: tests and the demo allow loopback, nobody else should."""

    def __init__(self, resolver: Resolver, allowed: Iterable[Network] = ()) -> None:
        self.resolver = resolver
        self.allowed = tuple(allowed)

    def vet(self, scheme: str, host: str, port: int, *, named: bool = False) -> Target:
        """Forbidden, resolve.NameFault, or a target whose every address is vetted. `named`: an administrator has named the port, so
        that it may be that of another service than the web."""
        if port in BAD_PORTS and not named:
            raise Forbidden(Refusal.PORT)
        literal = _literal(host)
        if literal is not None:
            ips: tuple[Ip, ...] = (literal,)
        else:
            self._vet_name(host)
            ips = self.resolver.addresses(host)
        for ip in ips:
            # One inside address among public ones is an attack or a broken zone: the name is refused whole.
            self.vet_ip(ip)
        return Target(scheme, host, port, ips)

    def vet_ip(self, ip: Ip) -> None:
        if any(ip in network for network in self.allowed if network.version == ip.version):
            return
        reason = why_not(ip)
        if reason is not None:
            raise Forbidden(reason)

    def _vet_name(self, host: str) -> None:
        name = host.rstrip(".").lower()
        if name == "onion" or name.endswith(".onion"):
            raise Forbidden(Refusal.ONION)
        if "." not in name or any(
            name == special or name.endswith("." + special) for special in SPECIAL_NAMES
        ):
            raise Forbidden(Refusal.NAME)

    def connect(self, target: Target, timeout: float) -> socket.socket:
        """To a vetted address, never to the name; vetted once more, so that a target built elsewhere is no way in."""
        last: OSError | None = None
        for ip in sorted(target.ips, key=lambda ip: ip.version)[:3]:
            self.vet_ip(ip)
            try:
                return socket.create_connection((str(ip), target.port), timeout=timeout)
            except OSError as error:
                last = error
        raise last or OSError("no address")


def _literal(host: str) -> Ip | None:
    try:
        return ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return None
