"""A small world on loopback: names, a registry, a host that carries pages, a mail server."""

from dataclasses import dataclass

import pytest

from seawall.core.web_addresses import Address, parse_address
from seawall.takedown import actions
from tests.peers import DnsPeer, MailPeer, RdapPeer, WebPeer


@dataclass
class World:
    dns: DnsPeer
    rdap: RdapPeer
    web: WebPeer
    mail: MailPeer

    def carry(self, path: str, host: str = "bilder.example") -> Address:
        """A page that is up: a square of blue paper."""
        self.web.carry(path)
        self.dns.names.setdefault(host, ["127.0.0.1"])
        return parse_address(f"http://{host}:{self.web.port}{path}")


@pytest.fixture
def world(settings):
    with DnsPeer() as dns, RdapPeer() as rdap, WebPeer() as web, MailPeer() as mail:
        settings.DNS_SERVERS = [dns.address]
        settings.RDAP_SERVER = rdap.url
        settings.ALLOW_NETWORKS = ["127.0.0.1/32"]
        settings.GEOIP_FILES = []
        settings.CHECKS = "head"
        settings.SMTP_URL = mail.url
        settings.MAIL_FROM = "notices@meldestelle.example"
        rdap.add_network("127.0.0.0/8", "Example Hosting", country="NL", abuse="abuse@host.example")
        rdap.add_domain("bilder.example", registrar="Example Registrar", abuse="abuse@registrar.example")
        yield World(dns, rdap, web, mail)


@pytest.fixture
def analyst(mara, actor_of):
    return actor_of(mara)


@pytest.fixture
def foreigner(stranger, actor_of):
    return actor_of(stranger)


@pytest.fixture
def investigator(dana, actor_of):
    return actor_of(dana)


@pytest.fixture
def reviewer(rena, actor_of):
    return actor_of(rena)


@pytest.fixture
def location(analyst):
    """Opened, and nobody has looked yet."""
    return actions.open_location(
        parse_address("https://bilder.example/a/1"), actor=analyst, subject_id="sub_one", bundle_id="bdl_one"
    )
