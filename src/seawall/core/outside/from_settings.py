"""Resolver and guard as the operator has set them up. Made anew for each use: a changed setting is obeyed at once."""

import ipaddress

from django.conf import settings

from seawall.core.outside.guard import Guard
from seawall.core.outside.resolve import Resolver


def resolver() -> Resolver:
    return Resolver([_server(text) for text in settings.DNS_SERVERS])


def guard() -> Guard:
    return Guard(resolver(), [ipaddress.ip_network(text) for text in settings.ALLOW_NETWORKS])


def _server(text: str) -> tuple[str, int]:
    """ "192.0.2.53", "192.0.2.53:5353", "2001:db8::53" or "[2001:db8::53]:5353"."""
    if text.startswith("["):
        address, _, port = text[1:].partition("]")
        return address, int(port.lstrip(":") or 53)
    if text.count(":") == 1:
        address, _, port = text.partition(":")
        return address, int(port)
    return text, 53
