"""Names to addresses, by the operator's own resolver: the chain of names is evidence, so it is kept step by step."""

import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import dns.exception
import dns.flags
import dns.message
import dns.name
import dns.rcode
import dns.rdatatype
import dns.resolver

Ip = ipaddress.IPv4Address | ipaddress.IPv6Address

LONGEST_CHAIN = 12


class NameFaultKind(StrEnum):
    NO_SUCH_NAME = "no_such_name"
    NO_ADDRESS = "no_address"
    NO_ANSWER = "no_answer"
    LOOP = "loop"


class NameFault(Exception):
    """The name leads nowhere (a fact about the site) or nobody told us (a fact about the look-up)."""

    def __init__(self, kind: NameFaultKind) -> None:
        self.kind = kind
        super().__init__(kind.value)

    @property
    def is_gone(self) -> bool:
        return self.kind in (NameFaultKind.NO_SUCH_NAME, NameFaultKind.NO_ADDRESS)


@dataclass(frozen=True, slots=True)
class Chain:
    aliases: tuple[str, ...]
    ips: tuple[Ip, ...]
    source: str


class Resolver:
    """`servers`: (address, port) pairs; empty means the machine's own. Nothing is remembered between two looks."""

    def __init__(
        self, servers: Sequence[tuple[str, int]] = (), *, timeout: float = 2.0, lifetime: float = 6.0
    ):
        self._resolver = dns.resolver.Resolver(configure=not servers)
        self._resolver.cache = None
        self._resolver.timeout, self._resolver.lifetime = timeout, lifetime
        # Never "name.hotline.example": a reported name must not be tried inside our own domain.
        self._resolver.search, self._resolver.use_search_by_default = [], False
        if servers:
            self._resolver.nameservers = [
                dns.nameserver.Do53Nameserver(address, port) for address, port in servers
            ]

    def addresses(self, host: str) -> tuple[Ip, ...]:
        return self.chain(host).ips

    def chain(self, host: str) -> Chain:
        """All addresses of the name and every alias on the way; NameFault when there are none."""
        aliases: list[str] = []
        ips: list[Ip] = []
        faults: list[NameFaultKind] = []
        source = ""
        for kind in ("A", "AAAA"):
            try:
                answer = self._ask(host, kind)
            except NameFault as fault:
                if fault.kind is NameFaultKind.NO_SUCH_NAME:
                    raise
                faults.append(fault.kind)
                continue
            source = f"dns:{answer.nameserver}"
            for alias in _aliases(answer):
                if alias not in aliases:
                    aliases.append(alias)
            ips += [ipaddress.ip_address(record.address) for record in answer.rrset or ()]
        if not ips:
            # Both kinds were asked; "no address" is only true when both answered so.
            kind_of_fault = next((fault for fault in faults if fault is not NameFaultKind.NO_ADDRESS), None)
            raise NameFault(kind_of_fault or NameFaultKind.NO_ADDRESS)
        return Chain(tuple(aliases), tuple(dict.fromkeys(ips)), source)

    def _ask(self, host: str, kind: str) -> dns.resolver.Answer:
        try:
            return self._resolver.resolve(host + ".", kind, raise_on_no_answer=True)
        except dns.resolver.NXDOMAIN:
            raise NameFault(NameFaultKind.NO_SUCH_NAME) from None
        except dns.resolver.NoAnswer:
            raise NameFault(NameFaultKind.NO_ADDRESS) from None
        except (dns.message.ChainTooLong, dns.message.AnswerForNXDOMAIN):
            raise NameFault(NameFaultKind.LOOP) from None
        except (dns.exception.DNSException, OSError, ValueError):
            raise NameFault(NameFaultKind.NO_ANSWER) from None


def _aliases(answer: dns.resolver.Answer) -> list[str]:
    chain = [
        str(record.target).rstrip(".").lower()
        for rrset in answer.response.answer
        if rrset.rdtype == dns.rdatatype.CNAME
        for record in rrset
    ]
    if len(chain) > LONGEST_CHAIN:
        raise NameFault(NameFaultKind.LOOP)
    return chain
