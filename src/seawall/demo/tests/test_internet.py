"""The little internet answers as the big one does, and to nobody but this machine."""

import ipaddress
from collections.abc import Iterator
from pathlib import Path

import dns.message
import dns.query
import dns.rcode
import pytest

from seawall.demo.internet import registry
from seawall.demo.internet.carried import Carried, Page
from seawall.demo.internet.names import NameServer
from seawall.demo.internet.world import LOOPBACK, world

PAGE = Page("fotobruecke.example", "/album/7", "A wooden bridge")


@pytest.fixture
def names() -> Iterator[NameServer]:
    with NameServer() as server:
        yield server


@pytest.mark.parametrize("ask", [dns.query.udp, dns.query.tcp])
def test_it_tells_where_a_site_is(names: NameServer, ask) -> None:
    reply = ask(dns.message.make_query("fotobruecke.example.", "A"), LOOPBACK, port=names.port, timeout=2)
    assert [record.address for record in reply.answer[0]] == [
        world().sites["fotobruecke.example"].host.address
    ]


def test_it_knows_no_other_name(names: NameServer) -> None:
    reply = dns.query.udp(
        dns.message.make_query("elsewhere.example.", "A"), LOOPBACK, port=names.port, timeout=2
    )
    assert reply.rcode() == dns.rcode.NXDOMAIN


def test_every_host_is_on_loopback_and_every_name_is_reserved() -> None:
    assert all(ipaddress.ip_address(host.address).is_loopback for host in world().hosts)
    assert all(name.endswith(".example") for name in world().sites)
    assert all(64496 <= host.asn <= 64511 for host in world().hosts)


def test_the_registry_names_a_contact_for_every_site() -> None:
    for site in world().sites.values():
        assert registry.answer(f"ip/{site.host.address}")
        assert "abuse" in str(registry.answer(f"domain/{site.name}"))


def test_the_registry_knows_nothing_else() -> None:
    assert registry.answer("ip/192.0.2.1") is None
    assert registry.answer("domain/elsewhere.example") is None
    assert registry.answer("help") is None


def test_a_page_taken_down_stays_down_after_a_restart(tmp_path: Path) -> None:
    file = tmp_path / "pages.json"
    carried = Carried(file)
    carried.carry([PAGE])
    assert carried.set_up(PAGE.key, up=False)
    kept = Carried(file).find(PAGE.key)
    assert kept is not None and not kept.up


def test_what_is_not_carried_cannot_be_taken_down() -> None:
    assert not Carried().set_up(PAGE.key, up=False)
