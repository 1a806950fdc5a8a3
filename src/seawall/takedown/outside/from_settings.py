"""The instruments as the operator has set them up: the only module of this folder that knows settings.

Made anew for each look: a setting changed in a test or a worker's restart is obeyed at once, and they hold no state
that matters.
"""

import ipaddress
from pathlib import Path

from django.conf import settings

from seawall.core.web_addresses import Address
from seawall.takedown.outside import head
from seawall.takedown.outside.geo import GeoFiles
from seawall.takedown.outside.guard import Forbidden, Guard
from seawall.takedown.outside.rdap import IanaServers, OneServer, Rdap
from seawall.takedown.outside.registry import Registry
from seawall.takedown.outside.resolve import NameFault, Resolver
from seawall.takedown.outside.trace import Tracer


def resolver() -> Resolver:
    return Resolver([_server(text) for text in settings.DNS_SERVERS])


def guard() -> Guard:
    return Guard(resolver(), [ipaddress.ip_network(text) for text in settings.ALLOW_NETWORKS])


def tracer() -> Tracer:
    return Tracer(resolver(), GeoFiles([Path(text) for text in settings.GEOIP_FILES]), _rdap())


def look(address: Address) -> head.Look:
    """As SEAWALL_CHECKS says: by HEAD, by the name alone, or not at all."""
    if settings.CHECKS == "head":
        return head.look(address, guard())
    if settings.CHECKS == "dns":
        return _look_at_name(address)
    return head.Look(head.Standing.UNKNOWN, head.Reason.SWITCHED_OFF)


def _look_at_name(address: Address) -> head.Look:
    try:
        guard().vet(address.scheme, address.host, address.port)
    except NameFault as fault:
        if fault.is_gone:
            return head.Look(head.Standing.GONE, head.Reason(fault.kind.value))
        return head.Look(head.Standing.UNKNOWN, head.Reason.NAME_UNANSWERED)
    except Forbidden as refused:
        return head.Look(head.Standing.UNKNOWN, head.Reason.GUARD, refusal=refused.reason)
    # A name that still answers proves nothing about the page.
    return head.Look(head.Standing.UNKNOWN, head.Reason.SWITCHED_OFF)


def _rdap() -> Rdap | None:
    if settings.RDAP_SERVER == "off":
        return None
    if settings.RDAP_SERVER:
        registry = Registry(Guard(resolver()), named_by_operator=settings.RDAP_SERVER)
        return Rdap(registry, OneServer(settings.RDAP_SERVER))
    registry = Registry(Guard(resolver()))
    return Rdap(registry, IanaServers(registry, Path(settings.DATA)))


def _server(text: str) -> tuple[str, int]:
    """ "192.0.2.53", "192.0.2.53:5353", "2001:db8::53" or "[2001:db8::53]:5353"."""
    if text.startswith("["):
        address, _, port = text[1:].partition("]")
        return address, int(port.lstrip(":") or 53)
    if text.count(":") == 1:
        address, _, port = text.partition(":")
        return address, int(port)
    return text, 53
