"""The registry of the little internet: RDAP answers (RFC 9083) for its networks and names."""

import ipaddress
from typing import Any

from seawall.demo.internet.world import Host, Site, world

Document = dict[str, Any]


def answer(path: str) -> Document | None:
    """What the registry knows under `ip/<address>` or `domain/<name>`; None for what it does not know."""
    kind, _, value = path.strip("/").partition("/")
    if kind == "ip":
        host = world().host_at(value)
        return _network(host) if host else None
    site = world().sites.get(value.lower()) if kind == "domain" else None
    return _domain(site) if site else None


def _network(host: Host) -> Document:
    block = ipaddress.ip_network(f"{host.address}/24", strict=False)
    contact = [_entity("abuse", f"{host.name} Abuse Desk", host.abuse)] if host.abuse else []
    return {
        "rdapConformance": ["rdap_level_0"],
        "objectClassName": "ip network",
        "handle": f"DEMO-{host.asn}",
        "name": host.name,
        "country": host.country,
        "startAddress": str(block[0]),
        "endAddress": str(block[-1]),
        "ipVersion": "v4",
        "arin_originas0_originautnums": [host.asn],
        "entities": [_entity("registrant", host.name, "", contact)],
    }


def _domain(site: Site) -> Document:
    contact = [_entity("abuse", f"{site.registrar} Abuse Desk", site.registrar_abuse)]
    return {
        "rdapConformance": ["rdap_level_0"],
        "objectClassName": "domain",
        "ldhName": site.name,
        "entities": [_entity("registrar", site.registrar, "", contact)],
    }


def _entity(role: str, name: str, email: str, within: list[Document] | None = None) -> Document:
    card: list[Any] = [["version", {}, "text", "4.0"], ["fn", {}, "text", name]]
    if email:
        card.append(["email", {}, "text", email])
    return {
        "objectClassName": "entity",
        "handle": "".join(letter for letter in name.upper() if letter.isalnum())[:20],
        "roles": [role],
        "vcardArray": ["vcard", card],
        "entities": within or [],
    }
