"""The instruments as the operator has set them up: the only module of this folder that knows settings.

Made anew for each look: a setting changed in a test or a worker's restart is obeyed at once, and they hold no state
that matters.
"""

from pathlib import Path

from django.conf import settings

from seawall.core.outside.from_settings import guard, resolver
from seawall.core.outside.guard import Forbidden, Guard
from seawall.core.outside.resolve import NameFault
from seawall.core.web_addresses import Address
from seawall.takedown.outside import head
from seawall.takedown.outside.geo import GeoFiles
from seawall.takedown.outside.rdap import IanaServers, OneServer, Rdap
from seawall.takedown.outside.registry import Registry
from seawall.takedown.outside.trace import Tracer


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
