"""Where an address lies: names, machine, network, country, host, registrar and the contact to write to.

The answer is a list of dated findings, each with its source, and the contacts in the order in which one writes to
them: host, the network above it, registrar. What nobody told us stays unknown and is said to be so.
"""

import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from seawall.core import clock
from seawall.core.outside.guard import Ip, why_not
from seawall.core.outside.resolve import NameFault, Resolver
from seawall.core.web_addresses import Address
from seawall.takedown.outside.found import Finding, Found, Kind
from seawall.takedown.outside.geo import GeoFiles
from seawall.takedown.outside.rdap import Organisation, Rdap
from seawall.takedown.outside.registry import RegistryFault


@dataclass(slots=True)
class _Notebook:
    findings: list[Finding] = field(default_factory=list)
    complete: bool = True

    def write(self, kind: Kind, value: object, source: str) -> None:
        if value:
            self.findings.append(Finding(kind, str(value), source, clock.now()))

    def unknown(self, what: str, source: str, *, is_gap: bool = True) -> None:
        """A gap is a question that nobody answered; "we do not know it" and "there is no server" are answers."""
        self.complete = self.complete and not is_gap
        self.write(Kind.UNKNOWN, what, source)


@dataclass(frozen=True, slots=True)
class Tracer:
    resolver: Resolver
    geo: GeoFiles
    # None: registries are switched off (SEAWALL_RDAP=off).
    rdap: Rdap | None = None

    def trace(self, address: Address) -> Found:
        notebook = _Notebook()
        if address.is_onion:
            # A hidden service has no host that anybody could notify: this is the police's path.
            notebook.write(Kind.NO_HOST, "onion", "address")
            return Found(tuple(notebook.findings), has_host=False)
        ips = self._ips(address, notebook)
        if not ips:
            return self._without_ip(address, notebook)
        return self._with_ip(address, ips, notebook)

    def _ips(self, address: Address, notebook: _Notebook) -> tuple[Ip, ...]:
        if address.ip is not None:
            notebook.write(Kind.IP, address.ip, "address")
            return (address.ip,)
        notebook.write(Kind.NAME, address.host, "address")
        try:
            chain = self.resolver.chain(address.host)
        except NameFault as fault:
            if fault.is_gone:
                notebook.write(Kind.NO_HOST, fault.kind, "dns")
            else:
                notebook.unknown(fault.kind, "dns")
            return ()
        for alias in chain.aliases:
            notebook.write(Kind.ALIAS, alias, chain.source)
        for ip in chain.ips:
            notebook.write(Kind.IP, ip, chain.source)
        return chain.ips

    def _without_ip(self, address: Address, notebook: _Notebook) -> Found:
        registrar = self._registrar(address, notebook, matters=True)
        return Found(
            tuple(notebook.findings),
            registrar=registrar.name,
            contact=registrar.abuse_email,
            level="registrar" if registrar.abuse_email else "",
            complete=notebook.complete,
        )

    def _with_ip(self, address: Address, ips: tuple[Ip, ...], notebook: _Notebook) -> Found:
        ip = next((ip for ip in ips if ip.version == 4), ips[0])
        place = self.geo.place(ip)
        network = self._network(ip, notebook)
        asn = place.asn or network.asn
        country = place.country or network.country
        asn_source = place.source if place.asn else network.source
        notebook.write(Kind.ASN, asn and f"AS{asn}", asn_source)
        notebook.write(Kind.COUNTRY, country, place.source if place.country else network.source)
        notebook.write(Kind.NETWORK, network.name or place.network, network.source or place.source)
        front = fronts().get(asn or 0, "")
        # The machine behind a front is unknown; its operator knows, and is asked in the notice.
        notebook.write(Kind.FRONT, front, asn_source)
        notebook.write(Kind.ABUSE, network.abuse_email, network.source)
        registrar = self._registrar(address, notebook, matters=not network.abuse_email)
        contact, level = _contact(network, registrar)
        return Found(
            tuple(notebook.findings),
            ips=tuple(str(one) for one in ips),
            asn=asn,
            country=country,
            host=network.name or place.network,
            registrar=registrar.name,
            contact=contact,
            level=level,
            front=front,
            complete=notebook.complete,
        )

    def _network(self, ip: Ip, notebook: _Notebook) -> Organisation:
        if self.rdap is None:
            return Organisation()
        try:
            return self.rdap.network(ip)
        except RegistryFault as fault:
            # An inside address has no registry.
            gap = why_not(ip) is None and not fault.is_answer
            notebook.unknown(f"network: {fault.reason}", "rdap", is_gap=gap)
            return Organisation()

    def _registrar(self, address: Address, notebook: _Notebook, *, matters: bool) -> Organisation:
        if self.rdap is None or address.ip is not None:
            return Organisation()
        try:
            found = self.rdap.registrar(address.host)
        except RegistryFault as fault:
            notebook.unknown(f"registrar: {fault.reason}", "rdap", is_gap=matters and not fault.is_answer)
            return Organisation()
        notebook.write(Kind.REGISTRAR, found.name, found.source)
        notebook.write(Kind.REGISTRAR_ABUSE, found.abuse_email, found.source)
        return found


def _contact(network: Organisation, registrar: Organisation) -> tuple[str, str]:
    if network.abuse_email:
        return network.abuse_email, "host"
    if registrar.abuse_email:
        return registrar.abuse_email, "registrar"
    return "", ""


@cache
def fronts() -> dict[int, str]:
    """Networks that stand in front of other people's machines, by number: data/fronts.toml."""
    text = files("seawall.takedown").joinpath("data/fronts.toml").read_text(encoding="utf-8")
    return {int(asn): name for asn, name in tomllib.loads(text)["fronts"].items()}
