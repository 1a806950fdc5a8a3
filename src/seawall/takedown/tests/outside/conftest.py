import ipaddress

import pytest

from seawall.core.outside.guard import Guard
from seawall.core.outside.resolve import Resolver
from tests.peers import DnsPeer, RdapPeer, WebPeer

LOOPBACK = (ipaddress.ip_network("127.0.0.1/32"),)


@pytest.fixture
def dns():
    with DnsPeer({"bilder.example": ["127.0.0.1"]}) as peer:
        yield peer


@pytest.fixture
def web():
    with WebPeer() as peer:
        yield peer


@pytest.fixture
def rdap():
    with RdapPeer() as peer:
        yield peer


@pytest.fixture
def resolver(dns):
    return Resolver([(dns.host, dns.port)], timeout=0.5, lifetime=1.0)


@pytest.fixture
def strict(resolver):
    """As in production: nothing inside is allowed."""
    return Guard(resolver)


@pytest.fixture
def guard(resolver):
    """As in tests and the demo: 127.0.0.1 alone is allowed."""
    return Guard(resolver, allowed=LOOPBACK)
