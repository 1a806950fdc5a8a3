import ipaddress
import json
import time

import pytest

from seawall.core.outside.guard import Guard
from seawall.core.web_addresses import parse_address
from seawall.takedown.outside.found import Kind
from seawall.takedown.outside.geo import GeoFiles
from seawall.takedown.outside.rdap import IanaServers, OneServer, Rdap
from seawall.takedown.outside.registry import Registry, RegistryFault
from seawall.takedown.outside.trace import Tracer
from tests.peers import RdapPeer
from tests.peers.rdap import entity


@pytest.fixture
def tracer(resolver, rdap, strict):
    registry = Registry(strict, named_by_operator=rdap.url)
    return Tracer(resolver, GeoFiles(), Rdap(registry, OneServer(rdap.url)))


@pytest.fixture
def hosted(dns, rdap):
    dns.names["bilder.example"] = ["cname:edge.host.example"]
    dns.names["edge.host.example"] = ["198.51.100.7"]
    rdap.add_network(
        "198.51.100.0/24", "Example Hosting", country="NL", abuse="abuse@host.example", asn=64500
    )
    rdap.add_domain("bilder.example", registrar="Example Registrar", abuse="abuse@registrar.example")


def values(found, kind):
    return [finding.value for finding in found.findings if finding.kind is kind]


def test_it_traces_to_the_host_and_its_contact(tracer, hosted, dns):
    found = tracer.trace(parse_address("https://bilder.example/a"))
    assert (found.contact, found.level) == ("abuse@host.example", "host")
    assert (found.host, found.country, found.asn) == ("Example Hosting", "NL", 64500)
    assert (found.registrar, found.front, found.complete) == ("Example Registrar", "", True)
    assert values(found, Kind.ALIAS) == ["edge.host.example"]
    assert values(found, Kind.IP) == ["198.51.100.7"]
    assert {finding.source for finding in found.findings} == {
        "address",
        "dns:127.0.0.1",
        found.findings[-1].source,
    }
    assert all(finding.found_at.tzinfo for finding in found.findings)


def test_a_subdomain_is_asked_for_at_its_parent(tracer, hosted, dns):
    dns.names["a.b.bilder.example"] = ["198.51.100.7"]
    assert tracer.trace(parse_address("https://a.b.bilder.example/")).registrar == "Example Registrar"


def test_without_a_hosts_contact_the_network_above_is_asked(tracer, hosted, rdap):
    rdap.add_network("198.51.0.0/16", "Upstream", country="DE", abuse="abuse@upstream.example")
    rdap.add_network("198.51.100.0/24", "Small", up=f"{rdap.url}ip/198.51.0.0/16")
    found = tracer.trace(parse_address("https://bilder.example/a"))
    assert (found.host, found.contact, found.country) == ("Small", "abuse@upstream.example", "DE")


def test_then_the_registrar(tracer, hosted, rdap):
    rdap.add_network("198.51.100.0/24", "Small")
    found = tracer.trace(parse_address("https://bilder.example/a"))
    assert (found.contact, found.level) == ("abuse@registrar.example", "registrar")


def test_and_no_contact_is_ever_invented(tracer, hosted, rdap):
    rdap.add_network("198.51.100.0/24", "Small")
    rdap.add_domain("bilder.example", registrar="Silent Registrar")
    found = tracer.trace(parse_address("https://bilder.example/a"))
    assert (found.contact, found.level) == ("", "")


def test_a_registrants_own_mailbox_is_not_the_registrars(tracer, hosted, rdap):
    rdap.add_network("198.51.100.0/24", "Small")
    document = rdap.domains["bilder.example"]
    document["entities"] = [
        entity(["registrant"], "Somebody", within=[entity(["abuse"], "x", email="me@bilder.example")]),
        entity(["registrar"], "Example Registrar"),
    ]
    assert tracer.trace(parse_address("https://bilder.example/a")).contact == ""


@pytest.mark.parametrize(
    "email", ["no-at-sign", "a@b\r\nBcc: all@victims.example", "a b@c.example", "@x.example", "<a@b.example>"]
)
def test_a_contact_that_is_no_mailbox_is_passed_over(email, tracer, hosted, rdap):
    rdap.add_network("198.51.100.0/24", "Small", abuse=email)
    assert tracer.trace(parse_address("https://bilder.example/a")).level == "registrar"


def test_a_front_is_said(tracer, hosted, rdap):
    rdap.add_network("198.51.100.0/24", "Example Front", abuse="abuse@front.example", asn=64511)
    found = tracer.trace(parse_address("https://bilder.example/a"))
    assert found.front == "Example Front"
    assert values(found, Kind.FRONT) == ["Example Front"]


def test_an_onion_has_no_host_and_nobody_is_asked(tracer, dns, rdap):
    found = tracer.trace(parse_address("http://expyuzz4wqqyqhjn.onion/a"))
    assert not found.has_host
    assert values(found, Kind.NO_HOST) == ["onion"]
    assert not dns.asked and not rdap.asked


def test_a_name_that_is_no_more_still_has_a_registrar(tracer, hosted, dns):
    dns.names.clear()
    found = tracer.trace(parse_address("https://bilder.example/a"))
    assert values(found, Kind.NO_HOST) == ["no_such_name"]
    assert found.level == "registrar"


def test_what_nobody_told_us_is_said_to_be_unknown(tracer, hosted, rdap):
    rdap.failing = True
    found = tracer.trace(parse_address("https://bilder.example/a"))
    assert not found.complete
    assert len(values(found, Kind.UNKNOWN)) == 2
    assert found.ips == ("198.51.100.7",)


def test_registries_can_be_switched_off(resolver, hosted, rdap):
    found = Tracer(resolver, GeoFiles()).trace(parse_address("https://bilder.example/a"))
    assert found.ips and not found.contact
    assert rdap.connections == 0


@pytest.mark.parametrize(
    "junk", [[], {"entities": 5}, {"entities": [1, None, {"roles": "abuse"}]}, {"links": 1}]
)
def test_a_registry_that_answers_junk_does_no_harm(junk, tracer, hosted, rdap):
    rdap.networks["198.51.100.0/24"] = junk or {"vcardArray": 3, "entities": {"a": 1}}
    assert tracer.trace(parse_address("https://bilder.example/a")).level == "registrar"


def test_a_registry_may_not_send_us_inside(rdap, strict):
    with RdapPeer() as inside:
        rdap.redirects["/ip/198.51.100.7"] = f"{inside.url}ip/198.51.100.7"
        registry = Registry(strict, named_by_operator=rdap.url)
        with pytest.raises(RegistryFault) as fault:
            registry.ask(f"{rdap.url}ip/198.51.100.7")
        assert fault.value.reason == "guard_loopback"
        assert inside.connections == 0


def test_which_server_to_ask_comes_from_the_directory(tmp_path, strict, rdap):
    """IANA's files as whoisit reads them, kept in the data folder: no question leaves when they are fresh."""
    services = {
        "asn": [[["64496-64511"], ["https://rdap.asn.example/"]]],
        "dns": [[["example"], ["https://rdap.names.example/"]]],
        "ipv4": [[["93.0.0.0/8"], ["https://rdap.four.example/"]]],
        "ipv6": [[["2600::/12"], ["https://rdap.six.example/"]]],
        "object": [[["x@y.example"], ["EX"], ["https://rdap.object.example/"]]],
    }
    kept = {"timestamp": int(time.time())} | {name: {"services": found} for name, found in services.items()}
    (tmp_path / "rdap-servers.json").write_text(json.dumps(kept))
    servers = IanaServers(Registry(strict), tmp_path)
    assert servers.for_name("bilder.example") == "https://rdap.names.example/"
    assert servers.for_ip(ipaddress.ip_address("93.184.216.34")) == "https://rdap.four.example/"
    assert servers.for_ip(ipaddress.ip_address("2606:2800:220:1::1")) == "https://rdap.six.example/"
    with pytest.raises(RegistryFault):
        servers.for_name("bilder.invalid")


def test_a_directory_that_cannot_be_had_is_a_gap_not_a_crash(tmp_path, resolver, dns):
    servers = IanaServers(Registry(Guard(resolver)), tmp_path)
    dns.names["bilder.example"] = ["198.51.100.7"]
    found = Tracer(resolver, GeoFiles(), Rdap(Registry(Guard(resolver)), servers)).trace(
        parse_address("https://bilder.example/")
    )
    assert not found.complete
